import { backOff } from '#shared/domain/back-off.ts';
import type { Clock } from '#shared/domain/clock.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { Entry } from '#shared/domain/entry.ts';
import type { ConversationRow, Outgoing } from '#shared/ipc/conversations.ts';
import { type DeskNews, maxPage, type NewEntry } from '#shared/protocol/desk.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Batch } from '../cache/apply.ts';
import type { Cache } from '../cache/client.ts';
import { faultOf, type Log } from '../log.ts';
import { fillGaps } from './gap-filler.ts';
import type { Ask } from './requests.ts';
import { takeSnapshot } from './snapshot.ts';

export type Arrived = {
  readonly added: readonly Entry[];
  readonly rows: readonly ConversationRow[];
  readonly confirmed: readonly Outgoing[];
};

export type FeedOptions = {
  readonly ask: Ask;
  readonly cache: Pick<Cache, 'cursor' | 'apply' | 'replaceAll'>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  /** Written to the cache and to be shown. */
  readonly onArrived: (arrived: Arrived) => void;
  /** The list was taken anew: everything that is shown must be asked for again. */
  readonly onReplaced: () => Promise<void>;
  /** Everything up to the hub's head is here, and live entries follow. */
  readonly onCaughtUp: () => void;
};

export type Feed = {
  readonly ready: (news: DeskNews['ready'], me: string) => void;
  readonly live: (news: DeskNews['entries']) => void;
  /** The feed is known to reach this far (a heartbeat, an acknowledgement): pulls when behind (P9). */
  readonly head: (head: number) => void;
  readonly down: () => void;
};

/** One connection's worth of work; whatever belongs to an older one finds itself outdated and ends. */
type Line = {
  readonly ready: DeskNews['ready'];
  readonly me: string;
  held: NewEntry[];
  head: number;
  cursor: number;
  resumed: boolean;
  busy: boolean;
  attempt: number;
  cancelRetry: () => void;
};

/**
 * Keeps the cache in step with the hub. On every connect it pages from its cursor to the head while
 * live entries wait (P8); then it applies them as they come.
 *
 * A live entry moves the cursor only when it is the very next of the feed: those between may have
 * been for others, or may have been lost. The next beat pulls from the cursor and settles it (P9);
 * what was applied meanwhile is recognised by its `seq` (P7).
 */
export function createFeed(options: FeedOptions): Feed {
  const { ask, cache, clock, log } = options;
  let line: Line | null = null;

  function work(of: Line): void {
    if (of.busy || line !== of) return;
    of.busy = true;
    loop(of).catch((error) => {
      of.busy = false;
      if (line !== of) return;
      log.warn('the feed stopped', { ...faultOf(error), refusal: codeOf(error) });
      of.cancelRetry = clock.after(backOff(of.attempt, options.random), () => work(of));
      of.attempt += 1;
    });
  }

  async function loop(of: Line): Promise<void> {
    while (line === of) {
      if (!of.resumed) await resume(of);
      else if (of.held.length > 0) await applyLive(of);
      else if (of.head > of.cursor) await pullPage(of);
      else break;
      of.attempt = 0;
    }
    // In the same turn as the last look: what comes from now on starts the loop again.
    of.busy = false;
  }

  async function resume(of: Line): Promise<void> {
    const { cursor, epoch } = await cache.cursor();
    const { ready } = of;
    // A cursor beyond the head is of a database that was put back to an older state.
    if (epoch !== ready.epoch || cursor < ready.oldest || cursor > ready.head) {
      log.info('list taken anew', { reason: epoch === ready.epoch ? 'cursor' : 'epoch' });
      const snapshot = await takeSnapshot(ask, ready);
      if (line !== of) return;
      await cache.replaceAll(snapshot);
      of.cursor = snapshot.cursor;
      await options.onReplaced();
    } else {
      of.cursor = cursor;
    }
    while (line === of && of.cursor < of.head) await pullPage(of);
    if (line !== of) return;
    of.resumed = true;
    options.onCaughtUp();
  }

  async function pullPage(of: Line): Promise<void> {
    const page = await ask('feed.pull', { since: of.cursor, limit: maxPage });
    if (line !== of) return;
    if (page.next <= of.cursor && page.head > of.cursor) throw new RefusalError('internal');
    of.head = Math.max(of.head, page.head);
    await apply(of, page.entries, page.conversations, page.next);
    // The page may end below a head that a slower reader told of; then there is nothing there.
    if (page.next >= page.head) of.head = Math.min(of.head, page.head);
    of.cursor = Math.max(of.cursor, page.next);
  }

  async function applyLive(of: Line): Promise<void> {
    const batch = of.held;
    of.held = [];
    const entries = batch.map((each) => each.entry).sort((a, b) => a.feedSeq - b.feedSeq);
    let cursor = of.cursor;
    for (const entry of entries) if (entry.feedSeq === cursor + 1) cursor += 1;
    const conversations = batch.flatMap((each) => each.conversation ?? []);
    try {
      await apply(of, entries, conversations, cursor);
    } catch (error) {
      // They are in the feed: the retry pulls them.
      of.head = Math.max(of.head, entries.at(-1)?.feedSeq ?? 0);
      throw error;
    }
    of.cursor = Math.max(of.cursor, cursor);
  }

  /** Applies, fetching first what is missing in between (P7). */
  async function apply(
    of: Line,
    entries: readonly Entry[],
    conversations: readonly Conversation[],
    cursor: number,
  ): Promise<void> {
    let batch: Batch = { entries, conversations, cursor, startAnew: [], me: of.me };
    let applied = await cache.apply(batch);
    while (applied.gaps.length > 0) {
      batch = await fillGaps(ask, batch, applied.gaps);
      if (line !== of) return;
      applied = await cache.apply(batch);
    }
    options.onArrived(applied);
  }

  return {
    ready: (news, me) => {
      line?.cancelRetry();
      line = {
        ready: news,
        me,
        held: [],
        head: news.head,
        cursor: 0,
        resumed: false,
        busy: false,
        attempt: 0,
        cancelRetry: () => {},
      };
      work(line);
    },
    live: (news) => {
      if (line === null) return;
      line.held.push(...news.entries);
      work(line);
    },
    head: (head) => {
      if (line === null) return;
      line.head = Math.max(line.head, head);
      work(line);
    },
    down: () => {
      line?.cancelRetry();
      line = null;
    },
  };
}

function codeOf(error: unknown): string {
  return error instanceof RefusalError ? error.refusal.code : 'none';
}
