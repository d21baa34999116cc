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
  const between = db.prepare<[string, number, number], Row>(
    'SELECT entry FROM entry WHERE conversation_id = ? AND seq BETWEEN ? AND ? ORDER BY seq',
  );
  const find = db.prepare<[string, string], { seq: number }>(
    "SELECT seq FROM entry WHERE conversation_id = ? AND entry ->> '$.id' = ?",
  );
  const ends = db.prepare<[string], { first: number | null; last: number | null }>(
    'SELECT min(seq) AS first, max(seq) AS last FROM entry WHERE conversation_id = ?',
  );
  const timeOf = db.prepare<[string, number], { at: number }>(
    "SELECT entry ->> '$.at' AS at FROM entry WHERE conversation_id = ? AND seq = ?",
  );
  const changesAfter = db.prepare<[string, number], Row>(
    `SELECT entry FROM entry WHERE conversation_id = ? AND seq > ?
       AND entry ->> '$.body.kind' IN ('edited', 'recalled') ORDER BY seq`,
  );
  const saying = db.prepare<[string, string, string], Row>(
    `SELECT entry FROM entry WHERE conversation_id = ? AND (
       entry ->> '$.body.kind' IN ('edited', 'recalled') OR entry ->> '$.body.text' LIKE ? ESCAPE '\\'
       OR EXISTS (SELECT 1 FROM json_each(entry, '$.body.files') f WHERE f.value ->> '$.name' LIKE ? ESCAPE '\\'))
     ORDER BY seq`,
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
    between: (conversationId: string, from: number, to: number): Entry[] =>
      between.all(conversationId, from, to).map(toEntry),
    /** Edits and recalls. */
    changesAfter: (conversationId: string, seq: number): Entry[] =>
      changesAfter.all(conversationId, seq).map(toEntry),
    find: (conversationId: string, entryId: string): number | null =>
      find.get(conversationId, entryId)?.seq ?? null,
    /** The first of those held at or after a moment; by halving, for they are in the order of time. */
    firstAt: (conversationId: string, at: number): number | null => {
      const { first, last } = ends.get(conversationId) ?? { first: null, last: null };
      if (first === null || last === null) return null;
      let [low, high] = [first, last + 1];
      while (low < high) {
        const middle = Math.floor((low + high) / 2);
        if ((timeOf.get(conversationId, middle)?.at ?? 0) < at) low = middle + 1;
        else high = middle;
      }
      return low > last ? null : low;
    },
    /** Whatever says `text` (capital or not, in Latin letters) or has a file of that name, and all changes; in order. */
    saying: (conversationId: string, text: string): Entry[] => {
      const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
      return saying.all(conversationId, pattern, pattern).map(toEntry);
    },
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
