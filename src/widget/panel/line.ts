import { io, type Socket } from 'socket.io-client';
import * as z from 'zod/mini';
import { backOff } from '#shared/domain/back-off.ts';
import type { Clock } from '#shared/domain/clock.ts';
import { namespaces, socketPath } from '#shared/protocol/entrance.ts';
import { type Answer, isRefusalCode, type Refusal, RefusalError, refusals } from '#shared/protocol/errors.ts';
import type { Locale } from '#shared/protocol/fields.ts';
import type { VisitorHandshake } from '#shared/protocol/handshake.ts';
import { ackTimeout } from '#shared/protocol/limits.ts';
import type { AnswerOf, InputOf } from '#shared/protocol/registry.ts';
import { protocolVersion } from '#shared/protocol/version.ts';
import type { VisitorEvent, VisitorEvents } from '#shared/protocol/visitor.ts';
import {
  type VisitorHints,
  type VisitorNews,
  visitorAnswers,
  visitorHints,
  visitorNews,
} from '#shared/protocol/visitor-news.ts';
import { tellDeveloper } from '../tell.ts';
import { app, type Identity, type VisitorIdentity } from './identity.ts';
import { pageNow } from './page.ts';
import { subjectOf } from './site.ts';

export type LineState =
  | { readonly is: 'idle' | 'connecting' | 'online' }
  /** `since` as far as we know: the hub may have been silent for a while before. Epoch milliseconds. */
  | { readonly is: 'offline'; readonly since: number }
  /** The hub will not have us; that is for somebody else to change. */
  | { readonly is: 'refused'; readonly refusal: Refusal };

/** What is never acknowledged. */
type Ephemeral = 'typing';

/** The hub says something at least every 25 s. Milliseconds. */
const deadAfter = 50_000;

/** Between attempts after a refusal that only somebody else can lift. Milliseconds. */
const slowly = 60_000;

export type LineOptions = {
  readonly base: string;
  readonly identity: VisitorIdentity;
  readonly locale: () => Locale;
  /** Who the visitor is to the site, as its server has signed it. */
  readonly customer: () => string | null;
  readonly clock: Clock;
  readonly random: () => number;
  readonly onState: (state: LineState) => void;
  /** Another customer of the site's than before is here, and nothing of the one before is theirs. */
  readonly onStranger: () => void;
  readonly onNews: {
    readonly [E in 'ready' | 'entry' | 'head' | 'queue' | 'service']: (news: VisitorNews[E]) => void;
  };
  readonly onTyping: (hint: VisitorHints['typing']) => void;
  readonly onSeen: (hint: VisitorHints['seen']) => void;
};

function refusalIn(value: unknown): Refusal | null {
  const data = value as Partial<Refusal> | null | undefined;
  if (!isRefusalCode(data?.code)) return null;
  return typeof data.retryAfter === 'number' && data.retryAfter >= 0
    ? { code: data.code, retryAfter: data.retryAfter }
    : { code: data.code };
}

/**
 * The socket to the hub. Online is what the hub says with `ready`, not what the socket says. It
 * comes back by itself, after 1 to 30 s, for as long as the page lives.
 */
