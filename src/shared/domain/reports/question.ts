import * as z from 'zod/mini';
import { id } from '../../protocol/fields.ts';
import { code } from '../customer/handbook.ts';
import { date } from '../routing/plan.ts';

/** What rows of a report may be made by. Hours are those of the clock, 00 to 23; weeks begin on Monday. */
export const dimensions = [
  'agent',
  'group',
  'channel',
  'disposition',
  'hour',
  'day',
  'week',
  'month',
] as const;
export type Dimension = (typeof dimensions)[number];
export const timeDimensions = ['hour', 'day', 'week', 'month'] as const satisfies readonly Dimension[];

export function isOfTime(dimension: Dimension): dimension is (typeof timeDimensions)[number] {
  return (timeDimensions as readonly Dimension[]).includes(dimension);
}

/** Ways in. Those of a conversation are added with its channel. */
export const channels = ['web'] as const;

/** Days in one period, and rows in one report, at most. */
export const mostDays = 366;
export const mostRows = 10_000;

const dayLength = 24 * 3600 * 1000;

/** Days of the house's calendar, both of them in it. */
export const reportPeriod = z.strictObject({ from: date, to: date }).check(
  z.refine(({ from, to }) => from <= to, { path: ['to'] }),
  z.refine(({ from, to }) => (Date.parse(to) - Date.parse(from)) / dayLength < mostDays, { path: ['to'] }),
);
export type ReportPeriod = z.infer<typeof reportPeriod>;

const few = <T extends z.ZodMiniType>(one: T) => z.array(one).check(z.maxLength(200));

/** An empty list leaves nothing out. */
export const reportFilters = z.strictObject({
  agents: few(id),
  groups: few(id),
  channels: few(z.enum(channels)),
  /** Where any of these codes is on the way down to what it was filed under. */
  dispositions: few(code),
});
export type ReportFilters = z.infer<typeof reportFilters>;
export const noFilters: ReportFilters = { agents: [], groups: [], channels: [], dispositions: [] };

export const reportBy = z.array(z.enum(dimensions)).check(
  z.maxLength(2),
  z.refine((by) => new Set(by).size === by.length),
);

export const reportQuestion = z.strictObject({
  period: reportPeriod,
  by: reportBy,
  filters: reportFilters,
  /** Waits are counted as far as the group was open. */
  inHours: z.boolean(),
});
export type ReportQuestion = z.infer<typeof reportQuestion>;

/**
 * What part of the house a report is about, where that is not all: what belongs to these groups, or to none, and of what people did
 * whatever the conversation, these people.
 */
export type ReportScope = { readonly groups: readonly string[]; readonly people: readonly string[] };
/** As it is answered to somebody: of their part of the house. Null: of all. */
export type ScopedQuestion = ReportQuestion & { readonly scope: ReportScope | null };
