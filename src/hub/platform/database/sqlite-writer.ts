import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Value } from './bulk.ts';

/**
 * A statement and the rows it is run with, one after the other: `width` values each, all in one list, because to copy an array to
 * another thread costs more than what is in it. Without values it is run once.
 */
export type Step = { readonly sql: string; readonly width: number; readonly values: readonly Value[] };
/** What the thread is asked: all of it in one transaction, or nothing. */
export type Work = { readonly id: number; readonly steps: readonly Step[] };
export type Reply = {
  readonly id: number;
  readonly error: { readonly message: string; readonly code?: string } | null;
};

export type SqliteWriter = {
  /** Resolves when it is on disk (P4). Rejects with SQLite's error, with nothing written. */
  readonly commit: (steps: readonly Step[]) => Promise<void>;
  readonly close: () => Promise<void>;
};

// Beside this file, as source and as built.
const script = new URL(
  import.meta.url.endsWith('.ts') ? './sqlite-thread.ts' : './sqlite-thread.js',
  import.meta.url,
);

/** The thread that writes to the file at `path`. It ends with its process, or when it is closed. */
export function openSqliteWriter(path: string): SqliteWriter {
  const worker = new Worker(script, { workerData: { path } });
  const waiting = new Map<number, (error: Error | null) => void>();
  let last = 0;
  let broken: Error | null = null;

  worker.on('message', ({ id, error }: Reply) => {
    waiting.get(id)?.(error === null ? null : Object.assign(new Error(error.message), error));
    waiting.delete(id);
    if (waiting.size === 0) worker.unref();
  });
  const breakDown = (error: Error) => {
    broken ??= error;
    for (const settle of waiting.values()) settle(broken);
    waiting.clear();
  };
  worker.once('error', breakDown);
  worker.once('exit', () => breakDown(new Error('the thread that writes has ended')));
  // Only what it is asked to do keeps a process alive.
  worker.unref();

  return {
    commit: (steps) =>
      new Promise((resolve, reject) => {
        if (broken !== null) return reject(broken);
        last += 1;
        worker.ref();
        waiting.set(last, (error) => (error === null ? resolve() : reject(error)));
        worker.postMessage({ id: last, steps } satisfies Work);
      }),
    close: async () => {
      if (broken !== null) return;
      const gone = once(worker, 'exit');
      worker.ref();
      worker.postMessage('close');
      await gone;
    },
  };
}
