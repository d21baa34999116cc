import type { Marks } from './scoring.ts';

/** What reviews of a period say, week by week (E4). */

export type TrendRow = {
  /** When it was submitted, by the wall clock of whoever looks: milliseconds as if it were UTC. */
  readonly wall: number;
  readonly total: number | null;
  readonly passed: boolean | null;
  readonly agent: string;
  readonly group: string | null;
  readonly card: string;
  readonly marks: Marks;
};

export type WeekScore = {
  /** The Monday it begins with, days since 1970-01-01. */
  readonly week: number;
  readonly n: number;
  /** Of the totals; null where none has one. */
  readonly average: number | null;
  readonly passed: number;
};

const day = 24 * 3600_000;

/** The Monday of that moment's week, in days since 1970-01-01, which was a Thursday. */
export function mondayOf(wall: number): number {
  const days = Math.floor(wall / day);
  return days - ((((days + 3) % 7) + 7) % 7);
}

/** One figure a week, in order; weeks without a review are not in it. */
export function byWeek(rows: readonly TrendRow[]): readonly WeekScore[] {
  const weeks = new Map<number, TrendRow[]>();
  for (const row of rows) {
    const week = mondayOf(row.wall);
    weeks.set(week, [...(weeks.get(week) ?? []), row]);
  }
  return [...weeks].sort(([a], [b]) => a - b).map(([week, own]) => ({ week, ...scoreOfRows(own) }));
}

export function scoreOfRows(rows: readonly TrendRow[]): Omit<WeekScore, 'week'> {
  const totals = rows.flatMap(({ total }) => (total === null ? [] : [total]));
  const sum = totals.reduce((a, b) => a + b, 0);
  return {
    n: rows.length,
    average: totals.length === 0 ? null : Math.round((sum / totals.length) * 10) / 10,
    passed: rows.filter(({ passed }) => passed === true).length,
  };
}

/** The rows by what they have in common. */
export function groupedBy(
  rows: readonly TrendRow[],
  of: (row: TrendRow) => string | null,
): ReadonlyMap<string, readonly TrendRow[]> {
  const groups = new Map<string, TrendRow[]>();
  for (const row of rows) {
    const key = of(row);
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}

export type ItemFailures = { readonly itemId: string; readonly n: number; readonly failed: number };

/** Of each item how often it was scored and how often with nothing; those that fail most often first. */
export function failuresIn(rows: readonly TrendRow[]): readonly ItemFailures[] {
  const items = new Map<string, { n: number; failed: number }>();
  for (const { marks } of rows)
    for (const [itemId, mark] of Object.entries(marks)) {
      if (mark === 'na') continue;
      const before = items.get(itemId) ?? { n: 0, failed: 0 };
      items.set(itemId, { n: before.n + 1, failed: before.failed + (mark === 0 ? 1 : 0) });
    }
  return [...items]
    .map(([itemId, counts]) => ({ itemId, ...counts }))
    .filter(({ failed }) => failed > 0)
    .sort((a, b) => b.failed / b.n - a.failed / a.n || b.failed - a.failed);
}
