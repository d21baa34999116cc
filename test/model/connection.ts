import type { Machine, Process } from './machine.ts';
import { createServerSocket, type Namespace, type ServerSocket } from './namespace.ts';

/** A line that is silent for so long is given up by both ends, as socket.io does. Milliseconds. */
const pingTimeout = 45_000;

export type Client = {
  readonly name: string;
  readonly process: Process;
  /** It has asked for a socket. */
  readonly called?: () => void;
};

/** What the client's end is told. */
export type Upward = {
  readonly opened: () => void;
  readonly hear: (event: string, news: unknown) => void;
  /** It never stood: `data` is the hub's refusal, undefined where nobody answered. */
  readonly refused: (data: unknown) => void;
  readonly lost: () => void;
};

export type Connection = ReturnType<typeof createConnection>;

/**
 * One connection from the first packet to the last. What is sent over it waits in two wires until a
 * step moves it; it can be cut anywhere, from either end, and swallow what is sent without a word.
 */
export function createConnection(options: {
  readonly machine: Machine;
  readonly client: Client;
  /** The hub's namespace; null while there is no hub. */
  readonly namespace: () => Namespace | null;
  readonly auth: unknown;
  readonly upward: Upward;
  readonly onGone: () => void;
}) {
  const { machine, client, namespace, auth, upward } = options;
  const up = machine.openWire(`${client.name} up`);
  const down = machine.openWire(`${client.name} down`);
  /** Whose door it was: a hub that is restarted knows nothing of it. */
  let house: Namespace | null = null;
  let server: ServerSocket | null = null;
  let isThere = true;
  let swallows = false;
  let isBroken = false;

  const toClient = (lossy: boolean, deliver: () => void, lost?: () => void) => {
    if (!swallows) down.send({ lossy, deliver: () => isThere && deliver(), ...(lost && { lost }) });
  };
  /** A question or an answer got lost: on a line that stands that cannot be, so it will not stand for long. */
  const broken = () => {
    isBroken = true;
  };
  const hubIsAlone = () => {
    if (server !== null) house?.leave(server);
    server = null;
  };

  /** The client's end is no more. What it had sent the hub still gets, up to `kept` packets. */
  function leave(kept = Number.POSITIVE_INFINITY): void {
    if (!isThere) return;
    isThere = false;
    down.keep(0);
    if (!swallows) {
      up.keep(kept);
      up.send({ lossy: false, deliver: hubIsAlone });
    }
    options.onGone();
  }
  /** As `leave`, where the client did not ask for it. */
  function lose(kept?: number): void {
    if (!isThere) return;
    leave(kept);
    upward.lost();
  }

  up.send({
    lossy: false,
    deliver: () => {
      house = namespace();
      if (house === null) return toClient(false, () => refuse(undefined));
      server = createServerSocket(auth, house.origin, {
        tell: (event, news) => toClient(event !== 'ready', () => upward.hear(event, news)),
        close: () => {
          hubIsAlone();
          toClient(false, lose);
        },
      });
      house.knock(
        server,
        () => toClient(false, upward.opened),
        (data) => toClient(false, () => refuse(data)),
      );
    },
  });
  function refuse(data: unknown): void {
    leave();
    upward.refused(data);
  }

  return {
    client: client.name,
    ask: (event: string, input: unknown, answered: (answer: unknown) => void) => {
      if (swallows) return;
      const answer = (value: unknown) => toClient(true, () => answered(value), broken);
      up.send({ lossy: true, deliver: () => server?.take(event, [input, answer]), lost: broken });
    },
    leave,
    /** Both know at once; of what the client had sent the hub still gets the first `kept` packets. */
    cut: (kept: number) => lose(kept),
    /** From now on nothing arrives, and nobody is told. */
    swallow: () => {
      swallows = true;
      up.keep(0);
      down.keep(0);
      machine.after(pingTimeout, () => {
        hubIsAlone();
        lose();
      });
    },
    /** A black hole, or a line that lost something, comes to its end: both are told. */
    giveUp: () => {
      if (!swallows && !isBroken) return;
      hubIsAlone();
      lose();
    },
    /** The hub's process is gone; its system closes the line, after what was sent. */
    hubDied: () => {
      server = null;
      toClient(false, lose);
    },
  };
}
