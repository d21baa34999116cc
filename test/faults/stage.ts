import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { undoList } from '../support/launch-undo.ts';
import { createDeskProcess, type DeskProcess } from './desk-process.ts';
import { type Hand, openHand } from './hands.ts';
import { type HubProcess, launchHub } from './hub-process.ts';
import { onInterrupt } from './interrupt.ts';
import { type LineProxy, startProxy } from './proxy.ts';
import { randomOf } from './random.ts';
import type { ClientName, WriterName } from './schedule.ts';
import { readTruth, type TruthReader } from './truth.ts';
import { openVisitors, type VisitorWindowHandle } from './visitors.ts';

/** Everybody who takes part: a hub, desks, visitors, and a line that can break for each. */

export type Stage = {
  readonly folder: string;
  readonly hub: HubProcess;
  readonly desks: readonly DeskProcess[];
  readonly windows: readonly VisitorWindowHandle[];
  /** Who changes what was written, one for each desk. */
  readonly hands: readonly Hand[];
  readonly proxies: ReadonlyMap<ClientName, LineProxy>;
  readonly truth: TruthReader;
  /** Who sits at each desk. */
  readonly personOf: (desk: DeskProcess) => { readonly id: string; readonly role: string };
  /** Somebody was told something since this was asked last; or it is some time later. */
  readonly news: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type StageOptions = {
  readonly folder: string;
  readonly seed: number;
  readonly visitors: number;
  readonly desks: number;
  readonly tabsOf: (visitor: number) => number;
  /** Share of live events that are lost on their way, from the beginning to the end. */
  readonly loseEvents: number;
};

/** Nobody says that the database has changed; at least so often one looks. Milliseconds. */
const lookAgain = 250;

export async function openStage(options: StageOptions): Promise<Stage> {
  const { folder, seed } = options;
  const undo = undoList();
  const forget = onInterrupt(undo.all);
  const close = async (): Promise<void> => {
    forget();
    await undo.all();
  };
  const listeners = new Set<() => void>();
  const onTold = () => {
    for (const listener of [...listeners]) listener();
  };
  try {
    mkdirSync(folder, { recursive: true });
    const env = environment();
    const visitors = await openVisitors({ folder, onTold });
    undo.add(visitors.close);
    const seats = seatsOf(options.desks);
    const hub = await launchHub({
      folder,
      agents: Math.max(...seats.map((seat) => seat.agent ?? -1)) + 1,
      supervisors: seats.some((seat) => seat.agent === null) ? 1 : 0,
      origin: visitors.origin,
      env,
    });
    undo.add(hub.close);
    const truth = readTruth(hub.database);
    undo.add(truth.close);
    const proxies = new Map<ClientName, LineProxy>();
    const lineFor = async (client: ClientName): Promise<LineProxy> => {
      const proxy = await startProxy({
        to: hub.port,
        random: randomOf(seed).part(client).next,
        lose: { names: ['entry', 'entries'], share: options.loseEvents },
      });
      undo.add(proxy.close);
      proxies.set(client, proxy);
      return proxy;
    };

    const people = new Map<string, string>();
    const desks: DeskProcess[] = [];
    const hands: Hand[] = [];
    for (const [index, seat] of seats.entries()) {
      const desk = createDeskProcess({ name: `desk-${index}`, folder, env, onTold });
      undo.add(desk.close);
      desks.push(desk);
      desk.start();
      const email = seat.agent === null ? 'supervisor-0@example.test' : `agent-${seat.agent}@example.test`;
      const account = hub.accounts.find((one) => one.email === email);
      if (account === undefined) throw new Error(`the hub made no account for ${email}`);
      people.set(desk.name, email);
      const { url } = await lineFor(desk.name);
      await desk.signIn(url, account);
      hands.push(await openHand({ name: desk.name, hub: hub.url, line: url, account, truth }));
    }

    const names: { name: WriterName; base: string }[] = [];
    for (let i = 0; i < options.visitors; i++) {
      const { url } = await lineFor(`visitor-${i}`);
      for (let tab = 0; tab < options.tabsOf(i); tab++)
        names.push({ name: `visitor-${i}.${tab}`, base: url });
    }
    const windows = await visitors.open(names);

    return {
      folder,
      hub,
      desks,
      windows,
      hands,
      proxies,
      truth,
      personOf: ({ name }) => {
        const person = truth.all().people.find(({ email }) => email === people.get(name));
        if (person === undefined) throw new Error(`nobody sits at ${name}`);
        return person;
      },
      news: () =>
        new Promise((done) => {
          const listener = () => {
            clearTimeout(timer);
            listeners.delete(listener);
            done();
          };
          const timer = setTimeout(listener, lookAgain);
          listeners.add(listener);
        }),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Who sits at each desk: agents, one supervisor, and from three desks on a second device of the first agent. */
function seatsOf(desks: number): { readonly agent: number | null }[] {
  return Array.from({ length: desks }, (_, i) => {
    if (i > 0 && i === (desks > 2 ? desks - 2 : desks - 1)) return { agent: null };
    return { agent: desks > 2 && i === desks - 1 ? 0 : i };
  });
}

export function environment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  // A process that is killed a hundred times should not spend its lives on compiling.
  const compiled = join(import.meta.dirname, '../../node_modules/.cache/yingke/compiled');
  return { PATH, HOME, ...(TMPDIR && { TMPDIR }), NODE_COMPILE_CACHE: compiled };
}
