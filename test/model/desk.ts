import type { Entry } from '#shared/domain/entry.ts';
import { newId } from '#shared/domain/key.ts';
import type { ConversationRow, Outgoing } from '#shared/ipc/conversations.ts';
import { isRefusalCode, RefusalError, refusalOf } from '#shared/protocol/errors.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import type { Cache } from '../../src/main/cache/client.ts';
import { createEngine, type Engine } from '../../src/main/cache/engine.ts';
import { type CacheInMemory, type Reply, storeCalls } from '../../src/main/cache/protocol.ts';
import type { Store } from '../../src/main/cache/store.ts';
import { createConversations } from '../../src/main/conversations.ts';
import { silentLog } from '../../src/main/log.ts';
import { straightWay } from '../../src/main/network/way-out.ts';
import { createRouting } from '../../src/main/routing/handlers.ts';
import { createSeat } from '../../src/main/seat.ts';
import type { Client } from './connection.ts';
import type { House } from './house.ts';
import type { Author } from './journal.ts';
import type { Machine, Process } from './machine.ts';

export type Desk = ReturnType<typeof createDesk>;
type Running = Awaited<ReturnType<typeof boot>>;
type Question = Parameters<Running['seat']['ask']>;

/** One computer of an agent. Its cache outlives what runs on it. */
export function createDesk(options: {
  readonly machine: Machine;
  readonly house: House;
  readonly name: string;
  readonly me: Me;
  readonly author: Author;
  /** From now on this client calls from this host. */
  readonly onHost: (host: string, client: Client) => void;
}) {
  const { author } = options;
  let engine = openEngine(options.name, null);
  let running: Running | null = null;
  const drafts = new Map<string, string>();
  const noteDrafts = new Map<string, string>();
  const asked: Question[] = [];

  /** As the cache does it when it is asked; what is answered later may undo it. */
  const setIn = (all: Map<string, string>) => {
    const set = (conversationId: string, text: string): (() => void) => {
      const before = all.get(conversationId) ?? '';
      if (text === '') all.delete(conversationId);
      else all.set(conversationId, text);
      return () => void set(conversationId, before);
    };
    return set;
  };
  const setDraft = setIn(drafts);
  const setNoteDraft = setIn(noteDrafts);
  const run = async <T>(work: (desk: Running) => Promise<T>): Promise<T | null> => {
    if (running === null) return null;
    return work(running).catch((error) => {
      if (error instanceof RefusalError) return null;
      throw error;
    });
  };

  return {
    name: options.name,
    me: options.me,
    author,
    drafts,
    noteDrafts,
    start: async () => {
      running = await boot(options, engine);
    },
    /** Its process is gone; a new one begins with what the cache holds. */
    crash: async () => {
      running?.process.kill();
      const left = engine.answer({ id: 0, kind: 'handOver' });
      if (!left.ok) throw new Error(left.fault);
      engine = openEngine(options.name, (left.value as CacheInMemory).image ?? null);
      running = await boot(options, engine);
    },
    close: () => {
      running?.process.kill();
      engine.answer({ id: 0, kind: 'close' });
    },
    nudge: () => running?.seat.nudge(),
    /** What is in the cache now, read past all that is on its way. */
    store: <N extends keyof Store>(name: N, ...args: Parameters<Store[N]>) =>
      answerOf(engine.answer({ id: 0, kind: 'call', name, args })) as ReturnType<Store[N]>,
    shown: () => running?.shown ?? null,

    write: (conversationId: string, text: string, quoted: Entry | null = null) =>
      run(async ({ conversations }) => {
        const key = newId();
        const written = author.begins({ key, conversationId, text });
        // What is sent is no draft any more, if it is kept.
        const undo = setDraft(conversationId, '');
        try {
          await conversations['conversations.send']({
            conversationId,
            key,
            text,
            ...(quoted && { quote: { entryId: quoted.id, author: { kind: 'agent', name: '' }, text: '' } }),
          });
          written.told = 'kept';
        } catch (error) {
          undo();
          written.told = 'not kept';
          throw error;
        }
      }),
    note: (conversationId: string, text: string, mentions: readonly Me[]) =>
      run(async ({ conversations }) => {
        const key = newId();
        const written = author.begins({ key, conversationId, text, kind: 'note' });
        const undo = setNoteDraft(conversationId, '');
        try {
          const named = mentions.map(({ id, name }) => ({ id, name }));
          await conversations['conversations.note']({ conversationId, key, text, mentions: named });
          written.told = 'kept';
        } catch (error) {
          undo();
          written.told = 'not kept';
          throw error;
        }
      }),
    noteDraft: (conversationId: string, text: string) =>
      run(async ({ conversations }) => {
        const undo = setNoteDraft(conversationId, text);
        try {
          await conversations['conversations.setDraft']({ conversationId, kind: 'note', text });
        } catch (error) {
          undo();
          throw error;
        }
      }),
    retry: (key: string) =>
      run(async ({ conversations }) => {
        author.of(key).retried = true;
        await conversations['outgoing.retry']({ key });
      }),
    discard: (key: string) =>
      run(async ({ conversations }) => {
        const written = author.of(key);
        written.discardedAt = options.house.asked.length;
        try {
          await conversations['outgoing.discard']({ key });
        } catch (error) {
          written.discardedAt = null;
          throw error;
        }
      }),
    draft: (conversationId: string, text: string) =>
      run(async ({ conversations }) => {
        const undo = setDraft(conversationId, text);
        try {
          await conversations['conversations.setDraft']({ conversationId, text });
        } catch (error) {
          undo();
          throw error;
        }
      }),
    read: (conversationId: string, seq: number) =>
      run(({ conversations }) => conversations['conversations.markRead']({ conversationId, seq })),
    take: (conversationId: string, version: number) =>
      run(({ routing }) => routing['conversations.take']({ conversationId, version })),
    end: (conversationId: string, version: number) =>
      run(({ routing }) => routing['conversations.close']({ conversationId, version })),
    /** Changes have no outbox: what is not answered may be asked again, under its key. */
    ask: (...question: Question) => {
      asked.push(question);
      return run(({ seat }) => seat.ask(...question));
    },
    asked: asked as readonly Question[],
  };
}

