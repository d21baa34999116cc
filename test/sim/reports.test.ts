import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarOf } from '#shared/domain/reports/calendar.ts';
import { factOf, type Line } from '#shared/domain/reports/fact-of.ts';
import { figureIds } from '#shared/domain/reports/figures.ts';
import { houseOf } from '#shared/domain/reports/house.ts';
import { pack, unpack } from '#shared/domain/reports/pack.ts';
import { noFilters, type ScopedQuestion } from '#shared/domain/reports/question.ts';
import { createTally } from '#shared/domain/reports/tally.ts';
import { statusSpans } from '#shared/domain/reports/time-at-work.ts';
import type { RoutingPlan } from '#shared/domain/routing/plan.ts';
import { dimensionsToTry, groups, history, people } from '../support/histories.ts';
import { type RawEntry, recount } from '../support/recount.ts';

/** E3, H5: every figure equals what a program that knows nothing of the product counts from the same transcripts. */

const told = ['assigned', 'routed', 'closed', 'wrapped', 'rated'];
const lineOf = (e: RawEntry): Line => ({
  at: e.at,
  seq: e.seq,
  author: { kind: e.authorKind, id: e.authorId },
  kind: e.kind,
  body: told.includes(e.kind) ? (e.body as unknown as Line['body']) : null,
});

const asked = fc.record({
  by: fc.constantFrom(...dimensionsToTry),
  inHours: fc.boolean(),
  days: fc.constantFrom([0, 0], [-1, 1], [-3, 3], [1, 2]),
  agents: fc.subarray(people, { maxLength: 2 }),
  groups: fc.subarray(groups, { maxLength: 1 }),
});

const shift = (day: string, n: number) =>
  new Date(Date.parse(day) + n * 86_400_000).toISOString().slice(0, 10);

test('[E3] reports are what is counted from the transcripts, over changed clocks, midnights and opening hours', () => {
  fc.assert(
    fc.property(history, asked, (past, { by, inHours, days, agents, groups: some }) => {
      const { zone, day } = past.place;
      const period = { from: shift(day, days[0] ?? 0), to: shift(day, days[1] ?? 0) };
      const question: ScopedQuestion = {
        scope: null,
        period,
        by: [...by],
        filters: { ...noFilters, agents, groups: some },
        inHours,
      };
      const house = houseOf(past.plans.map(({ at, plan }) => ({ at, plan: plan as unknown as RoutingPlan })));
      const calendar = calendarOf(zone, period.from, period.to);
      const tally = createTally(question, calendar, past.asOf);
      for (const entries of past.conversations) {
        const id = entries[0]?.conversation ?? '';
        const fact = factOf(id, entries.map(lineOf), house);
        if (fact === null) throw new Error('it has begun');
        const kept = unpack(id, fact.opened.at, pack(fact));
        expect(kept).toEqual(fact);
        tally.add(kept);
      }
      for (const id of people) {
        const spans = past.here
          .filter(({ person }) => person === id)
          .map(({ since, until }) => ({ from: since, to: Math.min(until, past.asOf) }))
          .filter(({ from, to }) => from < to);
        const said = past.said.filter(({ person }) => person === id).sort((a, b) => a.since - b.since);
        tally.addPerson(id, statusSpans(spans, said));
      }
      const counted = recount({
        entries: past.conversations.flat(),
        plans: past.plans,
        here: past.here,
        said: past.said,
        zone,
        asOf: past.asOf,
        ...period,
        by,
        agents,
        groups: some,
        inHours,
      });
      const named = (values: readonly (number | null)[]) =>
        Object.fromEntries(figureIds.map((id, n) => [id, near(values[n] ?? null)]));
      const nearAll = (counts: Record<string, number | null>) =>
        Object.fromEntries(Object.entries(counts).map(([id, value]) => [id, near(value)]));
      expect(named(tally.total())).toEqual(nearAll(counted.total));
      const rows = tally.rows().map(({ keys, values }) => [keys.join('|'), named(values)] as const);
      const expected = [...counted.rows].map(([key, counts]) => [key, nearAll(counts)] as const);
      expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(expected));
    }),
    { numRuns: 400 },
  );
}, 120_000);

/** Sums of means in another order differ in the last places. */
function near(value: number | null): number | null {
  return value === null ? null : Math.round(value * 1e6) / 1e6;
}
