import * as z from 'zod/mini';
import { id } from '../protocol/fields.ts';
import { watchNews as hubNews, watchEvents } from '../protocol/watch.ts';

/** Alerts of the house's rules, handed through by main: supervisors' alone, and all of it needs the hub. */
export const watchCalls = {
  'watch.open': { input: watchEvents['watch.open'].input, answer: watchEvents['watch.open'].answer },
  'watch.past': { input: watchEvents['watch.past'].input, answer: watchEvents['watch.past'].answer },
  'watch.history': { input: watchEvents['watch.history'].input, answer: watchEvents['watch.history'].answer },
  'watch.acknowledge': {
    input: watchEvents['watch.acknowledge'].input,
    answer: watchEvents['watch.acknowledge'].answer,
  },
  'watch.resolve': { input: watchEvents['watch.resolve'].input, answer: watchEvents['watch.resolve'].answer },
  'watch.quiet': { input: watchEvents['watch.quiet'].input, answer: watchEvents['watch.quiet'].answer },
} as const;

export const watchNews = {
  /** Those that have changed, as they are now. */
  'watch.changed': hubNews.watch,
  /** Rules, or what is quiet, may be others: to be asked for again. */
  'watch.rules': hubNews.watch_rules,
  /** The person is told of these, by a notification too. */
  'watch.call': hubNews.watch_call,
  /** A notification was clicked: show the alerts; one of them, where it was of one. */
  'watch.focus': z.strictObject({ alertId: z.nullable(id) }),
} as const;
