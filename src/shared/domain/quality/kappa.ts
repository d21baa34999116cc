/**
 * How far two agree beyond chance (J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological
 * Measurement 20, 1960; weighted: Psychological Bulletin 70, 1968). `table[i][j]`: how often the first said i and the second j.
 */
export type Table = readonly (readonly number[])[];

/** How much a difference of so many steps counts. `none`: all alike. */
export type Weights = 'none' | 'linear' | 'quadratic';

export type Agreement = {
  /** How many were compared. */
  readonly n: number;
  /** Share on which both said the same, 0 to 1. */
  readonly same: number;
  /** Null where there is no chance to be better than: both have always said one and the same thing. */
  readonly kappa: number | null;
};

export function agreementOf(table: Table, weights: Weights = 'none'): Agreement | null {
  const size = table.length;
  const rows = table.map(sum);
  const columns = table.map((_, j) => sum(table.map((row) => row[j] ?? 0)));
  const n = sum(rows);
  if (n === 0) return null;
  let [same, observed, expected] = [0, 0, 0];
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) {
      const seen = table[i]?.[j] ?? 0;
      if (i === j) same += seen;
      const apart = distance(i, j, size, weights);
      observed += apart * seen;
      expected += (apart * (rows[i] ?? 0) * (columns[j] ?? 0)) / n;
    }
  return { n, same: same / n, kappa: expected === 0 ? null : 1 - observed / expected };
}

/** Pairs of marks as a table; every value from 0 to `top` has its place, also one that nobody gave. */
export function tableOf(pairs: readonly (readonly [number, number])[], top: number): Table {
  const table = Array.from({ length: top + 1 }, () => new Array<number>(top + 1).fill(0));
  for (const [a, b] of pairs) {
    const row = table[a];
    if (row?.[b] !== undefined) row[b] += 1;
  }
  return table;
}

/** From 0, where they said the same, to 1, where they could not be further apart. */
function distance(i: number, j: number, size: number, weights: Weights): number {
  if (i === j) return 0;
  if (weights === 'none') return 1;
  const apart = Math.abs(i - j) / (size - 1);
  return weights === 'linear' ? apart : apart * apart;
}

function sum(all: readonly number[]): number {
  return all.reduce((a, b) => a + b, 0);
}
