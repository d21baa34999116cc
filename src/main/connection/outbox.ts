import { backOff } from '#shared/domain/back-off.ts';
import type { Clock } from '#shared/domain/clock.ts';
import { assertNever } from '#shared/domain/exhaustive.ts';
import type { Written } from '#shared/protocol/desk.ts';
import { RefusalError, refusals } from '#shared/protocol/errors.ts';
import { maxHold } from '#shared/protocol/limits.ts';
import type { Cache } from '../cache/client.ts';
import type { OutboxJob } from '../cache/outbox.ts';
import { type Ask, Unanswered } from './requests.ts';

/** Somebody holds it: nothing of it is tried until they let it go. */
export class Paused extends Error {}

export type OutboxOptions = {
  readonly ask: Ask;
  readonly cache: Pick<Cache, 'setJob' | 'acknowledge' | 'filesAreGone'>;
  /** Brings what goes along with it to the hub: ids, in order. Rejects with `Paused` where somebody holds it. */
  readonly upload: (job: OutboxJob) => Promise<string[]>;
  readonly clock: Clock;
  readonly random: () => number;
  /** A message's state changed. */
  readonly onChanged: (job: OutboxJob) => void;
  /** It is no longer on its way: the hub has it, and so have the lines that are here. */
  readonly onGone: (job: OutboxJob) => void;
  /** The hub has it, as entry of this feed position. */
  readonly onSent: (feedSeq: number) => void;
};

/** The messages of one conversation, in the order they were written. */
type Lane = {
  readonly conversationId: string;
  jobs: readonly OutboxJob[];
  busy: boolean;
  attempt: number;
  /** Nothing of this conversation is sent before then (back-off, `slow_down`). */
  notBefore: number;
  cancelRetry: () => void;
};

