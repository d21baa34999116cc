import * as z from 'zod/mini';
import { id, personName, time } from '../../protocol/fields.ts';
import { skillLevel, strategy } from './plan.ts';

/**
 * Why somebody was given a conversation, as it is kept with the assignment and shown to supervisors. Its
 * size is bounded: whoever was not chosen is told by number, but for the ten best.
 */

export const maxCandidates = 10;
const maxSkills = 10;

/** `overflow`: a member of the group that helps out, by the strategy of the group it waited in. */
export const routingRule = z.enum(['chosen', 'sticky', ...strategy.options, 'overflow']);
export type RoutingRule = z.infer<typeof routingRule>;

const weight = z.number().check(z.nonnegative());

export const candidate = z.object({
  id,
  name: personName,
  load: weight,
  capacity: weight,
  /** Null: never had one. */
  idleSince: z.nullable(time),
  /** Levels of the skills that were asked for. */
  skills: z.array(z.object({ skill: id, level: skillLevel })).check(z.maxLength(maxSkills)),
  /**
   * What the strategy compares, the smallest first: share of capacity in use, or a moment (epoch ms, 0: never).
   * With `longest_idle` whoever has nothing comes before whoever has something.
   */
  score: z.number(),
});
export type Candidate = z.infer<typeof candidate>;

const count = z.int().check(z.nonnegative());

/** How many were left out, each counted once under the first of these that holds. */
export const leftOut = z.object({
  /** Not a member of the group, nor of one that helps out by now. */
  group: count,
  /** Not online: another status, no desk connected, or a lease that is over. */
  offline: count,
  language: count,
  skill: count,
  /** Was offered it and did not answer or declined, and others were not asked yet. */
  asked: count,
  full: count,
});
export type LeftOut = z.infer<typeof leftOut>;

const named = z.object({ id, name: personName });

export const routingDecision = z.object({
  at: time,
  /** Null: it waits on. */
  to: z.nullable(named),
  rule: routingRule,
  strategy,
  group: named,
  /** The group that helped out, where it has waited long enough for that. */
  overflow: z.nullable(named),
  /** Milliseconds since it first came into a queue. */
  waited: z.int().check(z.nonnegative()),
  rank: z.number(),
  /** Who could have had it: who got it, then the best by the strategy, also where the rule passed them over. */
  candidates: z.array(candidate).check(z.maxLength(maxCandidates)),
  /** How many more there were than are listed. */
  more: count,
  leftOut,
});
export type RoutingDecision = z.infer<typeof routingDecision>;
