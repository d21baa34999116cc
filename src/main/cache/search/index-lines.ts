import type { Conversation } from '#shared/domain/conversation.ts';
import type { Entry } from '#shared/domain/entry.ts';
import { labelOf } from '#shared/domain/search/labels.ts';
import { searchableText, searchedText } from '#shared/domain/search/searchable.ts';
import { tokensOf } from '#shared/domain/search/tokens.ts';
import type { Db } from '../db.ts';
import { wordsOf } from './words.ts';

export type SearchIndex = ReturnType<typeof searchIndexOf>;

/** Keeps the index as the entries are: called inside the transaction that changes them. */
export function searchIndexOf(db: Db) {
  const words = wordsOf(db);
  const number = db.prepare<[string], { no: number }>('SELECT no FROM search_conversation WHERE id = ?');
  const begin = db.prepare<[string]>(
    "INSERT INTO search_conversation (id, visitor, label) VALUES (?, '', '') ON CONFLICT (id) DO NOTHING",
  );
  const keepLabel = db.prepare<[string, string, string]>(
    `INSERT INTO search_conversation (id, visitor, label) VALUES (?, ?, ?) ON CONFLICT (id)
     DO UPDATE SET visitor = excluded.visitor, label = excluded.label
     WHERE visitor <> excluded.visitor OR label <> excluded.label`,
  );
  const removeLabel = db.prepare<[string]>('DELETE FROM search_conversation WHERE id = ?');
  const addPlace = db.prepare<[number, number, number]>(
    'INSERT INTO search_place (feed_seq, no, seq) VALUES (?, ?, ?) ON CONFLICT (feed_seq) DO NOTHING',
  );
  const removePlace = db.prepare<[number]>('DELETE FROM search_place WHERE feed_seq = ?');
  const hasPlace = db.prepare<[number], { seq: number }>('SELECT seq FROM search_place WHERE feed_seq = ?');
  const addText = db.prepare<[number, string]>('INSERT INTO search_text (rowid, grams) VALUES (?, ?)');
  const removeText = db.prepare<[number, string]>(
    "INSERT INTO search_text (search_text, rowid, grams) VALUES ('delete', ?, ?)",
  );
  const changed = db.prepare<[string], { text: string | null }>(
    'SELECT text FROM entry_change WHERE entry_id = ?',
  );
  // A recall is final; of two edits the later one counts, whichever came first.
  const addChange = db.prepare<[string, string, number, string | null]>(
    `INSERT INTO entry_change (entry_id, conversation_id, seq, text) VALUES (?, ?, ?, ?) ON CONFLICT (entry_id)
     DO UPDATE SET seq = excluded.seq, text = excluded.text
     WHERE text IS NOT NULL AND (excluded.text IS NULL OR excluded.seq > seq)`,
  );
  const removeChanges = db.prepare<[string]>('DELETE FROM entry_change WHERE conversation_id = ?');
  const changedLine = db.prepare<[string, number, string], { entry: string }>(
    `SELECT entry FROM entry
     WHERE conversation_id = ? AND seq < ? AND json_extract(entry, '$.id') = ? ORDER BY seq DESC LIMIT 1`,
  );
  const below = db.prepare<[string, number], { entry: string }>(
    'SELECT entry FROM entry WHERE conversation_id = ? AND seq < ?',
  );
  const forgetPlaces = db.prepare('DELETE FROM search_place');
  const forgetTexts = db.prepare("INSERT INTO search_text (search_text) VALUES ('delete-all')");
  const forgetChanges = db.prepare('DELETE FROM entry_change');
  const nothingToFill = db.prepare('UPDATE search_conversation SET below = NULL WHERE below IS NOT NULL');

  function numberOf(conversationId: string): number {
    begin.run(conversationId);
    return number.get(conversationId)?.no ?? 0;
  }

  /** Puts a line in as it is now, or takes it out as it was: by the same words, or it would not be out. */
  function withGrams(statement: typeof addText, entry: Entry): void {
    const text = currentText(entry);
    const tokens = text === null ? [] : tokensOf(searchedText(entry.body, text));
    if (tokens.length === 0) return;
    statement.run(entry.feedSeq, tokens.join(' '));
    if (statement === addText) words.add(tokens);
  }

  /** What a message says now: null once it was recalled. */
  function currentText(entry: Entry): string | null {
    const text = searchableText(entry.body);
    if (text === null) return null;
    const change = changed.get(entry.id);
    return change === undefined ? text : change.text;
  }

  function change(entry: Entry, entryId: string, text: string | null): void {
    const found = changedLine.get(entry.conversationId, entry.seq, entryId);
    const line: Entry | null = found === undefined ? null : JSON.parse(found.entry);
    // One that is not here, or not indexed yet, will be as it is by then.
    const isIndexed = line !== null && hasPlace.get(line.feedSeq) !== undefined;
    if (isIndexed) withGrams(removeText, line);
    addChange.run(entryId, entry.conversationId, entry.seq, text);
    if (isIndexed) withGrams(addText, line);
  }

  return {
    words,
    currentText,
    /** The entry is there now, or was found not to be indexed. One that is indexed stays as it is. */
    add: (entry: Entry): void => {
      const { body } = entry;
      if (body.kind === 'edited') change(entry, body.entryId, body.text);
      else if (body.kind === 'recalled') change(entry, body.entryId, null);
      else if (searchableText(body) !== null) {
        const added = addPlace.run(entry.feedSeq, numberOf(entry.conversationId), entry.seq);
        if (added.changes > 0) withGrams(addText, entry);
      }
    },
    /** Entries of a conversation with `seq < before` are about to go. */
    removeBelow: (conversationId: string, before: number): void => {
      for (const found of below.all(conversationId, before)) {
        const entry: Entry = JSON.parse(found.entry);
        if (removePlace.run(entry.feedSeq).changes > 0) withGrams(removeText, entry);
      }
    },
    /** All entries of a conversation go, and with them what became of them. */
    removeChanges: (conversationId: string): void => void removeChanges.run(conversationId),
    /** All entries of all conversations go: far quicker than one by one. */
    removeAll: (): void => {
      forgetTexts.run();
      words.clear();
      forgetPlaces.run();
      forgetChanges.run();
      nothingToFill.run();
    },
    keepConversation: (conversation: Conversation): void =>
      void keepLabel.run(conversation.id, conversation.visitor.id, labelOf(conversation)),
    removeConversation: (id: string): void => void removeLabel.run(id),
  };
}
