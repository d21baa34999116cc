import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { afterEntry } from '#shared/domain/after-entry.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { newId } from '#shared/domain/key.ts';
import type { DeskEvents, DeskNews, NewEntry } from '#shared/protocol/desk.ts';
import type { Answer } from '#shared/protocol/errors.ts';
import {
  httpPaths,
  namespaces,
  type RegisterAnswer,
  type Role,
  type SignInAnswer,
  socketPath,
  type VisitorHandshake,
} from '#shared/protocol/handshake.ts';
import type { AnswerOf, InputOf, Registry } from '#shared/protocol/registry.ts';
import { protocolVersion } from '#shared/protocol/version.ts';
import type { VisitorEvents, VisitorNews } from '#shared/protocol/visitor.ts';
import { type Hub, type HubOptions, startHub } from '../../src/hub/hub.ts';
import { createLog } from '../../src/hub/platform/log/index.ts';

/** A real hub on a temporary folder, and clients that speak the protocol to it. */

export const shopOrigin = 'https://shop.example.test';

/** One line of the hub's log. */
export type LogLine = Readonly<Record<string, unknown>> & { readonly code?: string; readonly event?: string };

export type TestPerson = {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly role: Role;
};

export const testPeople = {
  ann: { name: 'Ann', email: 'ann@example.test', password: 'correct horse ann', role: 'agent' },
  ben: { name: 'Ben', email: 'ben@example.test', password: 'correct horse ben', role: 'agent' },
  sue: { name: 'Sue', email: 'sue@example.test', password: 'correct horse sue', role: 'supervisor' },
} as const satisfies Record<string, TestPerson>;

