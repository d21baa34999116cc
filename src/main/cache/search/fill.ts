import type { Conversation } from '#shared/domain/conversation.ts';
import type { Entry } from '#shared/domain/entry.ts';
import type { Db } from '../db.ts';
import type { SearchIndex } from './index-lines.ts';

/** How many lines were there before there was an index and are not in it yet, of how many in all. */
export type Unfilled = { readonly left: number; readonly total: number };

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
  const setBelow = db.prepare<[number | null, number]>('UPDATE search_conversation SET below = ? WHERE no = ?');
  const left = db.prepare<[], { left: number | null }>(
    `SELECT sum(max(s.below - c.floor_seq, 0)) AS left
     FROM search_conversation s JOIN conversation c ON c.id = s.id WHERE s.below IS NOT NULL`,
  );
  const total = db.prepare<[], { total: number | null }>(
    'SELECT sum(last_seq - floor_seq + 1) AS total FROM conversation',
  );

  return {
    /** False once there is nothing left to be done. */
    fill: (most: number): boolean =>
      db.transaction(() => {
        for (let room = most; room > 0; ) {
          const one = next.get();
          if (one === undefined) return false;
          const found = lines.all(one.id, one.below, room);
          for (const { entry } of found) index.add(JSON.parse(entry) as Entry);
          const isDone = found.length < room;
          if (isDone) index.keepConversation(JSON.parse(one.row) as Conversation);
          setBelow.run(isDone ? null : (found.at(-1)?.seq ?? null), one.no);
          // One without lines costs something too.
          room -= Math.max(found.length, 1);
        }
        return next.get() !== undefined;
      })(),
    unfilled: (): Unfilled => ({ left: left.get()?.left ?? 0, total: total.get()?.total ?? 0 }),
  };
}
