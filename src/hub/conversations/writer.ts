import { setImmediate as turn } from 'node:timers/promises';
import type { Entry } from '#shared/domain/entry.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import type { Log } from '../platform/log/index.ts';
import type { Staged } from './batch.ts';
import { commitBatch, type Memory } from './commit.ts';
import { createHeads } from './heads.ts';
import { openKeys } from './keys.ts';
import type { Committed, Write } from './writes.ts';

/** Most writes that one transaction takes: a flood must not hold the database for long. */
const mostTogether = 500;
/** So many are told of a commit at a time: those told first write again while the others are being told. */
const piece = 32;
/** Pieces that may wait to be told. */
const mostUntold = 16;

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
  let memory: Memory | null = null;
  const waiting: Pending[] = [];
  let running = false;
  let draining = false;
  let verified = false;
  const untold: (() => void)[] = [];
  let telling = false;
  const idle: (() => void)[] = [];

  /**
   * What has to be told of a commit, piece by piece, in feed order. Nobody has the ack of an entry before
   * the news of the entries in front of it: they would look for what is on its way.
   */
  function* tellings(batch: readonly Pending[], staged: Staged): Generator<() => void> {
    const { outcomes, through, committed } = staged;
    for (let from = 0; from < batch.length; from += piece) {
      const to = Math.min(from + piece, batch.length);
      const entries = committed.slice(from === 0 ? 0 : through[from - 1], through[to - 1]);
      yield () => {
        if (entries.length > 0) onCommitted(entries);
        for (let n = from; n < to; n += 1) {
          const outcome = outcomes[n];
          if (outcome?.ok) batch[n]?.resolve(outcome.entry);
          else batch[n]?.reject(new RefusalError(outcome?.refusal ?? 'internal'));
        }
      };
    }
  }

  /** Resolves when the batch is on disk, or has failed, and what follows from that is put down to be told. */
  const commit = async (batch: readonly Pending[]): Promise<void> => {
    try {
      const writes = batch.map((pending) => pending.write);
      // A file is this process's alone.
      if (database.kind === 'sqlite')
        memory ??= { heads: createHeads(), keys: await openKeys(database, clock.now()), feedHead: null };
      const staged = await commitBatch(database, workspaceId, memory, writes, clock.now());
      // The first commit is the first use of the handle, after which the setting may have changed (P4).
      if (!verified) await database.verifyDurability();
      verified = true;
      untold.push(...tellings(batch, staged));
    } catch (error) {
      log.error({ err: error, writes: batch.length }, 'commit failed');
      const [only] = batch;
      if (batch.length === 1 && only !== undefined) untold.push(() => only.reject(error));
      // One of them may be what the database cannot take: alone, it fails alone.
      else for (const pending of batch) await commit([pending]);
    }
  };

  /** Between two commits and two pieces the event loop has its turn: acks leave, packets come in. */
  const run = async () => {
    while (waiting.length > 0) {
      await commit(waiting.splice(0, maxBatch));
      if (!telling) void tell();
      await turn();
      // Who is not told yet will not write more: no use in being far ahead of that.
      while (untold.length > mostUntold) await turn();
    }
    running = false;
    rest();
  };

  const tell = async () => {
    telling = true;
    for (let next = untold.shift(); next !== undefined; next = untold.shift()) {
      next();
      await turn();
    }
    telling = false;
    rest();
  };

  const rest = () => {
    if (running || telling) return;
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
      if (running || telling) await new Promise<void>((resolve) => idle.push(resolve));
    },
  };
}
