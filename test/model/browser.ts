import { vi } from 'vitest';
import type { Clock } from '#shared/domain/clock.ts';
import { inOrder, type OutboxRow, type OutboxStore } from '../../src/widget/panel/outbox.ts';
import type { Author } from './journal.ts';
import type { Machine, Process } from './machine.ts';

/** What one visitor's browser keeps, whatever becomes of its tabs. */
export type Browser = {
  readonly outbox: Map<string, OutboxRow>;
  readonly storage: Map<string, string>;
  readonly tabs: Set<Tab>;
  /** Who writes in it; each is told what is kept. */
  readonly authors: Author[];
};

export type Tab = {
  readonly name: string;
  readonly browser: Browser;
  readonly machine: Machine;
  readonly process: Process;
  readonly listeners: Map<string, (() => void)[]>;
};

/** The tab whose page is being loaded: all that it takes from its browser, it takes then. */
let loading: Tab | null = null;

export function load<T>(tab: Tab, page: () => T): T {
  loading = tab;
  tab.browser.tabs.add(tab);
  tab.process.onKilled(() => tab.browser.tabs.delete(tab));
  try {
    return page();
  } finally {
    loading = null;
  }
}

function tabNow(): Tab {
  if (loading === null) throw new Error('no page is being loaded');
  return loading;
}

/** Stands for the page's clock. */
export const pageClock = (): Clock => tabNow().process.clock;

/** Stands for IndexedDB: what is written is kept at once, and answered when the answer gets through. */
export function openStore(): OutboxStore {
  const { name, browser, machine, process } = tabNow();
  const answers = machine.openWire(`${name} store`);
  const answer = <T>(value: T): Promise<T> =>
    new Promise((resolve) => {
      if (process.alive()) answers.send({ lossy: false, deliver: () => process.alive() && resolve(value) });
    });
  return {
    all: () => {
      const rows = [...browser.outbox.values()].sort(inOrder);
      return answer(structuredClone(rows));
    },
    put: (row) => {
      if (!process.alive()) return answer(undefined);
      browser.outbox.set(row.key, structuredClone(row));
      for (const author of browser.authors) author.kept(row.key);
      return answer(undefined);
    },
    remove: (key) => {
      if (process.alive()) browser.outbox.delete(key);
      return answer(undefined);
    },
  };
}

/** Stands for the channel between the tabs of one browser. */
class Channel {
  readonly #tab = tabNow();
  onmessage: ((event: { data: unknown }) => void) | null = null;
  readonly #wire = this.#tab.machine.openWire(`${this.#tab.name} tabs`);

  constructor() {
    channels.set(this.#tab, this);
  }
  postMessage(data: unknown): void {
    const { browser, process } = this.#tab;
    if (!process.alive()) return;
    for (const tab of browser.tabs) if (tab !== this.#tab) channels.get(tab)?.receive(structuredClone(data));
  }
  receive(data: unknown): void {
    this.#wire.send({ lossy: false, deliver: () => this.#tab.process.alive() && this.onmessage?.({ data }) });
  }
  close(): void {
    channels.delete(this.#tab);
  }
}
const channels = new WeakMap<Tab, Channel>();

const listen = (name: string, run: () => void) => {
  const { listeners, process } = tabNow();
  const own = listeners.get(name) ?? [];
  listeners.set(name, [...own, () => process.alive() && run()]);
};

/** The page's globals that the panel uses. Without locks: an insecure page has none. */
export function standInForBrowser(storageOf: (name: string) => Map<string, string>): void {
  vi.stubGlobal('document', {
    visibilityState: 'visible',
    title: 'Shop',
    hasFocus: () => true,
    addEventListener: listen,
  });
  vi.stubGlobal('location', { href: 'https://shop.example.test/' });
  vi.stubGlobal('addEventListener', listen);
  vi.stubGlobal('navigator', {});
  vi.stubGlobal('BroadcastChannel', Channel);
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => storageOf(name).get(name) ?? null,
    setItem: (name: string, value: string) => void storageOf(name).set(name, value),
  });
  // What is left to chance in the panel are waits.
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
}
