import type { Agent } from 'node:http';
import type { io as Io, Socket } from 'socket.io-client';
import { backOff } from '#shared/domain/back-off.ts';
import type { Clock } from '#shared/domain/clock.ts';
import type { Connection } from '#shared/ipc/app.ts';
import { type DeskHints, type DeskNews, deskHints, deskNews } from '#shared/protocol/desk.ts';
import { type Refusal, refusals } from '#shared/protocol/errors.ts';
import { type DeskHandshake, heartbeatInterval, namespaces, socketPath } from '#shared/protocol/handshake.ts';
import type { Log } from '../log.ts';
import type { WayOut } from '../network/way-out.ts';
import { asRefusal } from './hub-http.ts';
import { type Ask, createRequests } from './requests.ts';

/** The hub beats every 15 s; after three beats of silence the line is dead whatever the socket says. */
const silence = 3 * heartbeatInterval;
/** A line that stood for so long and was closed by the hub itself is taken up again at once. Milliseconds. */
const stood = 1_000;
/** A hub that wants a newer desk may have been told something else meanwhile: nobody is shut out by a slip. Milliseconds. */
const askAgain = 5 * 60_000;
/** A handshake that takes longer has failed, milliseconds. */
const handshakeTimeout = 10_000;

export type LinkState = Pick<Connection, 'state' | 'code'> & {
  /** Of a session that is over: whose doing that was, where the hub says so. */
  readonly by?: 'self' | 'admin';
};

type NewsListeners = { readonly [E in keyof DeskNews]: (news: DeskNews[E]) => void };
type HintListeners = { readonly [E in keyof DeskHints]: (hint: DeskHints[E]) => void };

export type LinkOptions = {
  readonly hub: string;
  /** Read at every attempt. */
  readonly auth: () => DeskHandshake;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  /** Asked at every attempt: the proxy of a moment ago may be another one now. */
  readonly way: WayOut;
  readonly onState: (state: LinkState) => void;
  readonly onNews: NewsListeners;
  readonly onHint: HintListeners;
  /** The line is gone; the next `ready` tells of a new one. */
  readonly onDown: () => void;
  readonly onRoundTrip: (milliseconds: number) => void;
};

export type Link = {
  readonly ask: Ask;
  /** Says that something is being written there; nobody answers, and without a line it is not said. */
  readonly typing: (conversationId: string) => void;
  /** Try now: the machine woke up, or the network came back. */
  readonly nudge: () => void;
  /** What carries it now; null: nothing does. */
  readonly transport: () => string | null;
  readonly stop: () => void;
};

/**
 * The line to one hub: connects, comes back by itself (1 to 30 s with jitter), and stays away where
 * coming back cannot help. It carries; that nothing is lost is the feed's and the outbox's work.
 */
