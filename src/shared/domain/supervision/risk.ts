import { serviceLevelOf } from '../urgency.ts';

/** As much of a conversation as its place on the board depends on. */
export type AtRisk = {
  readonly id: string;
  /** Since when it sits in a queue; null while somebody has it. */
  readonly queued: number | null;
  /** Since when the customer waits for an answer. */
  readonly waiting: number | null;
  readonly kind: 'live' | 'message';
  /** When an agent wrote last. */
  readonly replied: number | null;
  readonly opened: number;
  readonly trouble: number;
};

/** Since when somebody waits, for an agent or for an answer; null where nobody does. A message that was left waits for no clock. */
export function waitsSince({
  queued,
  waiting,
  kind,
}: Pick<AtRisk, 'queued' | 'waiting' | 'kind'>): number | null {
  if (kind === 'message') return null;
  return queued ?? waiting;
}

/**
 * The moment by which somebody has to be there, epoch milliseconds: what the group promises, and for who is in trouble
 * half of that. It does not depend on the time it is now, so the order changes only when something happens. Null where
 * nobody waits.
 */
export function dueAt(one: AtRisk, within: number | undefined): number | null {
  const since = waitsSince(one);
  if (since === null) return null;
  const { soon, late } = serviceLevelOf(within);
  return since + (one.trouble === 0 ? late : soon);
}

/** Where a conversation stands: by `rank` first, then by `at`. Made once for each, so that an order of thousands is quick. */
type Risk = { readonly rank: number; readonly at: number };

function riskOf(one: AtRisk, within: number | undefined): Risk {
  const { kind, trouble, replied, opened } = one;
  const due = dueAt(one, within);
  if (due !== null) return { rank: 0, at: due };
  const silence = replied ?? opened;
  if (kind === 'message') return { rank: 3, at: silence };
  return { rank: trouble === 0 ? 2 : 1, at: silence };
}

/**
 * In the order of a supervisor's board: first who waits, by when it is due, so that the most overdue is first; then who is
 * in trouble and does not wait; then the rest. Of those the longest silence first. Messages that were left come last.
 * Ties end in the id.
 */
export function byRisk<T extends AtRisk>(all: Iterable<T>, withinOf: (one: T) => number | undefined): T[] {
  const placed = Array.from(all, (one) => ({ one, ...riskOf(one, withinOf(one)) }));
  placed.sort(
    (a, b) => a.rank - b.rank || a.at - b.at || (a.one.id < b.one.id ? -1 : a.one.id > b.one.id ? 1 : 0),
  );
  return placed.map(({ one }) => one);
}
