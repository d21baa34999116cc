import type { Conversation } from '#shared/domain/conversation.ts';
import { loadOf as loadOfOne } from '#shared/domain/routing/load.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../bridge/bridge.ts';
import { dayStart } from './clock.ts';
import { meOf, useDeskApp } from './desk-app.ts';
import { useHouse } from './house.ts';
import type { Sections } from './sections.ts';
import { keepSame, nextContactOf, noSections, sectionsOf } from './sections.ts';
import { createSlice } from './slice.ts';
import { isFiltered, useViews } from './views.ts';

/** What a step of priority is worth where the hub does not say, milliseconds: as in a new house. */
const usualPriorityStep = 30 * 60_000;

export function priorityStep(): number {
  return useHouse.getState().settings.priorityStep ?? usualPriorityStep;
}

type Conversations = {
  readonly state: 'loading' | 'ready' | 'failed';
  readonly refusal: Refusal | null;
  readonly rows: ReadonlyMap<string, ConversationRow>;
  readonly sections: Sections;
  /** What the list shows of them: the chosen view's. */
  readonly shown: Sections;
};

export const useConversations = createSlice<Conversations>({
  state: 'loading',
  refusal: null,
  rows: new Map(),
  sections: noSections,
  shown: noSections,
});

/** Reads the list from the cache. News that came meanwhile is newer than the answer and stays. */
export async function loadConversations(): Promise<void> {
  try {
    const rows = await call('conversations.list', {});
    const newer = useConversations.getState().rows;
    show(new Map([...rows.map((row) => [row.conversation.id, row] as const), ...newer]));
    useConversations.setState({ state: 'ready', refusal: null });
  } catch (error) {
    useConversations.setState({ state: 'failed', refusal: refusedWith(error) });
  }
}

export function applyRows(changed: readonly ConversationRow[], all: boolean): void {
  const rows = new Map(all ? [] : useConversations.getState().rows);
  for (const row of changed) rows.set(row.conversation.id, row);
  show(rows);
  if (all) useConversations.setState({ state: 'ready', refusal: null });
}

/** Puts the list in order again: a new day empties "closed today". */
export function reorderConversations(): void {
  show(useConversations.getState().rows);
}

function show(rows: ReadonlyMap<string, ConversationRow>): void {
  const me = meOf(useDeskApp.getState().account)?.id ?? null;
  const before = useConversations.getState();
  const now = Date.now();
  const time = { now, dayStart: dayStart(now), priorityStep: priorityStep() };
  const sections = keepSame(before.sections, sectionsOf(rows.values(), me, time));
  const { filter, order } = useViews.getState();
  const isUsual = !isFiltered(filter) && order === 'urgency';
  const shown = isUsual
    ? sections
    : keepSame(before.shown, sectionsOf(rows.values(), me, time, { filter, order }));
  useConversations.setState({ rows, sections, shown });
  const [first] = sections.wrapUp;
  const ends = first === undefined ? null : (rows.get(first)?.conversation.wrapUpUntil ?? null);
  reorderAt(Math.min(ends ?? Number.POSITIVE_INFINITY, nextDue(rows, me, now)), now);
}

const aDay = 24 * 3600 * 1000;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Wrap-up ends and a customer is due without news of it. Epoch milliseconds; what is far off is looked at again. */
function reorderAt(at: number, now: number): void {
  clearTimeout(timer);
  timer =
    at === Number.POSITIVE_INFINITY
      ? undefined
      : setTimeout(reorderConversations, Math.min(at - now + 1, aDay));
}

/** When the next of my customers is to be heard from, of those who are not due yet. */
function nextDue(rows: ReadonlyMap<string, ConversationRow>, me: string | null, now: number): number {
  let next = Number.POSITIVE_INFINITY;
  for (const { conversation } of rows.values()) {
    const at = nextContactOf(conversation);
    if (conversation.agent?.id === me && at > now) next = Math.min(next, at);
  }
  return next;
}

/** The id of the conversation whose customer has sat longest in the queue; null where nobody does. */
export function longestInQueue({ sections, rows }: Conversations): string | null {
  let longest: Conversation | null = null;
  for (const id of sections.queue) {
    const conversation = rows.get(id)?.conversation;
    if (conversation?.waitingSince == null || conversation.kind === 'message') continue;
    if (longest === null || conversation.waitingSince < (longest.waitingSince ?? 0)) longest = conversation;
  }
  return longest?.id ?? null;
}

/**
 * How much of what they can serve at once is taken: counted as the hub counts it, from what is on the screen. What
 * colleagues are told of it comes a second later.
 */
export function loadOf({ sections, rows }: Conversations, personId: string): number {
  let load = 0;
  for (const name of ['offered', 'mine', 'wrapUp'] as const) {
    for (const id of sections[name]) {
      const row = rows.get(id);
      // Wrap-up that is over is in that section no more.
      if (row !== undefined) load += loadOfOne(row.conversation, personId, 0);
    }
  }
  return load;
}

export function rowOf(id: string): ConversationRow | undefined {
  return useConversations.getState().rows.get(id);
}

export function useRow(id: string): ConversationRow | undefined {
  return useConversations((s) => s.rows.get(id));
}
