import { Worker } from 'node:worker_threads';
import type { CacheLoss } from '#shared/ipc/app.ts';
import { isRefusalCode, RefusalError } from '#shared/protocol/errors.ts';
import { faultOf, type Log } from '../log.ts';
import { createEngine } from './engine.ts';
import {
  type CacheFile,
  type HandedOver,
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
  /** Closes the file and ends the thread, if there is one. */
  readonly stop: () => Promise<void>;
};

export type CacheOptions = {
  /** The thread's script. */
  readonly script: string | URL;
  /**
   * The thread starts after this; until it is there the calling thread does the work itself. Starting a
   * thread takes longer than the few reads of the first screen, and would hold that up. Only a file of an
   * older desk is left to the thread, which then starts at once: to copy and change it may take seconds.
   */
  readonly threadAfter: Promise<void>;
  readonly log: Log;
  /** The file was damaged and is a new one now: everything must be fetched again. */
  readonly onRecreated: (loss: CacheLoss) => void;
};

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void };

/** Starts the cache. Calls before `openFile` are refused with `unavailable`. */
export function startCache(options: CacheOptions): Cache {
  const waiting = new Map<number, Waiting>();
  // News of it come after the answer of the call that found the damage, as they do from the thread.
  const here = createEngine({
    onRecreated: (loss) => queueMicrotask(() => options.onRecreated(loss)),
    onSlow: saySlow,
    mayUpgrade: () => phase === 'ended',
  });
  let thread: Worker | null = null;
  let phase: 'before' | 'starting' | 'works' | 'ended' = 'before';
  /** These wait for the thread, in order: the first opens a file that it is to upgrade. */
  let held: Request[] = [];
  let lastId = 0;
  let file: CacheFile | null = null;
  /** Files that were open in this run. */
  const seen = new Set<string>();
  let stopped = false;
  void options.threadAfter.then(startThread);

  function startThread(): void {
    if (stopped || phase !== 'before') return;
    phase = 'starting';
    const started = new Worker(options.script);
    started.on('message', receive);
    started.on('error', (error) => options.log.error('cache thread failed', { fault: error.name }));
    started.once('online', () => handOver(started));
    started.on('exit', (code) => takeBack(started, code));
  }

  /** From now on the thread writes: one writer at a time, and no call in between. */
  function handOver(to: Worker): void {
    if (stopped) {
      void to.terminate();
      return;
    }
    const left = here.answer({ id: 0, kind: 'handOver' });
    const open = left.ok ? (left.value as HandedOver) : null;
    thread = to;
    phase = 'works';
    options.log.info('cache thread works');
    // With all that it holds, where it is in memory only. A later call of `openFile` begins without that.
    if (open !== null) reopen(open);
    for (const request of held) to.postMessage(request);
    held = [];
  }

  /** A thread that died is not trusted again: its calls are refused, the next ones are done here. */
  function takeBack(from: Worker, code: number): void {
    if (stopped) return;
    options.log.error('cache thread ended', { code });
    phase = 'ended';
    // It never came and nothing waits for it: all goes on here as before.
    if (from !== thread && held.length === 0) return;
    thread = null;
    held = [];
    for (const waiter of waiting.values()) waiter.reject(new RefusalError('internal'));
    waiting.clear();
    if (file === null) return;
    reopen(file);
    // What was in its memory only is gone with it.
    if (file.path === null) options.onRecreated({ why: 'damaged', messages: 0, drafts: 0, complete: false });
  }

  /** What was open goes on elsewhere; should it not be the same any more, that is told as a damage in use is. */
  function reopen(again: CacheFile): void {
    openHere(again).then(
      ({ how, loss }) => {
        if (how !== 'opened' && loss !== null) options.onRecreated(loss);
      },
      (error) => options.log.error('cache did not open again', faultOf(error)),
    );
  }

  function openHere(next: CacheFile): Promise<Opened> {
    const again = next.path !== null && seen.has(next.path);
    if (next.path !== null) seen.add(next.path);
    return ask((id) => ({ id, kind: 'open', file: again ? { ...next, again } : next })) as Promise<Opened>;
  }

  function saySlow(name: string, ms: number): void {
    options.log.warn('slow cache call', { name, ms });
  }

  function receive(message: Reply | Notice): void {
    if ('notice' in message) {
      if (message.notice === 'recreated') options.onRecreated(message.loss);
      else saySlow(message.name, message.ms);
      return;
    }
    const waiter = waiting.get(message.id);
    waiting.delete(message.id);
    if (waiter !== undefined) settle(message, waiter);
  }

  function settle(reply: Reply, { resolve, reject }: Waiting): void {
    if (reply.ok) resolve(reply.value);
    else reject(faultFrom(reply));
  }

  function faultFrom(reply: Extract<Reply, { ok: false }>): Error {
    if (isRefusalCode(reply.code) && reply.fault === '') return new RefusalError(reply.code);
    options.log.error('cache call failed', { code: reply.code, fault: reply.fault });
    return new RefusalError('internal');
  }

  function ask(make: (id: number) => Request): Promise<unknown> {
    if (stopped) return Promise.reject(new RefusalError('unavailable'));
    lastId += 1;
    const request = make(lastId);
    return new Promise((resolve, reject) => {
      waiting.set(request.id, { resolve, reject });
      if (thread !== null) thread.postMessage(request);
      else if (held.length > 0) held.push(request);
      else answerHere(request);
    });
  }

  function answerHere(request: Request): void {
    const reply = here.answer(request);
    if (reply.ok || reply.code !== 'upgrade') {
      receive(reply);
      return;
    }
    held = [request];
    startThread();
  }

  function openFile(next: CacheFile): Promise<Opened> {
    file = next;
    return openHere(next);
  }

  async function closeFile(): Promise<void> {
    file = null;
    await ask((id) => ({ id, kind: 'close' }));
  }

  async function stop(): Promise<void> {
    if (stopped) return;
    await closeFile().catch(() => {});
    stopped = true;
    await thread?.terminate();
  }

  const calls = Object.fromEntries(
    storeCalls.map((name) => [
      name,
      (...args: readonly unknown[]) => ask((id) => ({ id, kind: 'call', name, args })),
    ]),
  ) as Pick<Cache, keyof Store>;
  return { ...calls, openFile, closeFile, stop };
}
