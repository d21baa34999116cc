import { type Client, type Connection, createConnection } from './connection.ts';
import type { Machine } from './machine.ts';
import type { Namespace } from './namespace.ts';

/** Who can be called, and every line that stands. */
export type Exchange = {
  readonly machine: Machine;
  /** Null while the hub is down. */
  readonly hub: () => { readonly desk: Namespace; readonly visitor: Namespace } | null;
  /** Who it is that calls `io` with an address of this host. */
  readonly clientAt: (host: string) => Client;
  readonly connections: Set<Connection>;
};

type Listener = (...args: never[]) => unknown;
type Waiting = { readonly answered: (answer: unknown) => void; readonly failed: () => void };

let exchange: Exchange | null = null;

/** `io` calls over this one from now on. */
export function useExchange(next: Exchange): void {
  exchange = next;
}

/** Stands for socket.io-client's function of that name: as much of a socket as desk and widget use. */
export function io(
  address: string,
  options: { readonly auth: (give: (auth: unknown) => void) => void; readonly timeout: number },
) {
  if (exchange === null) throw new Error('nobody to be called');
  const { machine, hub, connections, clientAt } = exchange;
  const { host, pathname } = new URL(address);
  const client = clientAt(host);
  const { process } = client;
  const kind = pathname === '/desk' ? 'desk' : 'visitor';
  client.called?.();
  const listeners = new Map<string, Listener[]>();
  let connection: Connection | null = null;
  let connected = false;
  /** Those who asked with a timeout. The others are never told that no answer will come, as with the library. */
  const waiting = new Set<Waiting>();

  const heard: (() => void)[] = [];
  const say = (event: string, ...args: unknown[]) => {
    if (!process.alive()) return;
    for (const listen of heard) listen();
    for (const listen of [...(listeners.get(event) ?? [])]) listen(...(args as never[]));
  };
  const gone = () => {
    connection = null;
    connected = false;
    for (const { failed } of [...waiting]) failed();
  };

  function connect(): void {
    if (connection !== null || !process.alive()) return;
    options.auth((auth) => {
      const made = createConnection({
        machine,
        client,
        namespace: () => hub()?.[kind] ?? null,
        auth: structuredClone(auth),
        upward: {
          opened: () => {
            connected = true;
            say('connect');
          },
          hear: (event, news) => say(event, structuredClone(news)),
          refused: (data) => say('connect_error', data === undefined ? new Error('nobody there') : { data }),
          lost: () => say('disconnect', 'transport close'),
        },
        onGone: () => {
          connections.delete(made);
          if (connection === made) gone();
        },
      });
      connection = made;
      connections.add(made);
      process.onKilled(made.leave);
      process.clock.after(options.timeout, () => {
        if (connection !== made || connected) return;
        made.leave();
        say('connect_error', new Error('timeout'));
      });
    });
  }

  function ask(event: string, input: unknown, answered: (answer: unknown) => void): void {
    let first = true;
    connection?.ask(event, structuredClone(input), (answer) => {
      if (!first || !process.alive()) return;
      first = false;
      for (const listen of heard) listen();
      answered(structuredClone(answer));
    });
  }

  return {
    get connected() {
      return connected;
    },
    get active() {
      return connection !== null;
    },
    /** The engine below, which only says that something was heard. */
    io: {
      on: (_: 'open', listen: () => void) => listen(),
      engine: { on: (_: 'packet', listen: () => void) => void heard.push(listen) },
    },
    on: (event: string, listen: Listener) => {
      listeners.set(event, [...(listeners.get(event) ?? []), listen]);
    },
    off: () => listeners.clear(),
    connect,
    disconnect: () => {
      const was = connection;
      was?.leave();
      if (was !== null) say('disconnect', 'io client disconnect');
    },
    emit: ask,
    timeout: (milliseconds: number) => ({
      emitWithAck: (event: string, input: unknown) =>
        new Promise((resolve, reject) => {
          const end = (settle: () => void) => () => {
            if (!waiting.delete(one)) return;
            cancel();
            settle();
          };
          const failed = end(() => reject(new Error('operation has timed out')));
          const one: Waiting = { failed, answered: (answer) => end(() => resolve(answer))() };
          const cancel = process.clock.after(milliseconds, failed);
          waiting.add(one);
          ask(event, input, one.answered);
        }),
    }),
  };
}
