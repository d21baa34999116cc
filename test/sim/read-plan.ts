import * as z from 'zod/mini';
import { type RoutingPlan, routingPlan } from '#shared/domain/routing/plan.ts';
import { hasErrors, problemsOf } from '#shared/domain/routing/problems.ts';
import { type RoutingProfile, routingProfile, usualProfile } from '#shared/domain/routing/profile.ts';

/** A plan as it is exported: alone, or as `plan` in what is kept; with the people where they are known. */
const exported = z.object({
  plan: routingPlan,
  people: z.optional(z.array(z.object({ routing: z.nullable(routingProfile) }))),
});

export type ReadPlan = {
  readonly plan: RoutingPlan;
  /** Null where the file says nothing of people. */
  readonly profiles: readonly RoutingProfile[] | null;
};

/** Throws an Error whose message says what is wrong with the text. */
export function readPlan(text: string): ReadPlan {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error('The plan is not JSON.');
  }
  const isAlone = typeof value === 'object' && value !== null && 'groups' in value;
  const read = exported.safeParse(isAlone ? { plan: value } : value);
  if (!read.success) throw new Error(`The plan does not fit:\n${z.prettifyError(read.error)}`);
  const { plan, people } = read.data;
  const problems = problemsOf(plan);
  if (hasErrors(problems)) {
    throw new Error(`The plan has errors: ${problems.map(({ code }) => code).join(', ')}`);
  }
  return { plan, profiles: people?.map(({ routing }) => routing ?? usualProfile) ?? null };
}
