import { useConversations } from './conversations.ts';
import { ownerOf, useDeskApp } from './desk-app.ts';
import type { Hues } from './hues.ts';
import { giveHues } from './hues.ts';
import { createSlice } from './slice.ts';
import { remember, remembered } from './storage.ts';
import type { TabOrder } from './tab-order.ts';
import { keptTabs, neighbour, noTabs, withoutTab, withTab } from './tab-order.ts';

type Tabs = TabOrder & { readonly hues: Hues };

/** Open conversations. Mine that have no tab yet have their hue already, so that it never changes. */
export const useTabs = createSlice<Tabs>({ ...noTabs, hues: new Map() });

export function openTab(id: string): void {
  change((tabs) => withTab(tabs, id));
}

export function closeTab(id: string): void {
  change((tabs) => withoutTab(tabs, id));
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
  if (after !== before) useTabs.setState({ order: after.order, active: after.active });
}

/** The tab that was shown last, whoever it was; before one knows who is signed in. */
export function likelyTab(): string | null {
  const value = remembered('tabs') as { readonly active?: unknown } | null;
  return typeof value?.active === 'string' ? value.active : null;
}

/** What is left of the last run, if it was this person's. */
export function rememberedTabs(owner: string): Tabs {
  const value = remembered('tabs') as Partial<Record<'owner' | 'active' | 'order' | 'hues', unknown>> | null;
  if (value === null || typeof value !== 'object' || value.owner !== owner || !Array.isArray(value.order)) {
    return { ...noTabs, hues: new Map() };
  }
  const order = value.order.filter((id): id is string => typeof id === 'string');
  const active = typeof value.active === 'string' && order.includes(value.active) ? value.active : null;
  const pairs = Array.isArray(value.hues) ? (value.hues as [string, number][]) : [];
  return { order, active: active ?? order[0] ?? null, hues: new Map(pairs) };
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
    const { order, active, hues } = useTabs.getState();
    if (owner !== null) remember('tabs', { owner, order, active, hues: [...hues] });
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
