import type { Entry } from '#shared/domain/entry.ts';
import type { Db } from './db.ts';
import type { SearchIndex } from './search/index-lines.ts';

export type EntriesRepository = ReturnType<typeof entriesOf>;

type Row = { readonly entry: string };

/** Entries and what they are searched by: neither is ever there without the other. */
export function entriesOf(db: Db, search: SearchIndex) {
  const insert = db.prepare<[string, number, number, string]>(
    'INSERT INTO entry (conversation_id, seq, from_customer, entry) VALUES (?, ?, ?, ?)',
  );
  const before = db.prepare<[string, number, number], Row>(
    'SELECT entry FROM entry WHERE conversation_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?',
  );
  const nth = db.prepare<[string, number], { seq: number }>(
    'SELECT seq FROM entry WHERE conversation_id = ? ORDER BY seq LIMIT 1 OFFSET ?',
  );
  const clearBelow = db.prepare<[string, number]>('DELETE FROM entry WHERE conversation_id = ? AND seq < ?');
  const clear = db.prepare<[string]>('DELETE FROM entry WHERE conversation_id = ?');
  const clearAll = db.prepare('DELETE FROM entry');
  const count = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM entry');
  return {
    insert: (entry: Entry): void => {
      const fromCustomer = entry.body.kind === 'message' && entry.author.kind === 'visitor' ? 1 : 0;
      insert.run(entry.conversationId, entry.seq, fromCustomer, JSON.stringify(entry));
      search.add(entry);
    },
    /** The last `limit` with `seq < before`, in order. */
    before: (conversationId: string, seq: number, limit: number): Entry[] =>
      before.all(conversationId, seq, limit).map(toEntry).reverse(),
    clear: (conversationId: string): void => {
      search.removeBelow(conversationId, Number.MAX_SAFE_INTEGER);
      search.removeChanges(conversationId);
      clear.run(conversationId);
    },
    /** Those of all conversations. */
    clearAll: (): void => {
      search.removeAll();
      clearAll.run();
    },
    /** Removes the oldest, at most `most`. Answers how many, and the `seq` of the first that stays, if any does. */
    clearOldest: (
      conversationId: string,
      most: number,
    ): { readonly cleared: number; readonly floor: number | null } => {
      const floor = nth.get(conversationId, most)?.seq ?? null;
      const below = floor ?? Number.MAX_SAFE_INTEGER;
      search.removeBelow(conversationId, below);
      if (floor === null) search.removeChanges(conversationId);
      return { cleared: clearBelow.run(conversationId, below).changes, floor };
    },
    count: (): number => count.get()?.n ?? 0,
  };
}

function toEntry(row: Row): Entry {
  return JSON.parse(row.entry);
}
