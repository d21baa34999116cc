import type { IpcAnswer } from '#shared/ipc/contract.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../bridge/bridge.ts';
import { ownerOf, useDeskApp } from './desk-app.ts';
import { anyOf, type SearchChoice, toFilters } from './search-choice.ts';
import { createSlice } from './slice.ts';
import { ofAccount, remember, remembered } from './storage.ts';

type Here = IpcAnswer<'search.query'>;
type AtHub = IpcAnswer<'search.hub'>;

type Search = {
  readonly open: boolean;
  readonly query: string;
  readonly choice: SearchChoice;
  /** What is on this computer: that of the question before stays until the next is answered. */
  readonly here: Here | null;
  readonly looking: boolean;
  readonly refusal: Refusal | null;
  /** What only the hub has; null until it was asked. */
  readonly hub: AtHub | null;
  readonly asking: 'idle' | 'asking' | 'failed';
  readonly recent: readonly string[];
};

const nothing = { here: null, looking: false, refusal: null, hub: null, asking: 'idle' } as const;

export const useSearch = createSlice<Search>({
  open: false,
  query: '',
  choice: anyOf,
  recent: [],
  ...nothing,
});

/** This computer is looked through at each key, the hub asked so long after the last one. Milliseconds. */
const pause = 600;
/** While what was here before there was an index is being indexed, the question is asked again. */
const again = 3_000;
const page = 50;
const mostRecent = 8;

/** The latest question: answers to others come too late. */
let current = 0;
let timers: ReturnType<typeof setTimeout>[] = [];
/** The worker is looking. */
let isAsked = false;

function later(milliseconds: number, run: () => void): void {
  timers.push(setTimeout(run, milliseconds));
}

export function openSearch(): void {
  useSearch.setState({ open: true, recent: recentOnes() });
}

export function closeSearch(): void {
  current += 1;
  for (const timer of timers) clearTimeout(timer);
  timers = [];
  useSearch.setState({ open: false, looking: false, asking: 'idle' });
}

export function setQuery(query: string): void {
  useSearch.setState({ query });
  begin();
}

export function setChoice(change: Partial<SearchChoice>): void {
  useSearch.setState((s) => ({ choice: { ...s.choice, ...change } }));
  begin();
}

/** A question of before, once more. */
export function askAgain(query: string): void {
  setQuery(query);
}

function begin(): void {
  current += 1;
  const own = current;
  for (const timer of timers) clearTimeout(timer);
  timers = [];
  if (useSearch.getState().query.trim() === '') {
    useSearch.setState(nothing);
    return;
  }
  useSearch.setState({ looking: true, hub: null, asking: 'idle' });
  void look(own);
  later(pause, () => void askHub(own));
}

function question(before: number | null) {
  const { query, choice } = useSearch.getState();
  return { query: query.trim(), filters: toFilters(choice, Date.now()), before, limit: page };
}

/** One question at a time: whoever types quicker than the answers come is answered the latest. */
async function look(own: number): Promise<void> {
  if (isAsked) return;
  isAsked = true;
  try {
    const here = await call('search.query', question(null));
    if (own !== current) return;
    useSearch.setState({ here, looking: false, refusal: null });
    if (here.left > 0) later(again, () => void look(own));
  } catch (error) {
    if (own === current) useSearch.setState({ here: null, looking: false, refusal: refusedWith(error) });
  } finally {
    isAsked = false;
    if (own !== current && useSearch.getState().looking) void look(current);
  }
}

/** The next page of what is here. */
export async function lookFurther(): Promise<void> {
  const { here, looking } = useSearch.getState();
  if (here?.next == null || looking) return;
  const own = current;
  useSearch.setState({ looking: true });
  try {
    const more = await call('search.query', question(here.next));
    if (own !== current) return;
    useSearch.setState({
      here: { ...here, lines: [...here.lines, ...more.lines], next: more.next },
      looking: false,
    });
  } catch (error) {
    if (own === current) useSearch.setState({ looking: false, refusal: refusedWith(error) });
  }
}

/** What the hub has besides; the next page of it where it has said something already. */
export async function askHub(own = current): Promise<void> {
  const { hub, query, asking } = useSearch.getState();
  if (own !== current || asking === 'asking' || query.trim() === '') return;
  if (useDeskApp.getState().connection.state !== 'connected') return;
  if (hub !== null && hub.next === null) return;
  useSearch.setState({ asking: 'asking' });
  try {
    const more = await call('search.hub', question(hub?.next ?? null));
    if (own !== current) return;
    useSearch.setState({
      asking: 'idle',
      hub: { lines: [...(hub?.lines ?? []), ...more.lines], next: more.next },
    });
  } catch {
    if (own === current) useSearch.setState({ asking: 'failed' });
  }
}

/** What led somewhere is worth being offered again. */
export function rememberQuery(): void {
  const owner = ownerOf(useDeskApp.getState().account);
  const query = useSearch.getState().query.trim();
  if (owner === null || query === '') return;
  const recent = [query, ...recentOnes().filter((one) => one !== query)].slice(0, mostRecent);
  remember(ofAccount('searches'), { owner, recent });
}

export function forgetRecent(): void {
  remember(ofAccount('searches'), null);
  useSearch.setState({ recent: [] });
}

function recentOnes(): string[] {
  const kept = remembered(ofAccount('searches')) as { owner?: unknown; recent?: unknown } | null;
  if (kept === null || kept.owner !== ownerOf(useDeskApp.getState().account)) return [];
  return Array.isArray(kept.recent) ? kept.recent.filter((one) => typeof one === 'string') : [];
}
