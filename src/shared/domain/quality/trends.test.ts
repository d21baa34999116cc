import { expect, test } from 'vitest';
import { newId } from '../key.ts';
import { agreementOn, differing } from './agreement.ts';
import type { ScoreCard } from './card.ts';
import { byWeek, failuresIn, groupedBy, mondayOf, type TrendRow } from './trends.ts';

const at = (text: string) => Date.parse(`${text}Z`);
const dayOf = (days: number) => new Date(days * 86_400_000).toISOString().slice(0, 10);
const row = (wall: string, total: number | null, more: Partial<TrendRow> = {}): TrendRow => ({
  wall: at(wall),
  total,
  passed: total === null ? null : total >= 80,
  agent: 'ann',
  group: null,
  card: 'c',
  marks: {},
  ...more,
});

test('[E4] weeks begin on Monday, also over the turn of the year', () => {
  expect(dayOf(mondayOf(at('2026-11-29T23:59:59')))).toBe('2026-11-23');
  expect(dayOf(mondayOf(at('2026-11-30T00:00:00')))).toBe('2026-11-30');
  expect(dayOf(mondayOf(at('2027-01-01T12:00:00')))).toBe('2026-12-28');
  expect(dayOf(mondayOf(at('1969-12-31T12:00:00')))).toBe('1969-12-29');
});

test('[E4] a figure a week: how many, the average of those that have a total, how many passed', () => {
  const rows = [
    row('2026-11-24T10:00:00', 90),
    row('2026-11-25T10:00:00', 75.5, { agent: 'ben', group: 'care' }),
    row('2026-11-26T10:00:00', null),
    row('2026-12-01T10:00:00', 60),
  ];
  expect(byWeek(rows).map(({ week, ...rest }) => [dayOf(week), rest])).toEqual([
    ['2026-11-23', { n: 3, average: 82.8, passed: 1 }],
    ['2026-11-30', { n: 1, average: 60, passed: 0 }],
  ]);
  expect([...groupedBy(rows, ({ group }) => group)].map(([key, of]) => [key, of.length])).toEqual([
    ['care', 1],
  ]);
});

test('[E4] what fails most often first; what did not apply is not counted', () => {
  const marks = [
    { a: 0, b: 1, c: 0 },
    { a: 0, b: 0, c: 'na' },
    { a: 2, b: 1, c: 'na' },
  ] as const;
  expect(failuresIn(marks.map((one) => row('2026-11-24T10:00:00', 1, { marks: one })))).toEqual([
    { itemId: 'c', n: 1, failed: 1 },
    { itemId: 'a', n: 3, failed: 2 },
    { itemId: 'b', n: 3, failed: 1 },
  ]);
});

test('[E4] agreement of two: whether it was passed, each item, and where they differ', () => {
  const [yes, points] = [newId(), newId()];
  const both = { zh: 'x', en: 'x' };
  const item = { name: both, hint: both, weight: 1, mayNotApply: true, fatal: false };
  const card: ScoreCard = {
    ...{ name: both, fatalCap: 0, pass: 80, appealDays: 0 },
    sections: [
      {
        ...{ id: newId(), name: both },
        items: [
          { ...item, id: yes, scale: { is: 'yes_no' } },
          { ...item, id: points, scale: { is: 'points', max: 3 } },
        ],
      },
    ],
  };
  const of = (a: 0 | 1 | 'na', b: number, passed: boolean) => ({ marks: { [yes]: a, [points]: b }, passed });
  const pairs = [
    { first: of(1, 3, true), second: of(1, 3, true) },
    { first: of(0, 0, false), second: of(0, 1, false) },
    { first: of('na', 2, true), second: of(1, 2, false) },
    { first: of(1, 1, false), second: of(0, 1, false) },
  ];
  const found = agreementOn(card, pairs);
  expect(found.pairs).toBe(4);
  expect(found.same).toBe(5 / 8);
  expect(found.passed).toEqual({ n: 4, same: 0.75, kappa: 0.5 });
  // Three are compared: yes yes, no no, yes no.
  expect(found.items[0]?.agreement?.n).toBe(3);
  expect(found.items[0]?.agreement?.kappa).toBeCloseTo(0.4, 10);
  expect(found.items[1]?.agreement?.n).toBe(4);
  expect(found.items[1]?.agreement?.kappa).toBeCloseTo(1 - 1 / 4.5, 10);
  expect(differing(card, pairs[2] as (typeof pairs)[number])).toEqual([yes]);
  expect(agreementOn(card, [])).toMatchObject({ pairs: 0, same: null, passed: null });
});
