import { backOff } from '#shared/domain/back-off.ts';
import type { Clock } from '#shared/domain/clock.ts';
import type { Mark, Seen } from '#shared/protocol/desk.ts';
import { RefusalError, refusals } from '#shared/protocol/errors.ts';
import type { Cache } from '../cache/client.ts';
import { faultOf, type Log } from '../log.ts';
import type { Ask } from './requests.ts';

export type MarksOptions = {
  readonly ask: Ask;
  readonly cache: Pick<Cache, 'marksToSend' | 'confirmMark' | 'applyMark' | 'applySeen'>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  /** A mark of another device moved this conversation's, and with it what is unread; or the customer has read on. */
  readonly onMoved: (conversationId: string) => void;
};

/** How far a person has read, the same on all their desks (P11): marks merge by maximum, so order does not matter. */
export type Marks = {
  /** Tells the hub what it does not know yet; what it could not be told, again after a while or on the next line. */
  readonly flush: () => Promise<void>;
  /** One of another device's. */
  readonly heard: (mark: Mark) => Promise<void>;
  /** The customer's. */
  readonly seen: (seen: Seen) => Promise<void>;
  /** All that was written before this line began is here: tells, and asks for, the marks set meanwhile. */
  readonly caughtUp: () => void;
  readonly down: () => void;
};

export function createMarks(options: MarksOptions): Marks {
  const { ask, cache, clock } = options;
  /** Between catching up and the end of the line: the next one begins with a flush anyway. */
  let stands = false;
  let busy = false;
  let again = false;
  let attempt = 0;
  let cancelRetry = () => {};

  async function send(mark: Mark): Promise<void> {
    try {
      await ask('mark.set', mark);
    } catch (error) {
      // A conversation that is not ours any more needs no mark; anything else is tried again.
      if (!(error instanceof RefusalError) || refusals[error.refusal.code].retry) throw error;
    }
    await cache.confirmMark(mark);
  }

  async function flush(): Promise<void> {
    again = true;
    if (busy) return;
    busy = true;
    cancelRetry();
    try {
      while (again) {
        again = false;
        for (const mark of await cache.marksToSend()) await send(mark);
      }
      attempt = 0;
    } catch (error) {
      // The cache keeps the marks.
      tryLater(error instanceof RefusalError ? (error.refusal.retryAfter ?? 0) : 0);
    } finally {
      busy = false;
    }
  }

  function tryLater(atLeast: number): void {
    if (!stands) return;
    cancelRetry = clock.after(Math.max(backOff(attempt, options.random), atLeast), () => void flush());
    attempt += 1;
  }

  async function take(mark: Mark): Promise<void> {
    if (await cache.applyMark(mark)) options.onMoved(mark.conversationId);
  }

  async function takeSeen(seen: Seen): Promise<void> {
    if (await cache.applySeen(seen)) options.onMoved(seen.conversationId);
  }

  async function pull(): Promise<void> {
    const { marks, seen } = await ask('marks.pull', {});
    for (const mark of marks) await take(mark);
    for (const each of seen) await takeSeen(each);
  }

  return {
    flush,
    // Where the cache cannot take it, its log says why; it comes again with the next catching up.
    heard: (mark) => take(mark).catch(() => {}),
    seen: (seen) => takeSeen(seen).catch(() => {}),
    caughtUp: () => {
      stands = true;
      attempt = 0;
      void flush();
      // Again with the next catching up.
      void pull().catch((error) => options.log.warn('marks were not fetched', faultOf(error)));
    },
    down: () => {
      stands = false;
      cancelRetry();
    },
  };
}
