import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { FromThread, Made, ToThread, Wanted } from './report-work.ts';

// Beside this file, as source and as built.
const script = new URL(
  import.meta.url.endsWith('.ts') ? './report-thread.ts' : './report-thread.js',
  import.meta.url,
);

/** So long without anything to do, and the memory of the last report is given back. Milliseconds. */
const idleFor = 120_000;

export type Asked<T> = { readonly answer: Promise<T>; readonly cancel: () => void };

export type ReportThread = {
  /** Rejects with `too_large` where there are too many rows, with `unavailable` when it was cancelled or the thread has ended. */
  readonly ask: <W extends Wanted>(
    wanted: W,
    onProgress?: (done: number, of: number | null) => void,
  ) => Asked<Made[W['do']]>;
  readonly close: () => Promise<void>;
};

type Waiting = {
  readonly settle: (made: Made[Wanted['do']]) => void;
  readonly fail: (error: Error) => void;
  readonly onProgress: (done: number, of: number | null) => void;
};

export function createReportThread(location: string, workspaceId: string): ReportThread {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let last = 0;

  const begin = (): Worker => {
    const begun = new Worker(script, { workerData: { location, workspaceId } });
    begun.on('message', (message: FromThread) => {
      const one = waiting.get(message.id);
      if (one === undefined) return;
      if ('progress' in message) return one.onProgress(message.progress.done, message.progress.of);
      finish(message.id);
      if ('made' in message) return one.settle(message.made);
      if (message.failed === 'cancelled') return one.fail(new RefusalError('unavailable'));
      if (message.failed === 'too_large') return one.fail(new RefusalError('too_large'));
      one.fail(new Error(message.failed.message));
    });
    const lost = (error: Error) => {
      if (worker !== begun) return;
      worker = null;
      for (const { fail } of waiting.values()) fail(error);
      waiting.clear();
    };
    begun.once('error', lost);
    begun.once('exit', () => lost(new RefusalError('unavailable')));
    // Only what it is asked to do keeps a process alive.
    begun.unref();
    return begun;
  };

  const end = async (): Promise<void> => {
    const ending = worker;
    worker = null;
    if (ending === null) return;
    const gone = once(ending, 'exit');
    // It may be all that is left to wait for.
    ending.ref();
    ending.postMessage('close' satisfies ToThread);
    await gone;
  };

  const finish = (id: number) => {
    waiting.delete(id);
    if (waiting.size > 0) return;
    worker?.unref();
    clearTimeout(idle);
    idle = setTimeout(() => void end(), idleFor);
    idle.unref();
  };

  return {
    ask: <W extends Wanted>(wanted: W, onProgress: Waiting['onProgress'] = () => undefined) => {
      clearTimeout(idle);
      worker ??= begin();
      worker.ref();
      last += 1;
      const id = last;
      const answer = new Promise<Made[W['do']]>((resolve, reject) => {
        waiting.set(id, { settle: (made) => resolve(made as Made[W['do']]), fail: reject, onProgress });
      });
      worker.postMessage({ id, wanted } satisfies ToThread);
      return { answer, cancel: () => worker?.postMessage({ id, cancel: true } satisfies ToThread) };
    },
    close: async () => {
      clearTimeout(idle);
      for (const id of waiting.keys()) worker?.postMessage({ id, cancel: true } satisfies ToThread);
      await end();
    },
  };
}
