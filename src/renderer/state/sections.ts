import type { Conversation } from '#shared/domain/conversation.ts';
import { byRank, rankOf } from '#shared/domain/routing/rank.ts';
import { byUrgency } from '#shared/domain/urgency.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { type Filter, isFiltered, type ListOrder, passes } from './views.ts';

/** The list's parts, each the ids of its conversations in order. */
export type Sections = {
  /** What one is asked to take, to go on with or to join in. */
  readonly offered: readonly string[];
  /** Served by me, or with me as a guest. */
  readonly mine: readonly string[];
  /** Mine, closed, with wrap-up to do. */
  readonly wrapUp: readonly string[];
  /** Mine, closed, to be heard from again by now. */
  readonly due: readonly string[];
  readonly queue: readonly string[];
  /** Served by somebody else. */
  readonly others: readonly string[];
  readonly closed: readonly string[];
};
export type SectionName = keyof Sections;

/** In the order of the screen. */
export const sectionNames = ['offered', 'mine', 'wrapUp', 'due', 'queue', 'others', 'closed'] as const;

export const noSections: Sections = {
  offered: [],
  mine: [],
  wrapUp: [],
  due: [],
  queue: [],
  others: [],
  closed: [],
};

/** Epoch milliseconds: now and the local midnight before it; and how much waiting a step of priority is worth. */
export type SectionTime = {
  readonly now: number;
  readonly dayStart: number;
  readonly priorityStep: number;
};

/** What is left in the list, and in which order one's own and others' stand. */
export type Listing = { readonly filter: Filter; readonly order: ListOrder };

const everything: Listing = { filter: {}, order: 'urgency' };

/**
 * What is offered by when it ends, mine by urgency, the queue in the order in which it is served, others', and
 * those closed today, the latest first.
 */
export function sectionsOf(
  rows: Iterable<ConversationRow>,
  meId: string | null,
  time: SectionTime,
  { filter, order }: Listing = everything,
): Sections {
  const parts: Record<SectionName, Conversation[]> = {
    offered: [],
    mine: [],
    wrapUp: [],
    due: [],
    queue: [],
    others: [],
    closed: [],
  };
  const isAll = !isFiltered(filter);
  const inOrder = order === 'latest' ? byLatest : byUrgency;
  for (const row of rows) {
    const name = sectionOf(row.conversation, meId, time);
    // What one is asked is never hidden: it does not wait for a filter.
    if (name !== null && (isAll || name === 'offered' || passes(row, filter)))
      parts[name].push(row.conversation);
  }
  parts.offered.sort((a, b) => (a.offer?.until ?? 0) - (b.offer?.until ?? 0));
  parts.mine.sort(inOrder);
  parts.wrapUp.sort((a, b) => (a.wrapUpUntil ?? 0) - (b.wrapUpUntil ?? 0));
  parts.due.sort((a, b) => (a.filed?.nextContactAt ?? 0) - (b.filed?.nextContactAt ?? 0));
  parts.queue.sort((a, b) => byRank(inLine(a, time), inLine(b, time)));
  parts.others.sort(inOrder);
  parts.closed.sort((a, b) => (b.closedAt ?? 0) - (a.closedAt ?? 0));
  const idsOf = (name: SectionName) => parts[name].map(({ id }) => id);
  return {
    offered: idsOf('offered'),
    mine: idsOf('mine'),
    wrapUp: idsOf('wrapUp'),
    due: idsOf('due'),
    queue: idsOf('queue'),
    others: idsOf('others'),
    closed: idsOf('closed'),
  };
}

/** Who wrote last, first. */
function byLatest(a: Conversation, b: Conversation): number {
  const at = (c: Conversation) => c.lastMessage?.at ?? c.openedAt;
  return at(b) - at(a) || (a.id < b.id ? -1 : 1);
}

function sectionOf(c: Conversation, meId: string | null, { now, dayStart }: SectionTime): SectionName | null {
  if (c.status === 'closed') {
    if (c.agent?.id === meId && c.wrapUpUntil !== null && c.wrapUpUntil > now) return 'wrapUp';
    if (c.agent?.id === meId && nextContactOf(c) <= now) return 'due';
    return (c.closedAt ?? 0) >= dayStart ? 'closed' : null;
  }
  if (c.offer?.to.id === meId) return 'offered';
  if (c.status === 'queued') return 'queue';
  return c.agent?.id === meId || c.guests.some(({ id }) => id === meId) ? 'mine' : 'others';
}

/** When they are to be heard from again; never where nobody has said so. */
export function nextContactOf({ filed }: Pick<Conversation, 'filed'>): number {
  return filed?.nextContactAt ?? Number.POSITIVE_INFINITY;
}

function inLine(c: Conversation, settings: SectionTime) {
  const queuedAt = c.queuedAt ?? c.waitingSince ?? c.openedAt;
  return { id: c.id, kind: c.kind, rank: rankOf({ queuedAt, priority: c.priority, front: false }, settings) };
}

/** The same sections keep their identity, so that a changed row does not draw the whole list again. */
export function keepSame(before: Sections, after: Sections): Sections {
  const kept = Object.fromEntries(
    sectionNames.map((name) => [name, keep(before[name], after[name])]),
  ) as Sections;
  return sectionNames.every((name) => kept[name] === before[name]) ? before : kept;
}

function keep(before: readonly string[], after: readonly string[]): readonly string[] {
  return before.length === after.length && before.every((id, i) => id === after[i]) ? before : after;
}

/** Every id in the order of the screen: what Ctrl+↑ and Ctrl+↓ walk along. */
export function inOrder(sections: Sections): readonly string[] {
  return sectionNames.flatMap((name) => sections[name]);
}
