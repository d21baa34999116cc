import { backOff } from '#shared/domain/back-off.ts';
import type { Clock } from '#shared/domain/clock.ts';
import { RefusalError, refusals } from '#shared/protocol/errors.ts';
import type { Cache } from '../cache/client.ts';
import type { OutboxJob } from '../cache/outbox.ts';
import { type Ask, Unanswered } from './requests.ts';

export type OutboxOptions = {
  readonly ask: Ask;
  readonly cache: Pick<Cache, 'setJob'>;
  readonly clock: Clock;
  readonly random: () => number;
  /** A message's state changed. */
  readonly onChanged: (job: OutboxJob) => void;
  /** The hub has it, as entry of this feed position. */
  readonly onSent: (feedSeq: number) => void;
};

/** The messages of one conversation, in the order they were written. */
type Lane = {
  readonly conversationId: string;
  jobs: OutboxJob[];
  busy: boolean;
  attempt: number;
  /** Nothing of this conversation is sent before then (back-off, `slow_down`). */
  notBefore: number;
  cancelRetry: () => void;
};

export type Outbox = {
  /** Takes over what the cache keeps (after a start, after another cache). */
  readonly load: (jobs: readonly OutboxJob[]) => void;
  /** A message that is in the cache already: nothing is sent before it is stored (P3). */
  readonly add: (job: OutboxJob) => void;
  /** Its entry has come, or it was given up. */
  readonly remove: (key: string) => void;
  readonly online: () => void;
  readonly offline: () => void;
  /** Messages the hub has not confirmed. */
  readonly pending: () => number;
};

/**
 * Sends what the cache keeps (P6): `queued → sending → sent`, or `refused` with a code. One in flight
 * per conversation, so that order holds; no limit of attempts; the key never changes, so that a
 * message that was sent twice is written once (P3).
 */
export function createOutbox(options: OutboxOptions): Outbox {
  const lanes = new Map<string, Lane>();
  let isOnline = false;

  function laneOf(conversationId: string): Lane {
    let lane = lanes.get(conversationId);
    if (lane === undefined) {
      lane = { conversationId, jobs: [], busy: false, attempt: 0, notBefore: 0, cancelRetry: () => {} };
      lanes.set(conversationId, lane);
    }
    return lane;
  }

  function replace(lane: Lane, job: OutboxJob): void {
    lane.jobs = lane.jobs.map((each) => (each.key === job.key ? job : each));
    options.onChanged(job);
  }

  /** Stores the new state; false when the message is gone meanwhile. */
  async function set(lane: Lane, job: OutboxJob, change: Partial<OutboxJob>): Promise<boolean> {
    const next = { ...job, ...change };
    const stored = await options.cache.setJob(next.key, next.state, next.code, next.uncertain);
    if (stored === null || !lane.jobs.some((each) => each.key === job.key)) return false;
    replace(lane, stored);
    return true;
  }

  async function run(lane: Lane): Promise<void> {
    if (lane.busy || !isOnline || options.clock.now() < lane.notBefore) return;
    lane.busy = true;
    try {
      for (;;) {
        const job = lane.jobs.find((each) => each.state === 'queued');
        if (job === undefined || !isOnline || !(await sendOne(lane, job))) break;
      }
    } catch {
      // The cache could not take the new state (its log says why): the message is still queued in it.
      holdOff(lane, 0);
    }
    lane.busy = false;
    if (lane.jobs.length === 0) lanes.delete(lane.conversationId);
  }

  function holdOff(lane: Lane, atLeast: number): void {
    const wait = Math.max(backOff(lane.attempt, options.random), atLeast);
    lane.attempt += 1;
    lane.notBefore = options.clock.now() + wait;
    lane.cancelRetry();
    lane.cancelRetry = options.clock.after(wait, () => void run(lane));
  }

  /** True when the next message may go. */
  async function sendOne(lane: Lane, job: OutboxJob): Promise<boolean> {
    if (!(await set(lane, job, { state: 'sending', code: null, uncertain: true }))) return true;
    try {
      const written = await options.ask('message.send', {
        conversationId: job.conversationId,
        key: job.key,
        text: job.text,
      });
      lane.attempt = 0;
      await set(lane, job, { state: 'sent', uncertain: false });
      options.onSent(written.feedSeq);
      return true;
    } catch (error) {
      return giveUpOrRetry(lane, job, error);
    }
  }

  async function giveUpOrRetry(lane: Lane, job: OutboxJob, error: unknown): Promise<boolean> {
    const { code, retryAfter = 0 } =
      error instanceof RefusalError ? error.refusal : { code: 'internal' as const };
    if (!refusals[code].retry && code !== 'unauthenticated' && code !== 'upgrade_required') {
      await set(lane, job, { state: 'refused', code, uncertain: false });
      return true;
    }
    // A session that ended or a desk that is too old is no fault of the message: it stays queued.
    await set(lane, job, { state: 'queued', uncertain: job.uncertain || error instanceof Unanswered });
    holdOff(lane, retryAfter);
    return false;
  }

  return {
    load: (jobs) => {
      for (const lane of lanes.values()) {
        lane.cancelRetry();
        // What is still under way there finds nothing to go on with.
        lane.jobs = [];
      }
      lanes.clear();
      for (const job of jobs) laneOf(job.conversationId).jobs.push(job);
      for (const lane of lanes.values()) void run(lane);
    },
    add: (job) => {
      const lane = laneOf(job.conversationId);
      if (lane.jobs.some((each) => each.key === job.key)) replace(lane, job);
      else {
        lane.jobs.push(job);
        options.onChanged(job);
      }
      void run(lane);
    },
    remove: (key) => {
      for (const lane of lanes.values()) {
        lane.jobs = lane.jobs.filter((each) => each.key !== key);
        if (lane.jobs.length > 0 || lane.busy) continue;
        lane.cancelRetry();
        lanes.delete(lane.conversationId);
      }
    },
    online: () => {
      isOnline = true;
      for (const lane of lanes.values()) {
        lane.attempt = 0;
        lane.notBefore = 0;
        lane.cancelRetry();
        void run(lane);
      }
    },
    offline: () => {
      isOnline = false;
      for (const lane of lanes.values()) lane.cancelRetry();
    },
    pending: () =>
      [...lanes.values()].reduce(
        (sum, lane) =>
          sum + lane.jobs.filter((job) => job.state === 'queued' || job.state === 'sending').length,
        0,
      ),
  };
}
