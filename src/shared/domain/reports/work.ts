import type { Calendar } from './calendar.ts';
import { both, merged, type Span, type StatusSpan } from './time-at-work.ts';

/** Somebody's time in one hour of the period, milliseconds. */
export const workParts = ['online', 'busy', 'away', 'invisible', 'serving', 'available', 'engaged'] as const;
export type WorkPart = (typeof workParts)[number];
export type AddWork = (part: WorkPart, agent: string, slot: number, length: number) => void;

/**
 * Cut at every hour of the period. `available`: there, and not away. `serving`: has a conversation or a wrap-up, however many
 * of them. `engaged`: both at once.
 */
export function addWork(
  calendar: Calendar,
  agent: string,
  statuses: readonly StatusSpan[],
  busy: readonly Span[],
  add: AddWork,
): void {
  const cut = (part: WorkPart, spans: readonly Span[]) => {
    for (const { from, to } of spans) cutAtHours(calendar, from, to, (n, ms) => add(part, agent, n, ms));
  };
  for (const span of statuses) cut(span.status, [span]);
  const serving = merged(busy);
  const available = merged(statuses.filter(({ status }) => status !== 'away'));
  cut('serving', serving);
  cut('available', available);
  cut('engaged', both(serving, available));
}

function cutAtHours(
  { from: start, to: end, slots, slotOf }: Calendar,
  from: number,
  to: number,
  add: (slot: number, length: number) => void,
): void {
  let at = Math.max(from, start);
  const last = Math.min(to, end);
  for (let n = slotOf(at); n >= 0 && at < last; n += 1) {
    const next = Math.min(last, slots[n + 1]?.from ?? end);
    add(n, next - at);
    at = next;
  }
}
