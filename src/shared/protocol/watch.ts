import * as z from 'zod/mini';
import { bothNames } from '../domain/customer/handbook.ts';
import { personRef } from '../domain/entry.ts';
import { climbReasons } from '../domain/watch/climb.ts';
import { ruleKinds, severity } from '../domain/watch/rule.ts';
import { id, time } from './fields.ts';
import type { Role } from './handshake.ts';
import { ordersFault } from './orders.ts';
import type { Registry } from './registry.ts';

/** Alerts of the house's rules (E5), for its supervisors. */
const supervising = ['supervisor', 'admin'] as const satisfies readonly Role[];

const note = z.nullable(z.string().check(z.maxLength(500)));
const ruleRef = z.object({ id, name: bothNames, kind: z.enum(ruleKinds) });
export const place = z.object({ id, name: z.string() });

export const watchAlert = z.object({
  id,
  rule: ruleRef,
  severity,
  /** Which one it is about; the rest is null. */
  conversationId: z.nullable(id),
  person: z.nullable(place),
  /** Whose it is, or the one that it is about. */
  group: z.nullable(place),
  /** Who the customer is, where they have a name. */
  customer: z.nullable(z.string()),
  /** As the rule counts: seconds, how many, percent, stars. What it was when it was raised, or when it got worse. */
  value: z.int(),
  /** The rule's mark that it has passed. */
  limit: z.int(),
  /** Of the rule's words the one that was said. */
  word: z.nullable(z.string()),
  /** How often it has happened. */
  count: z.int(),
  raisedAt: time,
  acknowledged: z.nullable(z.object({ by: personRef, at: time, note })),
  /** `over`: its cause is; `hand`: somebody has said so; `rule`: there is no such rule any more. */
  resolved: z.nullable(
    z.object({ how: z.enum(['over', 'hand', 'rule']), by: z.nullable(personRef), at: time }),
  ),
  /** How far it has climbed: `domain/watch/climb.ts`. */
  rung: z.int(),
  changedAt: time,
});
export type WatchAlert = z.infer<typeof watchAlert>;

export const watchWhat = z.enum([
  'raised',
  'again',
  'worse',
  'told',
  'climbed',
  'acknowledged',
  'resolved',
  'over',
  'webhook',
]);

/** What has happened to an alert, in order; never changed. */
export const watchLine = z.object({
  what: watchWhat,
  at: time,
  person: z.nullable(personRef),
  note,
  /** Of `climbed`: to which rung, and why; of `worse` and `again` what it was then. */
  value: z.nullable(z.int()),
  because: z.nullable(z.enum(climbReasons)),
});
export type WatchLine = z.infer<typeof watchLine>;

/** Rules that are quiet for now: for everybody (`by` says who said so), or for the one who asks. */
export const quietRule = z.object({
  ruleId: id,
  until: time,
  for: z.enum(['all', 'me']),
  by: z.string(),
});
export type QuietRule = z.infer<typeof quietRule>;

export const watchPage = z.object({ alerts: z.array(watchAlert), complete: z.boolean() });

export const watchEvents = {
  /** What is open, all of it. */
  'watch.open': {
    input: z.strictObject({}),
    answer: z.object({
      alerts: z.array(watchAlert),
      rules: z.array(ruleRef),
      quiet: z.array(quietRule),
    }),
    roles: supervising,
    scope: 'led',
  },
  /** What is resolved, the latest first; `before` is the time of the last one of the page before. */
  'watch.past': {
    input: z.strictObject({
      before: z.nullable(time),
      limit: z.int().check(z.minimum(1), z.maximum(100)),
    }),
    answer: watchPage,
    roles: supervising,
    scope: 'led',
  },
  'watch.history': {
    input: z.strictObject({ alertId: id }),
    answer: z.object({ alert: watchAlert, lines: z.array(watchLine) }),
    roles: supervising,
    scope: 'led.one',
  },
  /** The sender sees to it. Who is second is refused with `taken` and the name of the first. */
  'watch.acknowledge': {
    input: z.strictObject({ alertId: id, note }),
    answer: watchAlert,
    roles: supervising,
    scope: 'led.one',
  },
  /** It is done with, whatever its cause does: it is not raised again before that was over. */
  'watch.resolve': {
    input: z.strictObject({ alertId: id, note }),
    answer: watchAlert,
    roles: supervising,
    scope: 'led.one',
  },
  /**
   * The rule raises nothing for so many minutes (`all`), or the sender's desk is not told of it (`me`); 0 ends that. An
   * admin's or supervisor's word for all holds for all.
   */
  'watch.quiet': {
    input: z.strictObject({
      ruleId: id,
      minutes: z.int().check(z.minimum(0), z.maximum(24 * 60)),
      for: z.enum(['all', 'me']),
    }),
    answer: z.object({ quiet: z.array(quietRule) }),
    roles: supervising,
    scope: 'led.one',
  },
} as const satisfies Registry;

export const watchNews = {
  /** Those that have changed, as they are now; to every supervisor. */
  watch: z.object({ alerts: z.array(watchAlert) }),
  /** Rules and what is quiet may be others: it is to be asked for again. */
  watch_rules: z.object({ version: z.int() }),
  /** The listener is to be told of these, which are one rule's: `count` in all, some of them. */
  watch_call: z.object({ rule: ruleRef, count: z.int(), alerts: z.array(watchAlert) }),
} as const;
export type WatchCall = z.infer<typeof watchNews.watch_call>;

/** Where a house's alerts are sent. */
export const hookSettings = z
  .strictObject({
    url: z.url().check(z.maxLength(2000), z.regex(/^https?:\/\/[^@]*$/u)),
    /** The host is in the house's own network: http will do, and a private address. */
    internal: z.boolean(),
  })
  .check(z.refine(({ url, internal }) => internal || url.startsWith('https:'), { path: ['url'] }));
export type HookSettings = z.infer<typeof hookSettings>;

export const hookOutcome = z.object({
  at: time,
  type: z.string(),
  tries: z.int(),
  /** `sent`, still to be `tried` again, or `given_up`. */
  state: z.enum(['sent', 'tried', 'given_up']),
  fault: z.nullable(ordersFault),
  status: z.nullable(z.int()),
});
export type HookOutcome = z.infer<typeof hookOutcome>;

export const keptHook = z.object({
  settings: z.nullable(hookSettings),
  /** What it is signed with; null until there is one. */
  secret: z.nullable(z.string()),
  /** The latest deliveries, newest first. */
  log: z.array(hookOutcome),
});
export type KeptHook = z.infer<typeof keptHook>;
