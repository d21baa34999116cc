import * as z from 'zod/mini';
import { id, locale, personName, time } from '../../protocol/fields.ts';
import { ladderTimes } from '../alerts/ladder.ts';
import { replyRules } from '../reply-check/rules.ts';
import { supervision } from '../supervision/settings.ts';
import { priority, skillNeed } from './needs.ts';

export { type SkillNeed, skillLevel } from './needs.ts';

/**
 * The routing plan: which groups there are, how each of them chooses, when it is open, and which rules
 * say where a new conversation goes. One document, changed as a whole under its version, so that what is
 * checked is what is used, and an earlier one can be taken back.
 *
 * Lengths of time are milliseconds. What refers to something by id is checked by `problemsOf`.
 */

const label = personName;
/** Milliseconds, at most a day. */
const span = z.int().check(z.minimum(0), z.maximum(24 * 3600 * 1000));

export const skill = z.strictObject({ id, name: label });
export type Skill = z.infer<typeof skill>;

/** Minutes after midnight, local; 1440 is the midnight that ends the day. */
const minute = z.int().check(z.minimum(0), z.maximum(1440));
export const period = z.strictObject({ from: minute, to: minute });
export type Period = z.infer<typeof period>;

/** A day of a calendar, "2026-12-31". */
export const date = z.iso.date();

/** A day that is unlike its weekday: a holiday (no periods), or other hours. */
export const exceptionDay = z.strictObject({
  date,
  name: z.string().check(z.maxLength(80)),
  periods: z.array(period).check(z.maxLength(8)),
});
export type ExceptionDay = z.infer<typeof exceptionDay>;

export const hours = z.strictObject({
  id,
  name: label,
  /** IANA name, "Asia/Shanghai". */
  timeZone: z.string().check(z.minLength(1), z.maxLength(64)),
  /** Seven lists of periods, Monday first. */
  week: z.array(z.array(period).check(z.maxLength(8))).check(z.length(7)),
  exceptions: z.array(exceptionDay).check(z.maxLength(400)),
});
export type Hours = z.infer<typeof hours>;

export const strategy = z.enum(['least_loaded', 'longest_idle', 'round_robin']);
export type Strategy = z.infer<typeof strategy>;

export const group = z.strictObject({
  id,
  name: label,
  /** As customers are told it; null: by `name`. */
  publicName: z.nullable(label),
  strategy,
  /** For so long after a conversation its agent is asked first, when they are free. 0: never. */
  stickyFor: z.int().check(z.minimum(0), z.maximum(366 * 24 * 3600 * 1000)),
  /** An agent has so long to accept; null: what is given is theirs at once. */
  offerFor: z.nullable(span),
  /** After so long in this queue also members of `overflowTo` are asked; null: never. */
  overflowAfter: z.nullable(span),
  overflowTo: z.nullable(id),
  /** So many of a hundred are to be answered within so long. */
  serviceLevel: z.strictObject({ percent: z.int().check(z.minimum(1), z.maximum(100)), within: span }),
  /** After a conversation of this group an agent has at most so long for wrap-up. 0: none. */
  wrapUpFor: span,
  /** Ids of hours of which one has to be open; null: always open. */
  hours: z.nullable(id),
});
export type Group = z.infer<typeof group>;

/** One thing that a new conversation has to have. All conditions of a rule must hold. */
export const condition = z.discriminatedUnion('on', [
  /** Address of the page begins with, or contains, `value`; case counts for nothing. */
  z.strictObject({
    on: z.literal('page'),
    is: z.enum(['begins', 'contains']),
    value: z.string().check(z.minLength(1), z.maxLength(500)),
  }),
  /** `utm_campaign` of the page's address. */
  z.strictObject({ on: z.literal('campaign'), value: z.string().check(z.minLength(1), z.maxLength(200)) }),
  /** A field of the form before the conversation. */
  z.strictObject({
    on: z.literal('field'),
    name: z.string().check(z.minLength(1), z.maxLength(60)),
    value: z.string().check(z.maxLength(200)),
  }),
  /** An attribute that the customer's site has signed. */
  z.strictObject({
    on: z.literal('customer'),
    name: z.string().check(z.minLength(1), z.maxLength(60)),
    value: z.string().check(z.maxLength(200)),
  }),
  z.strictObject({ on: z.literal('language'), value: locale }),
]);
export type Condition = z.infer<typeof condition>;

/** The first rule that fits says where a conversation goes. */
export const entryRule = z.strictObject({
  id,
  name: label,
  conditions: z.array(condition).check(z.maxLength(10)),
  group: id,
  needs: z.array(skillNeed).check(z.maxLength(10)),
  priority,
});
export type EntryRule = z.infer<typeof entryRule>;

/** What a signed customer attribute `value` (as "vip") adds to the priority. */
export const customerValue = z.strictObject({
  value: z.string().check(z.minLength(1), z.maxLength(60)),
  priority,
});

export const settings = z.strictObject({
  /** Where no rule fits. */
  defaultGroup: id,
  /** One step of priority counts as so much waiting: nobody waits for ever behind more valuable ones. */
  priorityStep: span,
  /** Conversations at once of who has no number of their own. */
  capacity: z.int().check(z.minimum(1), z.maximum(200)),
  customerValues: z.array(customerValue).check(z.maxLength(50)),
  /** Agents may be away for one of these reasons, in their own words. */
  awayReasons: z.array(z.string().check(z.minLength(1), z.maxLength(40))).check(z.maxLength(20)),
  /** Away by itself after so long without a hand on the machine; null: never. */
  awayAfter: z.nullable(span),
  /** What replies are checked for before they leave (A12); absent: the usual. */
  replyRules: z.optional(replyRules),
  /** Customers who were served are asked how it was, when their conversation is closed. Absent: they are. */
  askRating: z.optional(z.boolean()),
  /** After how long a customer who waits is told of, and to whom (P18); absent: the usual. */
  ladder: z.optional(ladderTimes),
  /** What supervisors may do, and what agents are told of it (E2); absent: the usual. */
  supervision: z.optional(supervision),
});
export type Settings = z.infer<typeof settings>;

export const routingPlan = z.strictObject({
  groups: z.array(group).check(z.minLength(1), z.maxLength(200)),
  skills: z.array(skill).check(z.maxLength(500)),
  hours: z.array(hours).check(z.maxLength(100)),
  rules: z.array(entryRule).check(z.maxLength(500)),
  settings,
});
export type RoutingPlan = z.infer<typeof routingPlan>;

/** A plan as it is kept: `version` counts every change, for compare-and-set. */
export const keptPlan = z.object({ version: z.int(), at: time, by: z.string(), plan: routingPlan });
export type KeptPlan = z.infer<typeof keptPlan>;