export function createLine(options: LineOptions) {
  const { base, identity, locale, customer, clock, random, onState, onStranger, onNews } = options;
  const address = new URL(base);
  let state: LineState = { is: 'idle' };
  let who: Identity | null = null;
  let failures = 0;
  /** The last refusal was of our token, and we have made a new one since: once is enough. */
  let renewed = false;
  let wait: number | null = null;
  let stopTimer: (() => void) | null = null;
  let stopped = false;
  /** Who the hub was told that the visitor is. */
  let told: string | null = null;
  /** When the hub was heard last, by a packet of any kind. */
  let heard = 0;

  const socket: Socket = io(`${address.origin}${namespaces.visitor}`, {
    path: address.pathname.replace(/\/$/, '') + socketPath,
    transports: ['websocket', 'polling'],
    // Some office networks let no WebSocket through.
    tryAllTransports: true,
    autoConnect: false,
    // One place decides when to come back, and it also knows about registration.
    reconnection: false,
    forceNew: true,
    timeout: ackTimeout,
    auth: (give) => {
      told = customer();
      const handshake: VisitorHandshake = {
        protocol: protocolVersion,
        app,
        device: who?.device ?? '',
        token: who?.token ?? '',
        locale: locale(),
        page: pageNow(),
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        ...(told && { customer: told }),
      };
      give(handshake);
    },
  });

  function become(next: LineState): void {
    state = next;
    onState(next);
  }
  function timer(delay: number, what: () => void): void {
    stopTimer?.();
    stopTimer = clock.after(delay, () => {
      stopTimer = null;
      what();
    });
  }

  function down(refusal: Refusal | null, since = clock.now()): void {
    if (stopped) return;
    socket.disconnect();
    if (refusal?.code === 'unauthenticated') {
      if (who) identity.forget(who.token);
      who = null;
      if (told && identity.isOther(subjectOf(told))) onStranger();
      if (!renewed) {
        renewed = true;
        void connect();
        return;
      }
    } else if (refusal && !refusals[refusal.code].retry) {
      become({ is: 'refused', refusal });
      // A site may be entered into the list, or the widget updated, while this page stays open.
      timer(slowly, connect);
      return;
    }
    become({ is: 'offline', since });
    const asked = refusal?.retryAfter ?? wait;
    wait = null;
    // Everybody was told the same time: spread the return over the second after it.
    timer(asked === null ? backOff(failures++, random) : asked + Math.round(1000 * random()), connect);
  }

  async function connect(): Promise<void> {
    stopTimer?.();
    stopTimer = null;
    if (stopped) return;
    if (state.is === 'idle') become({ is: 'connecting' });
    try {
      who = await identity.get(locale());
    } catch (error) {
      down(error instanceof RefusalError ? error.refusal : null);
      return;
    }
    if (stopped) return;
    timer(2 * ackTimeout, () => down(null));
    socket.connect();
  }

  socket.io.on('open', () => {
    socket.io.engine.on('packet', () => {
      heard = clock.now();
    });
  });
  socket.on('connect_error', (error) => down(refusalIn((error as { data?: unknown }).data)));
  socket.on('disconnect', (reason) => {
    if (reason !== 'io client disconnect') down(null);
  });

  function on<E extends keyof typeof visitorNews>(event: E, take: (news: VisitorNews[E]) => void): void {
    socket.on(event as string, (raw: unknown) => {
      const checked = visitorNews[event].safeParse(raw);
      // A broken hub must not break the page; what is missing is fetched at the next beat.
      if (checked.success) take(checked.data as VisitorNews[E]);
      else tellDeveloper(`"${event}" from the hub is not understood`);
    });
  }
  on('ready', (news) => {
    stopTimer?.();
    stopTimer = null;
    failures = 0;
    renewed = false;
    const customerId = told && subjectOf(told);
    if (customerId) identity.remember({ customer: customerId });
    become({ is: 'online' });
    onNews.ready(news);
    rejoin();
  });
  on('entry', onNews.entry);
  on('head', onNews.head);
  on('queue', onNews.queue);
  on('service', onNews.service);
  socket.on('typing', (raw: unknown) => {
    const hint = visitorHints.typing.safeParse(raw);
    if (hint.success) options.onTyping(hint.data);
  });
  socket.on('seen', (raw: unknown) => {
    const hint = visitorHints.seen.safeParse(raw);
    if (hint.success) options.onSeen(hint.data);
  });
  on('draining', ({ retryAfter }) => {
    wait = retryAfter;
  });

  /** Tells the hub who the visitor is, where that has changed: at its door, which is where it asks. */
  function rejoin(): void {
    if (state.is !== 'online' || customer() === told) return;
    become({ is: 'connecting' });
    socket.disconnect();
    void connect();
  }

  return {
    rejoin,
    state: (): LineState => state,
    start(): void {
      if (state.is === 'idle' || state.is === 'refused') void connect();
    },
    /** Something suggests that it would work now: the visitor came back, the network did. */
    wake(): void {
      // A page that was frozen has not noticed that its line is dead.
      if (state.is === 'online' && clock.now() - heard > deadAfter) down(null);
      if (state.is === 'offline' && !socket.connected && stopTimer && !socket.active) void connect();
    },
    /** The token turned out to be worth nothing after the door. */
    renew: (): void => down({ code: 'unauthenticated' }),
    /** Asks the hub. Rejects when the line is cut or the answer is late or makes no sense. */
    async ask<E extends VisitorEvent>(
      event: E,
      input: InputOf<VisitorEvents, E>,
    ): Promise<Answer<AnswerOf<VisitorEvents, E>>> {
      if (!socket.connected) throw new Error('not connected');
      const asked = clock.now();
      const raw: unknown = await socket
        .timeout(ackTimeout)
        .emitWithAck(event, input)
        .catch((error: unknown) => {
          // Not a sound in all that time: the line is dead, though nobody has told the socket.
          if (socket.connected && heard <= asked) down(null, asked);
          throw error;
        });
      const refused = z.object({ ok: z.literal(false), error: z.unknown() }).safeParse(raw);
      if (refused.success) return { ok: false, error: refusalIn(refused.data.error) ?? { code: 'internal' } };
      const granted = z
        .object({ ok: z.literal(true), value: visitorAnswers[event] as z.ZodMiniType })
        .parse(raw);
      return { ok: true, value: granted.value as AnswerOf<VisitorEvents, E> };
    },
    /** Tells the hub what is worth something only now; dropped where it cannot go out at once. */
    hint<E extends Ephemeral>(event: E, input: InputOf<VisitorEvents, E>): void {
      if (state.is === 'online') socket.volatile.emit(event, input);
    },
    stop(): void {
      stopped = true;
      stopTimer?.();
      socket.disconnect();
    },
  };
}
