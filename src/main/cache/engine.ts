import { assertNever } from '#shared/domain/exhaustive.ts';
import type { CacheLoss } from '#shared/ipc/app.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import {
  isDamage,
  NeedsUpgrade,
  type OpenedDatabase,
  openDatabase,
  openInMemory,
  replaceDatabase,
} from './database.ts';
import { removeDatabase, removeOldAsides } from './database-files.ts';
import type { Db } from './db.ts';
import { metaOf } from './meta.ts';
import { type Migration, migrations } from './migrations/index.ts';
import type {
  CacheFile,
  CacheInMemory,
  CacheOnDisk,
  HandedOver,
  Opened,
  Reply,
  Request,
} from './protocol.ts';
import type { Pruning } from './prune.ts';
import { putBack, rescueFrom } from './rescue.ts';
import { type Store, storeOf } from './store.ts';

export type Engine = {
  /** Does what is asked, at once, and never throws. */
  readonly answer: (request: Request) => Reply;
};

export type EngineOptions = {
  /** The file broke while it was used; a new one is in its place, and must be filled again. */
  readonly onRecreated: (loss: CacheLoss) => void;
  /** A call took long: its name, and how many milliseconds. */
  readonly onSlow: (name: string, ms: number) => void;
  /** For tests, which have more or fewer than there are. */
  readonly steps?: readonly Migration[];
  /** Where it says false, opening a file of another desk is answered with `upgrade`, and nothing is open then. */
  readonly mayUpgrade?: () => boolean;
};

/** Calls that take longer are named in the log, milliseconds. */
const slow = 50;

/** The one writer of a cache, wherever it runs. */
export function createEngine(options: EngineOptions): Engine {
  const { onRecreated, onSlow, steps = migrations, mayUpgrade = () => true } = options;
  let current: { readonly file: CacheFile; readonly db: Db; readonly store: Store } | null = null;

  function open(file: CacheFile): Opened {
    if (file.path !== null) return openOnDisk(file);
    // What is nowhere else is still there when the same person comes back.
    const isHere = current !== null && current.file.path === null && current.file.owner === file.owner;
    return isHere ? { how: 'opened', loss: null, inMemory: true } : openMemory(file);
  }

  function openOnDisk(file: CacheOnDisk): Opened {
    close();
    try {
      const opened = openDatabase(file.path, file.key, {
        steps,
        again: file.again === true,
        upgrade: mayUpgrade(),
      });
      try {
        return take(file, opened);
      } catch (error) {
        // It opened, but what is read first of all cannot be read.
        opened.db.close();
        if (!isDamage(error)) throw error;
        return take(file, replaceDatabase(file.path, file.key, 'damaged'));
      }
    } catch (error) {
      if (error instanceof NeedsUpgrade) throw error;
      // The disk refuses, the file may be well: it stays as it is, and one goes on without it.
      const loss = { why: 'disk', messages: 0, drafts: 0, complete: true } as const;
      const opened = openMemory({ path: null, owner: file.path, from: null });
      return { ...opened, loss, fault: faultIn(error) };
    }
  }

  function take(file: CacheOnDisk, { db, how, loss }: OpenedDatabase): Opened {
    const store = storeOf(db);
    const meta = metaOf(db);
    if (loss !== null) meta.setLoss(loss);
    current = { file, db, store };
    return { how, loss: meta.loss(), inMemory: false };
  }

  function openMemory({ owner, from, image }: CacheInMemory): Opened {
    close();
    const db = openInMemory(image ?? null);
    if (from !== null) {
      putBack(db, rescueFrom(from.path, from.key));
      removeDatabase(from.path);
    }
    current = { file: { path: null, owner, from: null }, db, store: storeOf(db) };
    return { how: image === undefined ? 'created' : 'opened', loss: metaOf(db).loss(), inMemory: true };
  }

  function close(): void {
    current?.db.close();
    current = null;
  }

  /** Ends here; whoever opens what is answered goes on with the same. */
  function handOver(): HandedOver {
    const file = current?.file ?? null;
    const image = file?.path === null ? (current?.db.serialize() ?? null) : null;
    close();
    return file?.path === null && image !== null ? { ...file, image } : file;
  }

  function run(request: Request): unknown {
    switch (request.kind) {
      case 'open':
        return open(request.file);
      case 'close':
        return close();
      case 'handOver':
        return handOver();
      case 'call': {
        if (current === null) throw new RefusalError('unavailable');
        if (request.name === 'prune') pruneAsides(request.args);
        const method = current.store[request.name] as (...args: readonly unknown[]) => unknown;
        return method(...request.args);
      }
      default:
        return assertNever(request);
    }
  }

  /** What was put aside holds customers' words too, and has the same term. */
  function pruneAsides([pruning]: readonly unknown[]): void {
    if (current === null || current.file.path === null) return;
    removeOldAsides(current.file.path, (pruning as Pruning).closedBefore);
  }

  /** A file that broke while in use is never the end: a new one takes its place and is filled again. */
  function replaceDamaged(): void {
    const file = current?.file;
    if (file == null || file.path === null) return;
    close();
    const { loss } = take(file, replaceDatabase(file.path, file.key, 'damaged'));
    if (loss !== null) onRecreated(loss);
  }

  function answerTo(request: Request): Reply {
    const { id } = request;
    try {
      return { id, ok: true, value: run(request) };
    } catch (error) {
      if (error instanceof RefusalError) return { id, ok: false, code: error.refusal.code, fault: '' };
      if (error instanceof NeedsUpgrade) return { id, ok: false, code: 'upgrade', fault: '' };
      if (isDamage(error)) {
        replaceDamaged();
        return { id, ok: false, code: 'damaged', fault: '' };
      }
      return { id, ok: false, code: 'internal', fault: faultIn(error) };
    }
  }

  return {
    answer: (request) => {
      // By the process and not by `performance`, which is a library that is loaded with the first look at it: 2 ms of the start.
      const from = process.hrtime.bigint();
      const reply = answerTo(request);
      const ms = Number((process.hrtime.bigint() - from) / 1_000_000n);
      if (ms >= slow) onSlow(request.kind === 'call' ? request.name : request.kind, ms);
      return reply;
    },
  };
}

/** What may be logged of an error: its code or class, never its message. */
function faultIn(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return 'code' in error ? String(error.code) : error.name;
}
