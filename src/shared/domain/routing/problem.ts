import * as z from 'zod/mini';
import type { Role } from '../../protocol/handshake.ts';
import type { RoutingProfile } from './profile.ts';

/**
 * What is wrong, or probably not meant, in a plan. A plan with an `error` is not taken; a `warning` is for
 * whoever made it to decide. Codes, because whoever shows them has the words for them.
 */
export const problemCodes = {
  // Of anything with a name or an id.
  name_blank: 'error',
  name_twice: 'error',
  id_twice: 'error',
  unknown_group: 'error',
  unknown_skill: 'error',
  unknown_hours: 'error',
  // Groups. In a circle members help each other out, which may be meant.
  overflow_to_itself: 'error',
  overflow_without_time: 'error',
  overflow_without_group: 'error',
  overflow_circle: 'warning',
  offer_longer_than_overflow: 'warning',
  group_without_members: 'warning',
  // Hours.
  unknown_time_zone: 'error',
  period_empty: 'error',
  periods_overlap: 'error',
  exception_twice: 'error',
  never_open: 'warning',
  // Entry rules.
  condition_blank: 'error',
  need_twice: 'error',
  rule_contradicts_itself: 'warning',
  rule_never_reached: 'warning',
  need_nobody_meets: 'warning',
  needs_nobody_meets_together: 'warning',
  // Settings.
  default_group_missing: 'error',
  capacity_zero: 'error',
  customer_value_twice: 'error',
  away_reason_twice: 'error',
  priority_without_effect: 'warning',
  // People, whose profiles are no part of the plan but go by it.
  person_without_group: 'warning',
  person_in_unknown_group: 'warning',
  person_with_unknown_skill: 'warning',
} as const satisfies Record<string, 'error' | 'warning'>;

export type ProblemCode = keyof typeof problemCodes;

export const problem = z.object({
  /** "groups.0.overflowTo"; of people "people.<id>.groups". */
  path: z.string(),
  code: z.enum(Object.keys(problemCodes) as [ProblemCode, ...ProblemCode[]]),
  severity: z.enum(['error', 'warning']),
  /** What the words need: names, as they are in the plan, and numbers. */
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Problem = z.infer<typeof problem>;

/** Somebody who works here, as far as a plan is about them. */
export type PlannedPerson = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly disabled: boolean;
  readonly profile: RoutingProfile;
};

export function problemAt(path: string, code: ProblemCode, detail: Problem['detail'] = {}): Problem {
  return { path, code, severity: problemCodes[code], detail };
}

/** Positions of what was there before, of anything that can be compared; null never is. */
export function repeated<T>(all: readonly T[], keyOf: (one: T) => string | null): number[] {
  const seen = new Set<string>();
  return all.flatMap((one, i) => {
    const key = keyOf(one);
    if (key === null) return [];
    if (seen.has(key)) return [i];
    seen.add(key);
    return [];
  });
}