export function createLink(options: LinkOptions): Link {
  const { clock, log } = options;
  let socket: Socket | null = null;
  let attempt = 0;
  let stopped = false;
  let earliest = 0;
  let readyAt = Number.POSITIVE_INFINITY;
  let cancelRetry = (): void => {};
  let cancelSilence = (): void => {};
  const requests = createRequests(() => socket, clock, options.onRoundTrip);

  /** `isQuiet`: what is said of the line stays until there is something else to say. */
  function connect(isQuiet = false): void {
    cancelRetry();
    if (stopped) return;
    if (!isQuiet) options.onState({ state: 'connecting', code: null });
    // Loaded with the first line: nothing of the first screen waits for it.
    void Promise.all([import('socket.io-client'), options.way.agentFor(options.hub)]).then(
      ([{ io }, agent]) => {
        if (!stopped && socket === null) open(io, agent);
      },
      () => fail(null),
    );
  }

  function open(io: typeof Io, agent: Agent): void {
    const opened = io(options.hub + namespaces.desk, {
      path: socketPath,
      // WebSocket first; long polling is for networks that let nothing else through.
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      // Its types know browsers only, where there is none.
      agent: agent as never,
      auth: (give) => give(options.auth()),
      forceNew: true,
      reconnection: false,
      timeout: handshakeTimeout,
      autoConnect: false,
    });
    socket = opened;
    opened.on('connect_error', (error) => {
      if (socket === opened) fail(asRefusal('data' in error ? error.data : null));
    });
    opened.on('disconnect', (reason) => {
      if (socket !== opened) return;
      // The hub sends one away whose role has changed (P16): the next line is another one, and there is
      // nothing to wait for. A hub that ends says before when to come again.
      const isSentAway = reason === 'io server disconnect' && clock.now() - readyAt >= stood;
      fail(null, isSentAway);
    });
    for (const name of Object.keys(deskNews) as (keyof DeskNews)[]) {
      opened.on(name, (payload: unknown) => {
        if (socket === opened) receive(name, payload);
      });
    }
    for (const name of Object.keys(deskHints) as (keyof DeskHints)[]) {
      opened.on(name, (payload: unknown) => {
        const parsed = deskHints[name].safeParse(payload);
        if (socket === opened && parsed.success) options.onHint[name](parsed.data);
      });
    }
    opened.connect();
  }

  function receive<E extends keyof DeskNews>(name: E, payload: unknown): void {
    const parsed = deskNews[name].safeParse(payload);
    if (!parsed.success) {
      // Nothing is lost by it: what it told of is in the feed, and comes with the next beat.
      log.warn('news from the hub did not fit', { name });
      return;
    }
    const news = parsed.data as DeskNews[E];
    if (name === 'ready') {
      attempt = 0;
      readyAt = clock.now();
    }
    if (name === 'ready' || name === 'head') watch();
    if (name === 'draining') holdOff((news as DeskNews['draining']).retryAfter);
    (options.onNews[name] as (news: DeskNews[E]) => void)(news);
  }

  function watch(): void {
    cancelSilence();
    cancelSilence = clock.after(silence, () => {
      log.warn('the hub is silent');
      fail(null);
    });
  }

  function holdOff(milliseconds: number): void {
    earliest = clock.now() + milliseconds;
  }

  /** Drops the line and decides about the next attempt. */
  function fail(refusal: Refusal | null, isSentAway = false): void {
    drop();
    if (stopped) return;
    if (refusal !== null && !refusals[refusal.code].retry) {
      log.warn('the hub refused the connection', { code: refusal.code });
      const { code, field } = refusal;
      const isSaid = code === 'unauthenticated' && (field === 'self' || field === 'admin');
      options.onState({ state: 'refused', code, ...(isSaid && { by: field }) });
      if (refusal.code === 'upgrade_required') cancelRetry = clock.after(askAgain, () => connect(true));
      return;
    }
    if (refusal?.retryAfter !== undefined) holdOff(refusal.retryAfter);
    const wait = Math.max(isSentAway ? 0 : backOff(attempt, options.random), earliest - clock.now());
    attempt += 1;
    options.onState({ state: 'offline', code: refusal?.code ?? null });
    cancelRetry = clock.after(wait, () => connect());
  }

  function drop(): void {
    cancelSilence();
    const dropped = socket;
    socket = null;
    readyAt = Number.POSITIVE_INFINITY;
    if (dropped === null) return;
    dropped.off();
    dropped.disconnect();
    requests.abandon();
    options.onDown();
  }

  connect();
  return {
    ask: requests.ask,
    typing: (conversationId) => void socket?.volatile.emit('typing', { conversationId }),
    nudge: () => {
      // An attempt under way, or a line that stands, is left alone.
      if (stopped || socket !== null) return;
      attempt = 0;
      connect();
    },
    transport: () => (socket?.connected ? socket.io.engine.transport.name : null),
    stop: () => {
      stopped = true;
      cancelRetry();
      drop();
    },
  };
}
