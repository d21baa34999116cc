import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Programs of the benches, each in a process of its own, and questions to them. */

type Calls = Readonly<Record<string, (input: never) => unknown>>;
type Question = { readonly id: number; readonly call: string; readonly input: unknown };
type Reply = { readonly id: number; readonly value?: unknown; readonly error?: string };

export type Worker<C extends Calls> = {
  readonly pid: number;
  readonly ask: <K extends keyof C & string>(
    call: K,
    input: Parameters<C[K]>[0],
  ) => Promise<Awaited<ReturnType<C[K]>>>;
  readonly stop: () => Promise<void>;
};

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts `test/bench/live/<name>.ts`. */
export async function startWorker<C extends Calls>(name: string): Promise<Worker<C>> {
  const profiles = process.env.YINGKE_PROFILES;
  const args = [
    '--expose-gc',
    ...(profiles === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profiles}`]),
  ];
  const child = fork(join(import.meta.dirname, `${name}.ts`), [], {
    execArgv: args,
    serialization: 'advanced',
  });
  running.add(child);
  const waiting = new Map<number, (reply: Reply) => void>();
  let last = 0;
  child.on('message', (reply: Reply) => {
    waiting.get(reply.id)?.(reply);
    waiting.delete(reply.id);
  });
  const gone = once(child, 'exit').then(([code, signal]) => {
    running.delete(child);
    for (const [id, settle] of waiting) settle({ id, error: `${name} ended (${signal ?? code})` });
  });
  await once(child, 'spawn');
  return {
    pid: child.pid as number,
    ask: (call, input) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, ({ value, error }) => {
          if (error === undefined) resolve(value as never);
          else reject(new Error(`${name}.${call}: ${error}`));
        });
        child.send({ id: last, call, input } satisfies Question);
      }),
    stop: async () => {
      if (child.connected) child.disconnect();
      await gone;
    },
  };
}

/** In the worker: answers questions until the bench lets go. */
export function serve(calls: Calls, onEnd: () => Promise<void> = async () => undefined): void {
  process.on('message', async ({ id, call, input }: Question) => {
    const reply = async (): Promise<Reply> => {
      try {
        const run = calls[call];
        if (run === undefined) throw new Error('no such call');
        return { id, value: await run(input as never) };
      } catch (error) {
        return { id, error: (error as Error).stack ?? String(error) };
      }
    };
    process.send?.(await reply());
  });
  process.once('disconnect', () => void onEnd().then(() => process.exit(0)));
}

/** What a process has used since the last time it was asked. */
export function usage() {
  let before = process.cpuUsage();
  return {
    /** Milliseconds of processor time since the last call. */
    processor: () => {
      const now = process.cpuUsage();
      const used = now.user + now.system - before.user - before.system;
      before = now;
      return used / 1000;
    },
    /** Bytes, after what is unused was given back. */
    memory: () => {
      // Also gives back pages that are free, which an ordinary collection keeps for later.
      globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
      return process.memoryUsage().rss;
    },
  };
}
