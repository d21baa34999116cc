import type { Mark } from '#shared/protocol/desk.ts';
import type { Db } from './db.ts';

export type NotesRepository = ReturnType<typeof notesOf>;

/** What this desk itself adds to a conversation: drafts, and read marks not yet told to the hub. */
export function notesOf(db: Db) {
  const setAnswer = db.prepare<[string, string]>(
    'INSERT INTO draft (conversation_id, text) VALUES (?, ?) ON CONFLICT (conversation_id) DO UPDATE SET text = excluded.text',
  );
  const setNote = db.prepare<[string, string]>(
    "INSERT INTO draft (conversation_id, text, note) VALUES (?, '', ?) ON CONFLICT (conversation_id) DO UPDATE SET note = excluded.note",
  );
  const clearDraft = db.prepare<[string]>(
    "DELETE FROM draft WHERE conversation_id = ? AND text = '' AND note = ''",
  );
  const hasDraft = db.prepare<[string], { n: number }>(
    'SELECT count(*) AS n FROM draft WHERE conversation_id = ?',
  );
  const drafts = db.prepare<[], { n: number }>(
    "SELECT count(*) AS n FROM draft WHERE trim(text || note) <> ''",
  );
  const addMark = db.prepare<[string, number]>(
    `INSERT INTO mark (conversation_id, seq) VALUES (?, ?)
     ON CONFLICT (conversation_id) DO UPDATE SET seq = max(seq, excluded.seq)`,
  );
  const marks = db.prepare<[], Mark>('SELECT conversation_id AS conversationId, seq FROM mark');
  const clearMark = db.prepare<[string, number]>('DELETE FROM mark WHERE conversation_id = ? AND seq <= ?');
  const forgetMark = db.prepare<[string]>('DELETE FROM mark WHERE conversation_id = ?');
  return {
    setDraft: (id: string, kind: 'message' | 'note', text: string): void => {
      (kind === 'note' ? setNote : setAnswer).run(id, text);
      if (text === '') clearDraft.run(id);
    },
    hasDraft: (id: string): boolean => (hasDraft.get(id)?.n ?? 0) > 0,
    drafts: (): number => drafts.get()?.n ?? 0,
    addMark: (mark: Mark): void => void addMark.run(mark.conversationId, mark.seq),
    marks: (): Mark[] => marks.all(),
    confirmMark: (mark: Mark): void => void clearMark.run(mark.conversationId, mark.seq),
    forgetMark: (id: string): void => void forgetMark.run(id),
  };
}
