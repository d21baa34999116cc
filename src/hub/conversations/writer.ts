import { setImmediate as turn } from 'node:timers/promises';
import type { Entry } from '#shared/domain/entry.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import type { Log } from '../platform/log/index.ts';
import type { Staged } from './batch.ts';
import { commitBatch } from './commit.ts';
import { createHeads } from './heads.ts';
import type { Committed, Write } from './writes.ts';

/** Most writes that one transaction takes: a flood must not hold the database for long. */
const mostTogether = 500;

export type Writer = {
  /** The entry, once it is on disk (P4). Rejects with a `RefusalError`, or with the database's error. */
  readonly write: (write: Write) => Promise<Entry>;
  /** Resolves when all that was asked before is answered; what is asked later is `unavailable`. */
  readonly drain: () => Promise<void>;
};

type Pending = {
  readonly write: Write;
  readonly resolve: (entry: Entry) => void;
  readonly reject: (reason: unknown) => void;
};

/**
 * Group commit (P5): what arrives in one turn of the event loop, or while a commit is under way,
 * commits together. Under load a turn is longer and a batch larger by itself; an idle hub commits a
 * single message at once.
 */
export function createWriter(options: {
  readonly database: Database;
  readonly workspaceId: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Most writes that one transaction takes. 1 is what the bench compares with. */
  readonly maxBatch?: number | undefined;
  /** Told of every entry in feed order, after its commit. Must not throw. */
  readonly onCommitted: (committed: readonly Committed[]) => void;
}): Writer {
  const { database, workspaceId, clock, log, onCommitted, maxBatch = mostTogether } = options;
  const heads = database.kind === 'sqlite' ? createHeads() : null;
  const waiting: Pending[] = [];
  let running = false;
  let draining = false;
  let verified = false;
  const idle: (() => void)[] = [];

  const settle = (batch: readonly Pending[], staged: Staged) => {
    batch.forEach((pending, i) => {
      const outcome = staged.outcomes[i];
      if (outcome?.ok) pending.resolve(outcome.entry);
      else pending.reject(new RefusalError(outcome?.refusal ?? 'internal'));
    });
    if (staged.committed.length > 0) onCommitted(staged.committed);
  };

  /** Resolves when the batch is on disk or has failed, with what then has to be told. Never rejects. */
  const commit = async (batch: readonly Pending[]): Promise<() => void> => {
    try {
      const writes = batch.map((pending) => pending.write);
      const staged = await commitBatch(database, workspaceId, heads, writes, clock.now());
      // The first commit is the first use of the handle, after which the setting may have changed (P4).
      if (!verified) await database.verifyDurability();
      verified = true;
      return () => settle(batch, staged);
    } catch (error) {
      log.error({ err: error, writes: batch.length }, 'commit failed');
      const [only] = batch;
      if (batch.length === 1 && only !== undefined) return () => only.reject(error);
      // One of them may be what the database cannot take: alone, it fails alone.
      const tellings: (() => void)[] = [];
      for (const pending of batch) tellings.push(await commit([pending]));
      return () => {
        for (const tell of tellings) tell();
      };
    }
  };

  const commitNext = () => commit(waiting.splice(0, maxBatch));

  const run = async () => {
    let committing: Promise<() => void> | null = commitNext();
    while (committing !== null) {
      const tell: () => void = await committing;
      // The disk has the next batch before those of this one are told: telling may take longer than the commit.
      committing = waiting.length > 0 ? commitNext() : null;
      await turn();
      tell();
      if (committing !== null) continue;
      // Through the event loop, so that acks leave and packets come in between two commits.
      await turn();
      if (waiting.length > 0) committing = commitNext();
    }
    running = false;
    for (const resolve of idle.splice(0)) resolve();
  };

  return {
    write: (write) => {
      if (draining) return Promise.reject(new RefusalError({ code: 'unavailable', retryAfter: 1000 }));
      return new Promise<Entry>((resolve, reject) => {
        waiting.push({ write, resolve, reject });
        if (running) return;
        running = true;
        setImmediate(run);
      });
    },
    drain: async () => {
      draining = true;
      if (running) await new Promise<void>((resolve) => idle.push(resolve));
    },
  };
}
