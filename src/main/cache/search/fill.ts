import type { Conversation } from '#shared/domain/conversation.ts';
import type { Entry } from '#shared/domain/entry.ts';
import type { Db } from '../db.ts';
import type { SearchIndex } from './index-lines.ts';

/** How many lines were there before there was an index and are not in it yet, of how many in all. */
export type Unfilled = { readonly left: number; readonly total: number };

/** More parts than this, in which SQLite keeps an index that grows, are made one: smaller, and quicker to read. */
const mostSegments = 8;
/** Pages of it written in one go. */
const pages = 16;

type Next = { readonly no: number; readonly id: string; readonly below: number; readonly row: string };

/**
 * Indexes what was there before there was an index, a few lines at a time, the newest conversations first. Each
 * call is one transaction, which also writes how far it is: a desk that is killed goes on there.
 */
export function fillOf(db: Db, index: SearchIndex) {
  const next = db.prepare<[], Next>(
    `SELECT s.no AS no, s.id AS id, s.below AS below, c.row AS row
     FROM search_conversation s JOIN conversation c ON c.id = s.id
     WHERE s.below IS NOT NULL ORDER BY s.no DESC LIMIT 1`,
  );
  const lines = db.prepare<[string, number, number], { seq: number; entry: string }>(
    'SELECT seq, entry FROM entry WHERE conversation_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?',
  );
  const setBelow = db.prepare<[number | null, number]>(
    'UPDATE search_conversation SET below = ? WHERE no = ?',
  );
  const left = db.prepare<[], { left: number | null }>(
    `SELECT sum(max(s.below - c.floor_seq, 0)) AS left
     FROM search_conversation s JOIN conversation c ON c.id = s.id WHERE s.below IS NOT NULL`,
  );
  const total = db.prepare<[], { total: number | null }>(
    'SELECT sum(last_seq - floor_seq + 1) AS total FROM conversation',
  );

  const segments = db.prepare<[], number>('SELECT count(DISTINCT segid) FROM search_text_idx').pluck();
  const merge = db.prepare<[number]>("INSERT INTO search_text (search_text, rank) VALUES ('merge', ?)");
  const changes = db.prepare<[], number>('SELECT total_changes()').pluck();
  let isMerging = false;

  /** False once there is nothing to be made one. A negative number begins with all of them. */
  function mergeMore(): boolean {
    if (!isMerging && (segments.get() ?? 0) <= mostSegments) return false;
    const before = changes.get() ?? 0;
    merge.run(isMerging ? pages : -pages);
    isMerging = (changes.get() ?? 0) - before >= 2;
    return isMerging;
  }

  return {
    /** False once there is nothing left to be done. */
    fill: (most: number): boolean =>
      db.transaction(() => {
        for (let room = most; room > 0; ) {
          const one = next.get();
          if (one === undefined) return mergeMore();
          const found = lines.all(one.id, one.below, room);
          for (const { entry } of found) index.add(JSON.parse(entry) as Entry);
          const isDone = found.length < room;
          if (isDone) index.keepConversation(JSON.parse(one.row) as Conversation);
          setBelow.run(isDone ? null : (found.at(-1)?.seq ?? null), one.no);
          // One without lines costs something too.
          room -= Math.max(found.length, 1);
        }
        return true;
      })(),
    unfilled: (): Unfilled => ({ left: left.get()?.left ?? 0, total: total.get()?.total ?? 0 }),
  };
}
