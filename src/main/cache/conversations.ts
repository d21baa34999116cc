import type { Conversation } from '#shared/domain/conversation.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import type { Db } from './db.ts';
import type { SearchIndex } from './search/index-lines.ts';

/** Which entries of a conversation are held: `floor <= seq <= last`; none where `floor = last + 1`. */
export type Held = { readonly floor: number; readonly last: number };

type Row = {
  readonly row: string;
  readonly unread: number;
  readonly read_seq: number;
  readonly draft: string | null;
  readonly note_draft: string | null;
  readonly seen_seq: number;
  readonly pending: number;
  readonly refused: number;
  readonly gone: number;
};

/** Everything the list shows comes from one denormalised row: it never looks into the transcript. */
const columns = `c.row, c.unread, c.read_seq, c.seen_seq, d.text AS draft, d.note AS note_draft,
  (SELECT count(*) FROM outbox o WHERE o.conversation_id = c.id AND o.state IN ('queued', 'sending')) AS pending,
  (SELECT count(*) FROM outbox o WHERE o.conversation_id = c.id AND o.state = 'refused') AS refused,
  c.last_seq = 0 AS gone
  FROM conversation c LEFT JOIN draft d ON d.conversation_id = c.id`;

export type ConversationsRepository = ReturnType<typeof conversationsOf>;

export function conversationsOf(db: Db, search: SearchIndex) {
  const list = db.prepare<[number], Row>(`SELECT ${columns} ORDER BY c.closed, c.last_at DESC LIMIT ?`);
  const one = db.prepare<[string], Row>(`SELECT ${columns} WHERE c.id = ?`);
  const held = db.prepare<[string], Held>(
    'SELECT floor_seq AS floor, last_seq AS last FROM conversation WHERE id = ?',
  );
  const ids = db.prepare<[], { id: string }>('SELECT id FROM conversation');
  const insert = db.prepare(
    `INSERT INTO conversation (id, row, row_seq, closed, closed_at, last_at, floor_seq, last_seq)
     VALUES (@id, @row, @rowSeq, @closed, @closedAt, @lastAt, @floor, @last) ON CONFLICT (id) DO NOTHING`,
  );
  // Of two rows of one conversation the one with the greater lastSeq is newer, whichever way they came.
  const update = db.prepare(
    `UPDATE conversation
     SET row = @row, row_seq = @rowSeq, closed = @closed, closed_at = @closedAt, last_at = @lastAt
     WHERE id = @id AND row_seq <= @rowSeq`,
  );
  const setHeld = db.prepare<[number, number, string]>(
    'UPDATE conversation SET floor_seq = ?, last_seq = ? WHERE id = ?',
  );
  const raiseRead = db.prepare<[number, string, number]>(
    'UPDATE conversation SET read_seq = ? WHERE id = ? AND read_seq < ?',
  );
  const raiseSeen = db.prepare<[number, string, number]>(
    'UPDATE conversation SET seen_seq = ? WHERE id = ? AND seen_seq < ?',
  );
  const recount = db.prepare<[string]>(
    `UPDATE conversation SET unread = (SELECT count(*) FROM entry e
       WHERE e.conversation_id = conversation.id AND e.from_customer = 1 AND e.seq > conversation.read_seq)
     WHERE id = ?`,
  );
  const letGo = db.prepare<[string]>(
    'UPDATE conversation SET floor_seq = 1, last_seq = 0, row_seq = 0, unread = 0 WHERE id = ?',
  );
  const remove = db.prepare<[string]>('DELETE FROM conversation WHERE id = ?');
  const outdated = db.prepare<[number], Held & { readonly id: string }>(
    `SELECT id, floor_seq AS floor, last_seq AS last FROM conversation c
     WHERE closed = 1 AND closed_at < ?
       AND NOT EXISTS (SELECT 1 FROM draft WHERE conversation_id = c.id)
       AND NOT EXISTS (SELECT 1 FROM outbox WHERE conversation_id = c.id)
       AND NOT EXISTS (SELECT 1 FROM mark WHERE conversation_id = c.id)
     ORDER BY closed_at LIMIT 200`,
  );

  return {
    /** Open ones first, then by their last line; at most `limit`. */
    list: (limit: number): ConversationRow[] => list.all(limit).map(toRow),
    row: (id: string): ConversationRow | null => {
      const found = one.get(id);
      return found === undefined ? null : toRow(found);
    },
    held: (id: string): Held | null => held.get(id) ?? null,
    ids: (): string[] => ids.all().map((each) => each.id),
    /** Keeps the newest row. A new conversation begins with what `held` says. */
    keep: (conversation: Conversation, start: Held): void => {
      const values = {
        id: conversation.id,
        row: JSON.stringify(conversation),
        rowSeq: conversation.lastSeq,
        closed: conversation.status === 'closed' ? 1 : 0,
        closedAt: conversation.closedAt,
        lastAt: conversation.lastMessage?.at ?? conversation.openedAt,
        floor: start.floor,
        last: start.last,
      };
      const { floor: _floor, last: _last, ...changed } = values;
      const isNewest = insert.run(values).changes > 0 || update.run(changed).changes > 0;
      if (isNewest) search.keepConversation(conversation);
    },
    setHeld: (id: string, range: Held): void => void setHeld.run(range.floor, range.last, id),
    /** Marks merge by maximum (P11). True when the mark moved. */
    raiseRead: (id: string, seq: number): boolean => raiseRead.run(seq, id, seq).changes > 0,
    /** How far the customer has read. True when it moved. */
    raiseSeen: (id: string, publicSeq: number): boolean =>
      raiseSeen.run(publicSeq, id, publicSeq).changes > 0,
    recountUnread: (id: string): void => void recount.run(id),
    /** Not ours to see any more, but kept for what was typed into it: any row of the hub is newer. */
    letGo: (id: string): void => void letGo.run(id),
    isGone: (id: string): boolean => held.get(id)?.last === 0,
    remove: (id: string): void => {
      search.removeConversation(id);
      remove.run(id);
    },
    /** Closed before that time (epoch ms), oldest first, with nothing in them that only this desk has. */
    outdated: (time: number): (Held & { readonly id: string })[] => outdated.all(time),
  };
}

function toRow(found: Row): ConversationRow {
  return {
    conversation: JSON.parse(found.row),
    unread: found.unread,
    readSeq: found.read_seq,
    draft: found.draft ?? '',
    noteDraft: found.note_draft ?? '',
    seen: found.seen_seq,
    pending: found.pending,
    refused: found.refused > 0,
    gone: found.gone === 1,
  };
}