function openEngine(owner: string, image: Uint8Array | null): Engine {
  const engine = createEngine({ onRecreated: () => {}, onSlow: () => {} });
  const file: CacheInMemory = { path: null, owner, from: null, ...(image === null ? {} : { image }) };
  answerOf(engine.answer({ id: 0, kind: 'open', file }));
  return engine;
}

function answerOf(reply: Reply): unknown {
  if (reply.ok) return reply.value;
  if (isRefusalCode(reply.code) && reply.fault === '') throw new RefusalError(reply.code);
  throw new Error(`the cache failed: ${reply.code} ${reply.fault}`);
}

/** The cache as main sees it: what is asked is done in order, and answered when the answer gets through. */
function cacheOver(
  engine: Engine,
  machine: Machine,
  process: Process,
  { house, name }: { house: House; name: string },
): Cache {
  const replies = machine.openWire(`${name} cache`);
  const call = (method: keyof Store, args: readonly unknown[]) =>
    new Promise((resolve, reject) => {
      if (!process.alive()) return;
      const reply = engine.answer({ id: 0, kind: 'call', name: method, args: structuredClone(args) });
      replies.send({
        lossy: false,
        deliver: () => {
          if (!process.alive()) return;
          try {
            resolve(structuredClone(answerOf(reply)));
          } catch (error) {
            if (!(error instanceof RefusalError)) house.faults.push(`${name}: ${method}: ${error}`);
            reject(new RefusalError(refusalOf(error)));
          }
        },
      });
    });
  const calls = Object.fromEntries(
    storeCalls.map((method) => [method, (...args: readonly unknown[]) => call(method, args)]),
  );
  return calls as unknown as Cache;
}

/** What the window shows, from what it is told alone. */
export type Shown = {
  readonly rows: Map<string, ConversationRow>;
  readonly outgoing: Map<string, Outgoing>;
};

let hosts = 0;

/** A process of the desk, wired as `src/main/desk.ts` does it for somebody who is signed in. */
async function boot({ machine, house, name, me, onHost }: Parameters<typeof createDesk>[0], engine: Engine) {
  const process = machine.spawn();
  hosts += 1;
  const host = `desk-${hosts}.test`;
  // Desk and line load what they need when they need it. That takes real time, which nothing is to see.
  let loads = true;
  machine.waits();
  const called = () => {
    if (loads) machine.goesOn();
    loads = false;
  };
  onHost(host, { name, process, called });
  const cache = cacheOver(engine, machine, process, { house, name });
  const rows = answerOf(
    engine.answer({ id: 0, kind: 'call', name: 'list', args: [500] }),
  ) as ConversationRow[];
  const shown: Shown = {
    rows: new Map(rows.map((row) => [row.conversation.id, row])),
    outgoing: new Map(),
  };
  const told: { readonly [name: string]: (news: never) => void } = {
    'conversations.changed': (news: { rows: ConversationRow[]; all: boolean }) => {
      if (news.all) shown.rows.clear();
      for (const row of news.rows) shown.rows.set(row.conversation.id, row);
    },
    'outgoing.changed': ({ outgoing, removed }: { outgoing: Outgoing; removed: boolean }) => {
      if (removed) shown.outgoing.delete(outgoing.key);
      else shown.outgoing.set(outgoing.key, outgoing);
    },
  };
  const tell = (event: string, news: unknown) => {
    if (process.alive()) told[event]?.(structuredClone(news) as never);
  };
  const seat = createSeat({
    cache,
    token: me.id,
    device: newId(),
    appVersion: '0.0.0',
    me,
    clock: process.clock,
    random: () => 0.5,
    log: silentLog,
    way: straightWay,
    tell,
    onArrived: () => {},
    onConnection: ({ state }) => {
      if (state !== 'connecting' || loads) return;
      loads = true;
      machine.waits();
    },
    onReady: () => {},
    onPolicy: () => {},
    onEnded: (code) => void house.faults.push(`${name}: the session ended with ${code}`),
  });
  const conversations = createConversations({
    cache,
    clock: process.clock,
    tell,
    seat: () => seat,
    onOpened: () => {},
  });
  const routing = createRouting({ cache, seat: () => seat });
  void cache.jobs().then(seat.outbox.load);
  seat.connect(`http://${host}`);
  return { process, seat, conversations, routing, shown };
}
