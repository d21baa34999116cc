import * as z from 'zod/mini';
import { id, time } from '../../protocol/fields.ts';
import { bothNames } from '../customer/handbook.ts';

/**
 * What a house wants its supervisors told of (E5). One document, changed as a whole under its version, like the routing
 * plan. Who is told by what of their own desk is a person's own affair: `domain/alerts`.
 */

/** From the least to the most pressing. */
export const severities = ['info', 'warn', 'critical'] as const;
export const severity = z.enum(severities);
export type Severity = z.infer<typeof severity>;

/** At most this many words in a rule, and rules in a house. */
export const mostWords = 500;
export const mostRules = 60;

const day = 24 * 3600;
const seconds = z.int().check(z.minimum(5), z.maximum(day));
/** A word or phrase; nothing in it means anything but itself. */
const word = z.string().check(z.minLength(1), z.maxLength(60), z.regex(/[\p{L}\p{N}]/u));
const words = z.array(word).check(z.minLength(1), z.maxLength(mostWords));
const percent = z.int().check(z.minimum(0), z.maximum(100));

/** When it raises. `worse`: from there on it is critical, whatever the rule's severity. */
export const ruleWhen = z.discriminatedUnion('kind', [
  /** A customer waits in a queue for more than so many seconds. */
  z.strictObject({ kind: z.literal('waiting'), over: seconds, worse: z.nullable(seconds) }),
  /** Somebody has the customer, who has waited for an answer for more than so many seconds. */
  z.strictObject({ kind: z.literal('agent_silent'), over: seconds, worse: z.nullable(seconds) }),
  /** The agent has answered, and the customer has said nothing for more than so many seconds. */
  z.strictObject({ kind: z.literal('customer_silent'), over: seconds, worse: z.nullable(seconds) }),
  z.strictObject({ kind: z.literal('agent_words'), words }),
  z.strictObject({ kind: z.literal('customer_words'), words }),
  /** A customer has given so many stars or fewer. */
  z.strictObject({ kind: z.literal('rating'), atMost: z.int().check(z.minimum(1), z.maximum(5)) }),
  /** More than `over` wait in the queue of a group; over again when no more than `clear` do. */
  z.strictObject({
    kind: z.literal('queue'),
    over: z.int().check(z.minimum(0), z.maximum(100_000)),
    clear: z.int().check(z.minimum(0), z.maximum(100_000)),
    worse: z.nullable(z.int().check(z.minimum(1), z.maximum(100_000))),
  }),
  /** An agent who is connected has been that for more than so many seconds. */
  z.strictObject({
    kind: z.literal('away'),
    status: z.enum(['away', 'busy']),
    over: seconds,
    worse: z.nullable(seconds),
  }),
  /**
   * Of those who came to a group within the last `minutes`, less than `below` of a hundred had somebody within what the group
   * promises; over again from `clear` on. Fewer than `least` say nothing.
   */
  z.strictObject({
    kind: z.literal('service_level'),
    below: percent,
    clear: percent,
    minutes: z.int().check(z.minimum(5), z.maximum(24 * 60)),
    least: z.int().check(z.minimum(1), z.maximum(1000)),
    worse: z.nullable(percent),
  }),
]);
export type RuleWhen = z.infer<typeof ruleWhen>;
export type RuleKind = RuleWhen['kind'];
export const ruleKinds = [
  'waiting',
  'agent_silent',
  'customer_silent',
  'agent_words',
  'customer_words',
  'rating',
  'queue',
  'away',
  'service_level',
] as const satisfies readonly RuleKind[];

/** Who hears of it first: supervisors who are in the group (all where none is), all of them, or these. */
export const receivers = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('group') }),
  z.strictObject({ to: z.literal('all') }),
  z.strictObject({ to: z.literal('people'), people: z.array(id).check(z.minLength(1), z.maxLength(100)) }),
]);
export type Receivers = z.infer<typeof receivers>;

export const watchRule = z.strictObject({
  id,
  name: bothNames,
  on: z.boolean(),
  when: ruleWhen,
  /** Groups it is about; empty for all. */
  groups: z.array(id).check(z.maxLength(200)),
  /** Of the plan: only while these hours are open; null for always. */
  hours: z.nullable(id),
  severity,
  receivers,
  /** Notifications at the receivers' desks; the list of alerts has it in any case. */
  notify: z.boolean(),
  /** The house's webhook is told too. */
  webhook: z.boolean(),
  /** A critical one that nobody has acknowledged goes on to more people after so many seconds; null: it does not. */
  climbAfter: z.nullable(seconds),
  /** Most notifications of this rule in an hour; the list has all of them. */
  perHour: z.int().check(z.minimum(1), z.maximum(600)),
});
export type WatchRule = z.infer<typeof watchRule>;

export const watchRules = z
  .strictObject({ rules: z.array(watchRule).check(z.maxLength(mostRules)) })
  .check(z.refine(({ rules }) => new Set(rules.map((rule) => rule.id)).size === rules.length));
export type WatchRules = z.infer<typeof watchRules>;

export const keptWatchRules = z.object({
  /** 0: nobody has written any, and the usual ones are in force. */
  version: z.int(),
  at: time,
  by: z.string(),
  rules: watchRules,
});
export type KeptWatchRules = z.infer<typeof keptWatchRules>;
