import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agreementOf, type Table, tableOf } from './kappa.ts';

const kappa = (table: Table, weights?: 'linear' | 'quadratic') =>
  agreementOf(table, weights)?.kappa ?? Number.NaN;

describe('[E4] agreement beyond chance, against published values', () => {
  test.each([
    // Wikipedia, "Cohen's kappa", the examples of two readers of grant proposals and of the same agreement by other chances.
    [
      '50 proposals',
      [
        [20, 5],
        [10, 15],
      ],
      0.4,
    ],
    [
      '60 of 100 agree, one way',
      [
        [45, 15],
        [25, 15],
      ],
      0.1304,
    ],
    [
      '60 of 100 agree, another way',
      [
        [25, 35],
        [5, 35],
      ],
      0.2593,
    ],
    // J. L. Fleiss, J. Cohen, B. S. Everitt, "Large sample standard errors of kappa and weighted kappa", Psychological
    // Bulletin 72, 1969: 200 patients, three diagnoses.
    [
      'three diagnoses',
      [
        [106, 10, 4],
        [22, 28, 10],
        [2, 12, 6],
      ],
      0.429,
    ],
    // A. Agresti, "Categorical data analysis": 91 married couples (the data `SexualFun` of R's package vcd, which prints 0.1293).
    [
      '91 couples',
      [
        [7, 7, 2, 3],
        [2, 8, 3, 7],
        [1, 5, 4, 9],
        [2, 8, 9, 14],
      ],
      0.1293,
    ],
  ] as const)('%s', (_, table, expected) => {
    expect(kappa(table)).toBeCloseTo(expected, String(expected).split('.')[1]?.length ?? 1);
  });

  test('weighted by how far they are apart: the couples again, 0.2374 as vcd prints it', () => {
    const couples = [
      [7, 7, 2, 3],
      [2, 8, 3, 7],
      [1, 5, 4, 9],
      [2, 8, 9, 14],
    ];
    expect(kappa(couples, 'linear')).toBeCloseTo(0.2374, 4);
  });

  test('weights mean nothing where there are two answers', () => {
    const table = [
      [20, 5],
      [10, 15],
    ];
    expect(kappa(table, 'quadratic')).toBeCloseTo(kappa(table), 10);
    expect(kappa(table, 'linear')).toBeCloseTo(kappa(table), 10);
  });

  test('1 where they always agree, 0 by chance, below it where they contradict; none where there is nothing to tell apart', () => {
    expect(
      kappa([
        [5, 0],
        [0, 5],
      ]),
    ).toBe(1);
    expect(
      kappa([
        [25, 25],
        [25, 25],
      ]),
    ).toBe(0);
    expect(
      kappa([
        [0, 5],
        [5, 0],
      ]),
    ).toBe(-1);
    expect(
      agreementOf([
        [8, 0],
        [0, 0],
      ]),
    ).toEqual({ n: 8, same: 1, kappa: null });
    expect(
      agreementOf([
        [0, 0],
        [0, 0],
      ]),
    ).toBeNull();
  });

  test('is the same whoever is called the first, and never above 1', () => {
    const cell = fc.integer({ min: 0, max: 30 });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 3, maxLength: 3 }), (table) => {
        const turned = [0, 1, 2].map((j) => table.map((row) => row[j] ?? 0));
        for (const weights of ['none', 'linear', 'quadratic'] as const) {
          const [one, other] = [agreementOf(table, weights), agreementOf(turned, weights)];
          expect(one === null).toBe(other === null);
          if (one?.kappa != null) expect(one.kappa).toBeCloseTo(other?.kappa ?? Number.NaN, 9);
          if (one?.kappa != null) expect(one.kappa).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

test('pairs of marks as a table', () => {
  expect(
    tableOf(
      [
        [0, 1],
        [2, 2],
        [2, 2],
      ],
      2,
    ),
  ).toEqual([
    [0, 1, 0],
    [0, 0, 0],
    [0, 0, 2],
  ]);
});