export type Outbox = {
  /** Takes over what the cache keeps (after a start, after a new list). What is with the hub stays there. */
  readonly load: (jobs: readonly OutboxJob[]) => void;
  /** A message that is in the cache already: nothing is sent before it is stored (P3). */
  readonly add: (job: OutboxJob) => void;
  /** Its entry has come, or it was given up. */
  readonly remove: (key: string) => void;
  readonly online: () => void;
  /**
   * Everything that the hub had when this line began is here. What it acknowledged before that, and is not
   * among it, is asked for again: a database put back to an older state has lost it.
   */
  readonly caughtUp: () => void;
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
  /** Keys of what was acknowledged before this line began. */
  const acknowledged = new Set<string>();
  /** Keys of what was sent anew because the hub had its files no more: once is enough. */
  const renewed = new Set<string>();
  let isOnline = false;

  function laneOf(conversationId: string): Lane {
    let lane = lanes.get(conversationId);
    if (lane === undefined) {
      lane = newLane(conversationId);
      lanes.set(conversationId, lane);
    }
    return lane;
  }

  function dropIfIdle(lane: Lane): void {
    if (lane.jobs.length > 0 || lane.busy) return;
    lane.cancelRetry();
    lanes.delete(lane.conversationId);
  }

  /** Takes over what the cache stored of a message; null: it is gone there. False when it is gone here. */
  function settle(lane: Lane, job: OutboxJob, stored: OutboxJob | null): boolean {
    if (!lane.jobs.some((each) => each.key === job.key)) return false;
    if (stored === null) {
      lane.jobs = without(lane.jobs, job.key);
      options.onGone(job);
      return false;
    }
    lane.jobs = lane.jobs.map((each) => (each.key === job.key ? stored : each));
    options.onChanged(stored);
    return true;
  }

  async function set(lane: Lane, job: OutboxJob, change: Partial<OutboxJob>): Promise<boolean> {
    const next = { ...job, ...change };
    return settle(lane, job, await options.cache.setJob(next.key, next.state, next.code, next.uncertain));
  }

  /** What whoever wrote it may still take back. What comes after it waits too, so that order holds. */
  function isHeld(lane: Lane, { heldUntil }: OutboxJob): boolean {
    const rest = (heldUntil ?? 0) - options.clock.now();
    // Longer than anything is held: the clock was set back meanwhile.
    if (rest <= 0 || rest > maxHold) return false;
    lane.cancelRetry();
    lane.cancelRetry = options.clock.after(rest, () => void run(lane));
    return true;
  }

  async function run(lane: Lane): Promise<void> {
    if (lane.busy || !isOnline || options.clock.now() < lane.notBefore) return;
    lane.busy = true;
    try {
      for (;;) {
        const job = lane.jobs.find((each) => each.state === 'queued');
        if (job === undefined || !isOnline || isHeld(lane, job) || !(await sendOne(lane, job))) break;
      }
    } catch {
      // The cache could not take the new state (its log says why). Asked again under its key, the hub says
      // the same again.
      lane.jobs = lane.jobs.map((each) => (each.state === 'sending' ? { ...each, state: 'queued' } : each));
      holdOff(lane, 0);
    }
    lane.busy = false;
    dropIfIdle(lane);
  }

  function holdOff(lane: Lane, atLeast: number): void {
    const wait = Math.max(backOff(lane.attempt, options.random), atLeast);
    lane.attempt += 1;
    lane.notBefore = options.clock.now() + wait;
    lane.cancelRetry();
    lane.cancelRetry = options.clock.after(wait, () => void run(lane));
  }

  async function ask(job: OutboxJob): Promise<Written> {
    const { conversationId, key, text, kind, quote, mentions, whisper } = job;
    switch (kind) {
      case 'message': {
        const files = job.files.length === 0 ? null : await options.upload(job);
        return options.ask('message.send', {
          conversationId,
          key,
          text,
          ...(files && { files }),
          ...(quote && { quote: quote.entryId }),
        });
      }
      case 'note':
        return options.ask('note.add', {
          conversationId,
          key,
          text,
          mentions: mentions.map(({ id }) => id),
          ...(whisper && { whisper }),
        });
      default:
        return assertNever(kind);
    }
  }

  /** True when the next message may go. */
  async function sendOne(lane: Lane, job: OutboxJob): Promise<boolean> {
    if (!(await set(lane, job, { state: 'sending', code: null, uncertain: true }))) return true;
    let written: Written;
    try {
      written = await ask(job);
    } catch (error) {
      return giveUpOrRetry(lane, job, error);
    }
    lane.attempt = 0;
    settle(lane, job, await options.cache.acknowledge(job.key, written.seq));
    options.onSent(written.feedSeq);
    return true;
  }

  async function giveUpOrRetry(lane: Lane, job: OutboxJob, error: unknown): Promise<boolean> {
    if (error instanceof Paused) {
      await set(lane, job, { state: 'queued', uncertain: job.uncertain });
      return false;
    }
    const { code, retryAfter = 0 } =
      error instanceof RefusalError ? error.refusal : { code: 'internal' as const };
    if (code === 'file_gone' && job.files.length > 0 && !renewed.has(job.key)) {
      // They lay there for too long: from here they go once more.
      renewed.add(job.key);
      await options.cache.filesAreGone(job.key);
      await set(lane, job, { state: 'queued', uncertain: job.uncertain });
      return true;
    }
    if (!refusals[code].retry && code !== 'unauthenticated' && code !== 'upgrade_required') {
      await set(lane, job, { state: 'refused', code, uncertain: false });
      return true;
    }
    // A session that ended or a desk that is too old is no fault of the message: it stays queued.
    await set(lane, job, { state: 'queued', uncertain: job.uncertain || error instanceof Unanswered });
    holdOff(lane, retryAfter);
    return false;
  }

  async function askAgain(lane: Lane, job: OutboxJob): Promise<void> {
    // Where the cache cannot take it, its log says why, and the next line asks again.
    await set(lane, job, { state: 'queued', uncertain: true }).catch(() => {});
    void run(lane);
  }

  function load(jobs: readonly OutboxJob[]): void {
    for (const { conversationId } of jobs) laneOf(conversationId);
    for (const { key, state } of jobs) if (state === 'sent') acknowledged.add(key);
    for (const lane of [...lanes.values()]) {
      const here = new Map(lane.jobs.map((job) => [job.key, job]));
      lane.jobs = jobs
        .filter((job) => job.conversationId === lane.conversationId)
        .map((job) => newerOf(here.get(job.key), job));
      dropIfIdle(lane);
      void run(lane);
    }
  }

  return {
    load,
    add: (job) => {
      const lane = laneOf(job.conversationId);
      if (lane.jobs.some((each) => each.key === job.key)) settle(lane, job, job);
      else {
        lane.jobs = [...lane.jobs, job];
        options.onChanged(job);
      }
      void run(lane);
    },
    remove: (key) => {
      for (const lane of [...lanes.values()]) {
        lane.jobs = without(lane.jobs, key);
        dropIfIdle(lane);
        // What waited behind it need not wait any longer.
        if (lane.jobs.length > 0) void run(lane);
      }
    },
    online: () => {
      isOnline = true;
      for (const lane of lanes.values()) {
        for (const { key, state } of lane.jobs) if (state === 'sent') acknowledged.add(key);
        lane.attempt = 0;
        lane.notBefore = 0;
        lane.cancelRetry();
        void run(lane);
      }
    },
    caughtUp: () => {
      for (const lane of lanes.values()) {
        for (const job of lane.jobs) {
          if (job.state === 'sent' && acknowledged.has(job.key)) void askAgain(lane, job);
        }
      }
      acknowledged.clear();
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

function newLane(conversationId: string): Lane {
  return {
    conversationId,
    jobs: [],
    busy: false,
    attempt: 0,
    notBefore: 0,
    cancelRetry: () => {},
  };
}

function without(jobs: readonly OutboxJob[], key: string): readonly OutboxJob[] {
  return jobs.filter((each) => each.key !== key);
}

/**
 * Of a message as it is here and as the cache read it a moment ago. One that was under way then has moved
 * on here; where nothing is known of it, it was under way in a run that is over.
 */
function newerOf(here: OutboxJob | undefined, read: OutboxJob): OutboxJob {
  if (read.state !== 'sending') return read;
  return here ?? { ...read, state: 'queued', uncertain: true };
}
