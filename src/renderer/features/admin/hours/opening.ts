import { closesNext, isOpen, opensNext } from '#shared/domain/routing/hours.ts';
import type { Hours } from '#shared/domain/routing/plan.ts';
import { isTimeZone } from '#shared/domain/routing/time-zone.ts';

/** What hours come to at a moment. `until` and `from`: epoch milliseconds, null: not within a year. */
export type Opening =
  | { readonly is: 'open'; readonly until: number | null }
  | { readonly is: 'closed'; readonly from: number | null }
  /** There is no such time zone. */
  | { readonly is: 'unknown' };

export function openingOf(hours: Hours, at: number): Opening {
  if (!isTimeZone(hours.timeZone)) return { is: 'unknown' };
  if (isOpen(hours, at)) return { is: 'open', until: closesNext(hours, at) };
  return { is: 'closed', from: opensNext(hours, at) };
}
