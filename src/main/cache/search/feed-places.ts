import type { SearchFilters } from '#shared/protocol/search.ts';
import type { Db } from '../db.ts';

/** Clocks of several hub nodes differ by less; lines of that much more are looked at one by one. */
const slack = 5 * 60_000;

/**
 * Places in the feed by time. The feed grows with time, so that a date is found in it by halving, and what is
 * outside of two dates is not looked at.
 */
export function placesBetween(db: Db) {
  const ends = db.prepare<[], { first: number | null; last: number | null }>(
    'SELECT min(feed_seq) AS first, max(feed_seq) AS last FROM search_place',
  );
  const from = db.prepare<[number], { feedSeq: number; at: number }>(
    `SELECT p.feed_seq AS feedSeq, json_extract(e.entry, '$.at') AS at FROM search_place p
     JOIN search_conversation s ON s.no = p.no JOIN entry e ON e.conversation_id = s.id AND e.seq = p.seq
     WHERE p.feed_seq >= ? ORDER BY p.feed_seq LIMIT 1`,
  );

  /** The first place that is not earlier than this. */
  function firstAt(time: number): number {
    const { first, last } = ends.get() ?? {};
    let low = first ?? 0;
    let high = (last ?? 0) + 1;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const found = from.get(middle);
      if (found === undefined || found.at >= time) high = middle;
      else low = found.feedSeq + 1;
    }
    return low;
  }

  return (filters: SearchFilters, before: number | null) => {
    const end = filters.to === null ? Number.MAX_SAFE_INTEGER : firstAt(filters.to + slack);
    return {
      after: filters.from === null ? 0 : firstAt(filters.from - slack) - 1,
      before: Math.min(before ?? Number.MAX_SAFE_INTEGER, end),
    };
  };
}
