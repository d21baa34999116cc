import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { createFrameFilter, type Packet } from './frames.ts';
import { createPipe, type Pipe } from './pipe.ts';

/** A line that can be made bad: what goes through it is delayed, held or lost as the faults in force say. */

/** `up`: from the client to the hub. */
export type Way = 'up' | 'down';

export type LineFault =
  /** Connections stay, new ones are accepted, nothing arrives. Held, not thrown away: TCP would send it again. */
  | { readonly kind: 'hole'; readonly way: Way | 'both' }
  /** Milliseconds, each way. Order is kept. */
  | { readonly kind: 'slow'; readonly delay: number; readonly jitter: number }
  /** Bytes a second, each way. */
  | { readonly kind: 'throttle'; readonly rate: number }
  /** Acknowledgements of the hub do not arrive; everything else does. */
  | { readonly kind: 'deaf' }
  /** New connections are reset at once, as where nobody listens. */
  | { readonly kind: 'closed' };

export type LineCounts = {
  readonly connections: number;
  readonly cut: number;
  readonly acks: number;
  readonly acksLost: number;
  readonly events: number;
  readonly eventsLost: number;
};

export type LineProxy = {
  readonly port: number;
  readonly url: string;
  /** From now until the answer is called. */
  readonly put: (fault: LineFault) => () => void;
  /**
   * Ends all connections, by RST or by FIN, with whatever is under way in them. Where there is none the next one
   * is cut as soon as the hub has said something in it. Answers when it has happened.
   */
  readonly cut: (how: 'rst' | 'fin') => Promise<void>;
  readonly counts: () => LineCounts;
  readonly close: () => Promise<void>;
};

export type ProxyOptions = {
  /** Where the hub listens on this computer. */
  readonly to: number;
  readonly random: () => number;
  /** Live events of these names are lost, with this probability each. */
  readonly lose?: { readonly names: readonly string[]; readonly share: number };
};

type Line = { readonly client: Socket; readonly hub: Socket; readonly pipes: readonly Pipe[] };

export async function startProxy(options: ProxyOptions): Promise<LineProxy> {
  const { random, lose = { names: [], share: 0 } } = options;
  const faults = new Set<LineFault>();
  const lines = new Set<Line>();
  const counts = { connections: 0, cut: 0, acks: 0, acksLost: 0, events: 0, eventsLost: 0 };
  const armed: { readonly how: 'rst' | 'fin'; readonly done: () => void }[] = [];

  const has = (kind: LineFault['kind']) => [...faults].some((fault) => fault.kind === kind);

  const rules = (way: Way) => ({
    isHeld: () =>
      [...faults].some((fault) => fault.kind === 'hole' && (fault.way === way || fault.way === 'both')),
    delay: () => {
      let wait = 0;
      for (const fault of faults) if (fault.kind === 'slow') wait += fault.delay + random() * fault.jitter;
      return wait;
    },
    rate: () => {
      let rate = Number.POSITIVE_INFINITY;
      for (const fault of faults) if (fault.kind === 'throttle') rate = Math.min(rate, fault.rate);
      return rate;
    },
  });

  function isLost(packet: Packet): boolean {
    if (packet.is === 'ack') {
      counts.acks += 1;
      if (!has('deaf')) return false;
      counts.acksLost += 1;
      return true;
    }
    if (packet.is !== 'event' || !lose.names.includes(packet.name)) return false;
    counts.events += 1;
    if (random() >= lose.share) return false;
    counts.eventsLost += 1;
    return true;
  }

  function accept(client: Socket): void {
    if (has('closed')) {
      client.resetAndDestroy();
      return;
    }
    counts.connections += 1;
    client.setNoDelay(true);
    const hub = connect({ port: options.to, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    const filter = createFrameFilter(isLost);
    const told = (bytes: Buffer): Buffer => {
      const passing = filter.take(bytes);
      // Not in the middle of our own work on these bytes.
      if (armed.length > 0) setImmediate(() => cutArmed());
      return passing;
    };
    const up = createPipe(client, hub, rules('up'));
    const down = createPipe(hub, client, rules('down'), told);
    const line = { client, hub, pipes: [up, down] };
    lines.add(line);
    let open = 2;
    for (const socket of [client, hub]) {
      socket.once('close', () => {
        open -= 1;
        if (open === 0) lines.delete(line);
      });
    }
  }

  function cutArmed(): void {
    if (lines.size === 0) return;
    for (const { how, done } of armed.splice(0)) {
      cutAll(how);
      done();
    }
  }

  function cutAll(how: 'rst' | 'fin'): void {
    counts.cut += 1;
    for (const line of lines) {
      for (const pipe of line.pipes) pipe.stop();
      for (const socket of [line.client, line.hub]) {
        if (how === 'rst') socket.resetAndDestroy();
        else socket.destroySoon();
      }
    }
    lines.clear();
  }

  const server = createServer({ allowHalfOpen: true }, accept);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    port,
    url: `http://127.0.0.1:${port}`,
    put: (fault) => {
      faults.add(fault);
      return () => {
        if (!faults.delete(fault)) return;
        for (const line of lines) for (const pipe of line.pipes) pipe.go();
      };
    },
    cut: (how) => {
      const isOpen = ({ client, hub }: Line) => client.readyState === 'open' && hub.readyState === 'open';
      if ([...lines].some(isOpen)) {
        cutAll(how);
        return Promise.resolve();
      }
      return new Promise((done) => {
        armed.push({ how, done });
      });
    },
    counts: () => ({ ...counts }),
    close: async () => {
      for (const { done } of armed.splice(0)) done();
      cutAll('rst');
      server.close();
      await once(server, 'close');
    },
  };
}
