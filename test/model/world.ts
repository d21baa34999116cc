import type { Browser } from './browser.ts';
import { type Compared, compare } from './compare.ts';
import type { Client, Connection } from './connection.ts';
import { createDesk, type Desk } from './desk.ts';
import type { House } from './house.ts';
import { type Hub, startHub } from './hub.ts';
import { createAuthor } from './journal.ts';
import { createMachine } from './machine.ts';
import { useExchange } from './socket.ts';
import { createWidget, type Widget } from './widget.ts';

/** Who takes part. */
export type Cast = {
  readonly desks: readonly ('ann' | 'ann too' | 'ben' | 'sue')[];
  readonly tabs: readonly ('first' | 'first too' | 'second')[];
  /** Waiting conversations are given to agents who are here. */
  readonly routes: boolean;
};

/** A hub that died is back after so long. Milliseconds. */
const restart = 2_000;

export type World = Awaited<ReturnType<typeof createWorld>>;

/** A hub, desks and tabs, with everything between them in the hands of the test. */
export async function createWorld(house: House, cast: Cast) {
  const machine = createMachine();
  const hosts = new Map<string, Client>();
  const connections = new Set<Connection>();
  let hub: Hub | null = null;
  useExchange({
    machine,
    connections,
    hub: () => (hub?.process.alive() ? hub.namespaces : null),
    clientAt: (host) => {
      const client = hosts.get(host);
      if (client === undefined) throw new Error(`nobody at ${host}`);
      return client;
    },
  });
  const onHost = (host: string, client: Client) => void hosts.set(host, client);

  async function start(): Promise<void> {
    const started = await startHub({ machine, house, routes: cast.routes });
    hub = started;
    started.process.onKilled(() => {
      for (const connection of [...connections]) connection.hubDied();
      machine.after(restart, () => void start());
    });
  }
  await start();

  const desks = cast.desks.map((name): Desk => {
    const me = house.people.find((person) => name.startsWith(person.name.toLowerCase()));
    if (me === undefined) throw new Error(name);
    return createDesk({ machine, house, name, me, author: createAuthor(me.id), onHost });
  });
  const storage = new Map<string, string>();
  const browsers = house.visitors.map(({ token, device, visitor }, n): Browser & { host: string } => {
    const host = `shop-${n}.test`;
    storage.set(`yingke:http://${host}`, JSON.stringify({ token, device, visitorId: visitor.id }));
    return { outbox: new Map(), storage, tabs: new Set(), authors: [], host };
  });
  const widgets = cast.tabs.map((name): Widget => {
    const n = name.startsWith('first') ? 0 : 1;
    const browser = browsers[n]!;
    const author = createAuthor(house.visitors[n]!.visitor.id);
    return createWidget({ machine, name, browser, host: browser.host, author, onHost });
  });

  /** Everybody can reach everybody, and as much time passes as it takes. What differs then. */
  async function heal(): Promise<readonly string[]> {
    const { problems, unheard } = await settleAll();
    if (problems.length > 0 || unheard.length === 0) return problems;
    // News of a mark that got lost on a line that stands: with the next line it is here.
    for (const desk of desks)
      for (const each of [...connections]) if (each.client === desk.name) each.cut(Number.POSITIVE_INFINITY);
    const after = await settleAll();
    return [...after.problems, ...after.unheard];
  }

  async function settleAll(): Promise<Compared> {
    let compared: Compared = { problems: [], unheard: [] };
    for (const [turn, seconds] of [0, 5, 15, 40, 100].entries()) {
      await machine.settle();
      for (const connection of [...connections]) connection.giveUp();
      if (turn < 2) {
        for (const desk of desks) {
          desk.nudge();
          await machine.settle();
        }
        for (const widget of widgets) widget.wake();
      }
      await machine.pass(seconds * 1_000, true);
      compared = await compare(house, desks, widgets);
      if (compared.problems.length === 0) break;
    }
    return compared;
  }

  return {
    machine,
    house,
    desks,
    widgets,
    storage,
    hub: () => (hub?.process.alive() ? hub : null),
    connectionsOf: (name: string) => [...connections].filter((each) => each.client === name),
    start: async () => {
      for (const desk of desks) {
        await desk.start();
        // One after the other: the test runner fails one of two who load a stand-in at once.
        await machine.settle();
      }
      for (const widget of widgets) widget.open();
    },
    heal,
    end: () => {
      hub?.process.kill();
      for (const desk of desks) desk.close();
      for (const widget of widgets) widget.close();
    },
  };
}
