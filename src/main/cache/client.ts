import { Worker } from 'node:worker_threads';
import { isRefusalCode, RefusalError } from '#shared/protocol/errors.ts';
import type { Log } from '../log.ts';
import {
  type CacheFile,
  type Notice,
  type Opened,
  type Reply,
  type Request,
  storeCalls,
} from './protocol.ts';
import type { Store } from './store.ts';

/** The store, seen from main: the same calls, answered later and in order. */
export type Cache = {
  readonly [K in keyof Store]: (...args: Parameters<Store[K]>) => Promise<ReturnType<Store[K]>>;
} & {
  /** Opens the file (another one is closed first). Never fails because of what is in the file. */
  readonly openFile: (file: CacheFile) => Promise<Opened>;
  readonly closeFile: () => Promise<void>;
  /** Closes the file and ends the thread. */
  readonly stop: () => Promise<void>;
};

export type CacheOptions = {
  /** The worker's script. */
  readonly script: string | URL;
  /** The thread starts after this; what is asked before waits for it. */
  readonly startAfter: Promise<void>;
  readonly log: Log;
  /** The file was damaged and is empty now: everything must be fetched again. */
  readonly onRecreated: () => void;
};

/** A thread that keeps dying is not started for ever. */
const mostRestarts = 5;

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void };

/** Starts the cache's thread. Calls before `openFile` are refused with `unavailable`. */
export function startCache(options: CacheOptions): Cache {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let file: CacheFile | null = null;
  let stopped = false;
  let restarts = 0;
  let worker: Worker | null = null;
  let early: Request[] = [];
  void options.startAfter.then(() => {
    if (stopped) return;
    worker = spawn();
    for (const request of early) worker.postMessage(request);
    early = [];
  });

  function spawn(): Worker {
    const started = new Worker(options.script);
    started.on('message', receive);
    started.on('error', (error) => options.log.error('cache thread failed', { fault: error.name }));
    started.on('exit', (code) => restart(started, code));
    return started;
  }

  function receive(message: Reply | Notice): void {
    if ('notice' in message) {
      if (message.notice === 'slow')
        options.log.warn('slow cache call', { name: message.name, ms: message.ms });
      else options.onRecreated();
      return;
    }
    const waiter = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.ok) waiter?.resolve(message.value);
    else waiter?.reject(faultFrom(message));
  }

  function faultFrom(reply: Extract<Reply, { ok: false }>): Error {
    if (isRefusalCode(reply.code) && reply.fault === '') return new RefusalError(reply.code);
    options.log.error('cache call failed', { code: reply.code, fault: reply.fault });
    return new RefusalError('internal');
  }

  /** A thread that died is started again on the same file; what was asked of it is refused. */
  function restart(ended: Worker, code: number): void {
    if (stopped || ended !== worker) return;
    options.log.error('cache thread ended', { code });
    for (const waiter of waiting.values()) waiter.reject(new RefusalError('internal'));
    waiting.clear();
    restarts += 1;
    if (restarts > mostRestarts) {
      stopped = true;
      return;
    }
    worker = spawn();
    if (file !== null) void openFile(file).catch(() => {});
  }

  function ask(make: (id: number) => Request): Promise<unknown> {
    if (stopped) return Promise.reject(new RefusalError('unavailable'));
    const id = ++lastId;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      if (worker === null) early.push(make(id));
      else worker.postMessage(make(id));
    });
  }

  function openFile(next: CacheFile): Promise<Opened> {
    file = next;
    return ask((id) => ({ id, kind: 'open', file: next })) as Promise<Opened>;
  }

  async function closeFile(): Promise<void> {
    file = null;
    await ask((id) => ({ id, kind: 'close' }));
  }

  async function stop(): Promise<void> {
    if (stopped) return;
    if (worker !== null) await closeFile().catch(() => {});
    stopped = true;
    await worker?.terminate();
  }

  const calls = Object.fromEntries(
    storeCalls.map((name) => [
      name,
      (...args: readonly unknown[]) => ask((id) => ({ id, kind: 'call', name, args })),
    ]),
  ) as Pick<Cache, keyof Store>;
  return { ...calls, openFile, closeFile, stop };
}
