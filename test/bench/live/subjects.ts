import type { Hub } from './hub.ts';
import type { Load } from './load.ts';
import type { Raw } from './raw.ts';
import { startWorker, type Worker } from './worker.ts';

/** A server under test and the load generator on it, each in a process of its own. */
export type Subject<S = unknown> = {
  readonly name: string;
  readonly url: string;
  /** Whether visitors need an identity: true for a hub. */
  readonly real: boolean;
  readonly server: S;
  readonly load: Worker<Load>;
  /** Milliseconds of the server's processor time since the last call. */
  readonly processor: () => Promise<number>;
  /** Bytes of the server's memory. */
  readonly memory: () => Promise<number>;
  readonly stop: () => Promise<void>;
};

type Server = Raw | Hub;

/** Starts the load generator beside a server that runs already at `url`. */
async function subject<C extends Server>(
  name: string,
  real: boolean,
  server: Worker<C>,
  url: string,
): Promise<Subject<Worker<C>>> {
  // What both servers tell of themselves.
  const self = server as unknown as Worker<Pick<Raw, 'processor' | 'memory'>>;
  const load = await startWorker<Load>('load');
  return {
    name,
    url,
    real,
    server,
    load,
    processor: () => self.ask('processor', undefined),
    memory: () => self.ask('memory', undefined),
    stop: async () => {
      await load.stop();
      await server.stop();
    },
  };
}

export async function startRaw(): Promise<Subject<Worker<Raw>>> {
  const server = await startWorker<Raw>('raw');
  return subject('raw socket.io', false, server, await server.ask('start', undefined));
}

export async function startHub(options: {
  readonly name?: string;
  readonly maxBatch?: number;
}): Promise<Subject<Worker<Hub>>> {
  const { name = 'hub', ...rest } = options;
  const server = await startWorker<Hub>('hub');
  return subject(name, true, server, await server.ask('start', rest));
}

/** Connects the visitors, for a hub also a desk, and lets the subject warm up. */
export async function prepare(subject: Subject, connections: number): Promise<void> {
  const { url, real, load } = subject;
  await load.ask('connect', { url, real, count: connections });
  if (real) await load.ask('connectDesk', { url, real });
  await load.ask('saturate', { milliseconds: 1500, window: 1 });
}
