import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DeskNews } from '#shared/protocol/desk.ts';
import { heartbeatInterval } from '#shared/protocol/handshake.ts';
import type { VisitorNews } from '#shared/protocol/visitor.ts';
import type { Committed, Reads } from './conversations/index.ts';
import type { Clock } from './platform/clock.ts';
import type { Log } from './platform/log/index.ts';
import { oneAtATime } from './platform/one-at-a-time.ts';

/** How often a node looks at what others have done in its database. Milliseconds. */
export const lookInterval = 1000;
/** At most one hint of our own writes in so many milliseconds. */
const hintInterval = 2000;
/** Visitors told in one turn of the event loop, a few milliseconds' worth: nobody's message waits for the beat. */
const portion = 500;

export type Heart = {
  /** Entries that this node has written and told of, in feed order. */
  readonly wrote: (committed: readonly Pick<Committed, 'entry' | 'conversation'>[]) => void;
  /** Every `lookInterval`, one at a time. Resolves when all are told. */
  readonly look: () => Promise<void>;
  /** Resolves when nothing is asked of the database any more. */
  readonly stop: () => Promise<void>;
};

/**
 * Says how far the feed is, always from the database (P9): to everybody every 15 s; within 2 s after
 * writes once more to those whom they concern, so that a broadcast that got lost heals in seconds;
 * and within a second after another node has written, which is how its entries get here.
 */
export async function createHeart(options: {
  readonly reads: Pick<Reads, 'head' | 'latestOf' | 'visitorsBetween'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Ids of the visitors connected here. */
  readonly visitorsHere: () => readonly string[];
  readonly tellDesks: (head: DeskNews['head']) => void;
  readonly tellVisitor: (visitorId: string, head: VisitorNews['head']) => void;
  /** Another node has written. */
  readonly onForeign: () => void;
}): Promise<Heart> {
  const { reads, clock, log, visitorsHere, tellDesks, tellVisitor, onForeign } = options;
  /** Everything up to here was told by this node, or hinted at. */
  let known = await reads.head();
  let hasWritten = false;
  let changed = new Set<string>();
  let hintedAt = Number.NEGATIVE_INFINITY;

  const hint = async (head: number, visitors: readonly string[]) => {
    tellDesks({ head });
    for (let i = 0; i < visitors.length; i += portion) {
      const latest = await reads.latestOf(visitors.slice(i, i + portion));
      for (const [id, conversation] of latest) tellVisitor(id, { conversation });
      await nextTurn();
    }
  };

  const here = (ids: ReadonlySet<string>) => visitorsHere().filter((id) => ids.has(id));

  const look = async () => {
    const head = await reads.head();
    const from = known;
    if (head > from) {
      // Committed here while the head was read, it is told already and `known` is past it.
      const others = await reads.visitorsBetween(from, head);
      known = Math.max(known, head);
      await hint(head, here(new Set(others)));
      onForeign();
    }
    if (!hasWritten || clock.now() - hintedAt < hintInterval) return;
    const ids = changed;
    changed = new Set();
    hasWritten = false;
    hintedAt = clock.now();
    await hint(await reads.head(), here(ids));
  };

  const beat = oneAtATime(async () => hint(await reads.head(), visitorsHere()));
  const stopBeating = clock.every(heartbeatInterval, () => {
    beat.run().catch((error: unknown) => log.error({ err: error }, 'heartbeat failed'));
  });

  return {
    wrote: (committed) => {
      for (const { entry, conversation } of committed) {
        // A gap before it was written by another node: the next look finds it.
        if (entry.feedSeq === known + 1) known = entry.feedSeq;
        hasWritten = true;
        if (entry.audience === 'everyone') changed.add(conversation.visitor.id);
      }
    },
    look,
    stop: () => {
      stopBeating();
      return beat.idle();
    },
  };
}