export type TestHub = {
  readonly hub: Hub;
  readonly url: string;
  readonly folder: string;
  /** Everything logged since the start, over restarts. */
  readonly log: readonly LogLine[];
  /** Stops it and starts another on the same database and port. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Starts a hub with `testPeople` and `shopOrigin` allowed. Stop it at the end. */
export async function startTestHub(options: Partial<HubOptions> = {}): Promise<TestHub> {
  const folder = await mkdtemp(join(tmpdir(), 'yingke-hub-'));
  const log: LogLine[] = [];
  const stream = {
    write: (line: string) => {
      log.push(JSON.parse(line) as LogLine);
    },
  };
  const start = (ports: readonly number[]) =>
    startHub({ database: join(folder, 'hub.sqlite'), log: createLog(stream), ...options, ports });
  let hub = await start([0]);
  for (const person of Object.values(testPeople)) {
    if ((await hub.people.accountOf(person.email)) === null) await hub.people.create(person);
  }
  await hub.origins.allow(shopOrigin);
  return {
    get hub() {
      return hub;
    },
    get url() {
      return hub.url;
    },
    folder,
    log,
    restart: async () => {
      await hub.stop();
      hub = await start([hub.port]);
    },
    stop: async () => {
      await hub.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type Client<R extends Registry, N> = {
  readonly socket: Socket;
  /** Payload of the first `ready`. */
  readonly ready: N extends { ready: infer Ready } ? Ready : never;
  /** Asks, and gets the whole answer. Rejects after 10 s without one. */
  readonly ask: <E extends keyof R & string>(
    event: E,
    input: InputOf<R, E>,
  ) => Promise<Answer<AnswerOf<R, E>>>;
  /** Asks, and rejects unless it is granted. */
  readonly get: <E extends keyof R & string>(event: E, input: InputOf<R, E>) => Promise<AnswerOf<R, E>>;
  /** Everything that was told, in order. */
  readonly news: <E extends keyof N & string>(event: E) => readonly N[E][];
  /** The first news of that kind, told already or still to come, that fits. */
  readonly until: <E extends keyof N & string>(event: E, fits?: (news: N[E]) => boolean) => Promise<N[E]>;
  readonly close: () => void;
};

/** A test looks at entries one by one, each with its row; the desk's news of several is taken apart for it. */
export type WholeNews = NewEntry & { readonly conversation: Conversation };
type SingleNews = DeskNews & { readonly entry: WholeNews };
export type DeskClient = Client<DeskEvents, SingleNews>;
/** What a browser keeps of its registration. */
export type KnownVisitor = Pick<RegisterAnswer, 'token' | 'visitorId'>;
export type VisitorClient = Client<VisitorEvents, VisitorNews> & KnownVisitor;

export const door = () => ({ protocol: protocolVersion, app: 'test/1.0', device: randomUUID() });

export async function post(url: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return {
    status: response.status,
    headers: response.headers,
    answer: (await response.json()) as Answer<never>,
  };
}

async function granted<T>(asked: Promise<{ answer: Answer<unknown> }>): Promise<T> {
  const { answer } = await asked;
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.error)}`);
  return answer.value as T;
}

export function signIn(url: string, person: Pick<TestPerson, 'email' | 'password'>): Promise<SignInAnswer> {
  const { email, password } = person;
  return granted(post(url + httpPaths.signIn, { ...door(), email, password }));
}

export function register(url: string, origin = shopOrigin): Promise<RegisterAnswer> {
  return granted(post(url + httpPaths.register, { ...door(), locale: 'zh-CN' }, { origin }));
}

/** Signs in and connects; or connects with a token that is there already. */
export async function deskClient(
  url: string,
  person:
    | Pick<TestPerson, 'email' | 'password'>
    /** `app`: what it says that it is. */
    | { readonly token: string; readonly app?: string },
): Promise<DeskClient> {
  const token = 'token' in person ? person.token : (await signIn(url, person)).token;
  const said = 'app' in person && person.app !== undefined ? { app: person.app } : {};
  return connect<DeskEvents, SingleNews>(url + namespaces.desk, { ...door(), ...said, token });
}

/** Registers as a new visitor and connects; or as the one whose token is given. */
export async function visitorClient(
  url: string,
  known?: KnownVisitor,
  origin = shopOrigin,
  said: Pick<VisitorHandshake, 'page' | 'customer'> = {},
): Promise<VisitorClient> {
  const { token, visitorId } = known ?? (await register(url, origin));
  const auth = { ...door(), token, locale: 'zh-CN', ...said };
  const client = await connect<VisitorEvents, VisitorNews>(url + namespaces.visitor, auth, origin);
  return { ...client, token, visitorId };
}

/** A socket on its way, as rude or polite as a test wants it. */
export function rawSocket(
  address: string,
  auth: object,
  origin?: string,
  transports = ['websocket'],
  headers = {},
): Socket {
  return io(address, {
    path: socketPath,
    transports,
    auth,
    forceNew: true,
    reconnection: false,
    extraHeaders: { ...headers, ...(origin !== undefined && { origin }) },
  });
}

/** The row that goes with an entry, computed as a desk does where it was left out. */
function rowKeeper() {
  const rows = new Map<string, Conversation>();
  return ({ entry, conversation }: NewEntry): WholeNews => {
    const before = rows.get(entry.conversationId);
    const row = conversation ?? (before?.lastSeq === entry.seq - 1 ? afterEntry(before, entry) : undefined);
    if (row !== undefined) rows.set(row.id, row);
    return {
      entry,
      get conversation() {
        if (row === undefined) throw new Error(`nobody told the row of ${entry.conversationId}`);
        return row;
      },
    };
  };
}

async function connect<R extends Registry, N>(
  address: string,
  auth: object,
  origin?: string,
): Promise<Client<R, N>> {
  const socket = rawSocket(address, auth, origin);
  const told: { event: string; news: unknown }[] = [];
  const whole = rowKeeper();
  const listeners = new Set<() => void>();
  socket.onAny((event: string, news: unknown) => {
    told.push({ event, news });
    if (event === 'entries')
      for (const one of (news as DeskNews['entries']).entries)
        told.push({ event: 'entry', news: whole(one) });
    for (const listener of [...listeners]) listener();
  });
  const until = (event: string, fits: (news: never) => boolean = () => true) =>
    new Promise<never>((resolve, reject) => {
      const timer = setTimeout(() => {
        listeners.delete(look);
        reject(new Error(`no such ${event} within 10 s`));
      }, 10_000);
      const look = () => {
        const found = told.find((one) => one.event === event && fits(one.news as never));
        if (found === undefined) return;
        clearTimeout(timer);
        listeners.delete(look);
        resolve(found.news as never);
      };
      listeners.add(look);
      look();
    });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  const ready: unknown = await until('ready');

  const ask = (event: string, input: unknown) => socket.timeout(10_000).emitWithAck(event, input);
  const client = {
    socket,
    ready,
    ask,
    get: async (event: string, input: unknown) => {
      const answer = (await ask(event, input)) as Answer<unknown>;
      if (!answer.ok) throw new Error(`${event} refused: ${JSON.stringify(answer.error)}`);
      return answer.value;
    },
    news: (event: string) => told.filter((one) => one.event === event).map((one) => one.news),
    until,
    close: () => socket.disconnect(),
  };
  return client as unknown as Client<R, N>;
}

/** Sends as a visitor and answers the ack. */
export function say(visitor: VisitorClient, text: string, key = newId()) {
  return visitor.get('message.send', { key, text, page: null });
}
