import type { Conversation } from './conversation.ts';

/** Milliseconds after which a wait is worth attention, and after which the target is missed. */
export type ServiceLevel = { readonly soon: number; readonly late: number };

/** Until groups bring their own: 80 % within 60 s is what web chat desks commonly promise. */
export const defaultServiceLevel: ServiceLevel = { soon: 30_000, late: 60_000 };

/** Of a group that promises an answer within so long, milliseconds: attention from half of it on. */
export function serviceLevelOf(within: number | undefined): ServiceLevel {
  return within === undefined ? defaultServiceLevel : { soon: within / 2, late: within };
}

export type Wait = 'none' | 'calm' | 'soon' | 'late';

/** How pressing a wait is at `now`. A clock behind the hub's counts as no wait at all. */
export function waitOf(
  waitingSince: number | null,
  now: number,
  level: ServiceLevel = defaultServiceLevel,
): Wait {
  if (waitingSince === null) return 'none';
  const waited = now - waitingSince;
  if (waited >= level.late) return 'late';
  return waited >= level.soon ? 'soon' : 'calm';
}

/**
 * Order of the agent's list: who waits longest first, then who wrote last. Ties end in the id, so
 * that the list never jumps without a reason.
 */
export function byUrgency(a: Conversation, b: Conversation): number {
  const waits = (a.waitingSince ?? Number.POSITIVE_INFINITY) - (b.waitingSince ?? Number.POSITIVE_INFINITY);
  if (waits !== 0 && !Number.isNaN(waits)) return waits;
  const last = (b.lastMessage?.at ?? b.openedAt) - (a.lastMessage?.at ?? a.openedAt);
  return last !== 0 ? last : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
