import { useConversations } from './conversations.ts';
import { ownerOf, useDeskApp } from './desk-app.ts';
import type { Hues } from './hues.ts';
import { giveHues } from './hues.ts';
import { createSlice } from './slice.ts';
import { ofAccount, remember, remembered } from './storage.ts';
import type { TabOrder } from './tab-order.ts';
import {
  isShown,
  keptTabs,
  moved,
  neighbour,
  noTabs,
  readTabs,
  reopened,
  swapped,
  withBeside,
  withoutTab,
  withoutTabs,
  withPin,
  withTab,
} from './tab-order.ts';

type Tabs = TabOrder & { readonly hues: Hues };

/** What was shown before what is shown now. */
let shownBefore: string | null = null;

/** Open conversations. Mine that have no tab yet have their hue already, so that it never changes. */
export const useTabs = createSlice<Tabs>({ ...noTabs, hues: new Map() });

export function openTab(id: string): void {
  change((tabs) => withTab(tabs, id));
}

export function closeTab(id: string): void {
  change((tabs) => withoutTab(tabs, id));
}

export function closeTabs(ids: readonly string[]): void {
  change((tabs) => withoutTabs(tabs, ids));
}

/** The tab that was closed last is open again. */
export function reopenTab(): void {
  const { rows } = useConversations.getState();
  change((tabs) => reopened(tabs, (id) => rows.has(id)));
}

export function pinTab(id: string, pin: boolean): void {
  change((tabs) => withPin(tabs, id, pin));
}

/** To a place in the order, counted from 0. */
export function moveTab(id: string, to: number): void {
  change((tabs) => moved(tabs, id, to));
}

/** Two at once: this one beside the shown one. Null: only the shown one again. */
export function showBeside(id: string | null): void {
  change((tabs) => withBeside(tabs, id));
}

/** Beside the shown one stands the one that was shown before it, else its neighbour; or nothing any more. */
export function toggleBeside(): void {
  const tabs = useTabs.getState();
  const before = shownBefore !== null && tabs.order.includes(shownBefore) ? shownBefore : neighbour(tabs, 1);
  showBeside(tabs.beside === null ? before : null);
}

/** One works in the other of the two that are shown. */
export function workBeside(): void {
  change(swapped);
}

export function isOnScreen(id: string): boolean {
  return isShown(useTabs.getState(), id);
}

export function stepTab(step: 1 | -1): void {
  const id = neighbour(useTabs.getState(), step);
  if (id !== null) openTab(id);
}

/** The tab at a place counted from 1; 9 is the last, as in a browser. */
export function openTabAt(place: number): void {
  const { order } = useTabs.getState();
  const id = place === 9 ? order.at(-1) : order[place - 1];
  if (id !== undefined) openTab(id);
}

function change(step: (tabs: TabOrder) => TabOrder): void {
  const before = useTabs.getState();
  const after = step(before);
  if (after === before) return;
  if (after.active !== before.active) shownBefore = before.active;
  const { order, active, beside, besideFirst, pinned, closed } = after;
  useTabs.setState({ order, active, beside, besideFirst, pinned, closed });
}

/** The tab that was shown last, whoever it was; before one knows who is signed in. */
export function likelyTab(): string | null {
  const value = remembered(ofAccount('tabs')) as { readonly active?: unknown } | null;
  return typeof value?.active === 'string' ? value.active : null;
}

/** What is left of the last run, if it was this person's. */
export function rememberedTabs(owner: string): Tabs {
  const value = remembered(ofAccount('tabs')) as Readonly<Record<string, unknown>> | null;
  if (value === null || typeof value !== 'object' || value.owner !== owner)
    return { ...noTabs, hues: new Map() };
  const pairs = Array.isArray(value.hues) ? (value.hues as [string, number][]) : [];
  return { ...readTabs(value), hues: new Map(pairs) };
}

/** Closes tabs of conversations that the cache does not know. Only once the list is there. */
export function dropUnknownTabs(): void {
  const { rows } = useConversations.getState();
  change((tabs) => keptTabs(tabs, (id) => rows.has(id)));
}

function renewHues(): void {
  const { order, hues } = useTabs.getState();
  const next = giveHues(hues, [...useConversations.getState().sections.mine, ...order]);
  if (next !== hues) useTabs.setState({ hues: next });
}

/** Keeps hues and the remembered tabs in step with what is open. The returned function ends it. */
export function followTabs(): () => void {
  let pending: number | null = null;
  const save = () => {
    pending = null;
    const owner = ownerOf(useDeskApp.getState().account);
    const { hues, ...tabs } = useTabs.getState();
    if (owner !== null) remember(ofAccount('tabs'), { owner, ...tabs, hues: [...hues] });
  };
  const ends = [
    useConversations.subscribe((now, before) => {
      if (now.sections.mine !== before.sections.mine) renewHues();
    }),
    useTabs.subscribe((now, before) => {
      if (now.order !== before.order) renewHues();
      pending ??= requestIdleCallback(save, { timeout: 1000 });
    }),
  ];
  renewHues();
  return () => {
    for (const end of ends) end();
    if (pending !== null) cancelIdleCallback(pending);
  };
}

export function useHue(id: string): number {
  return useTabs((s) => s.hues.get(id) ?? 0);
}
