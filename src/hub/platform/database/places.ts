import type { Step } from './sqlite-writer.ts';

/** Entries without their place that a reader of `transcript` may have to look through. */
const most = 4096;
/** And no older than this. Milliseconds. */
const longest = 250;

const put = `insert into entry_place select conversation_id, seq, feed_seq from entry
  where feed_seq > (select through from entry_placed) order by conversation_id, seq`;
const note = 'update entry_placed set through = (select max(feed_seq) from entry)';

/**
 * Puts down where entries stand in their conversations, many at once and in the transaction of a commit. An entry goes to the
 * end of its table, its place to another page for every conversation: with each commit these were half
 * of the pages that it wrote. Until then the view `transcript` finds an entry by looking through the last ones.
 */
export function createPlaces(now: () => number) {
  let without = 0;
  let last = now();
  return {
    /** What a commit has to do besides writing that many entries. */
    after: (entries: number): readonly Step[] => {
      without += entries;
      const time = now();
      if (without === 0 || (without < most && time - last < longest)) return [];
      without = 0;
      last = time;
      return [
        { sql: put, width: 0, values: [] },
        { sql: note, width: 0, values: [] },
      ];
    },
  };
}
