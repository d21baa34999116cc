import { expect, test } from 'vitest';
import { gini, median } from './measure.ts';
import { compareWithTheory } from './theory.ts';

const seed = 1;

test(`[B1] where Erlang C holds, the simulation agrees with it within 5 % (seed ${seed})`, () => {
  const found = compareWithTheory({ seed, agents: 5, load: 0.6, customers: 40_000 });
  expect(found.customers).toBeGreaterThan(35_000);
  expect(found.rows.map(({ name }) => name)).toEqual([
    'answered within 20 s',
    'average wait, s',
    'occupancy',
  ]);
  expect(found.worst).toBeLessThan(0.05);
});

test(`[B3] the expected wait is nearly as good as by the true rate: its median error (seed ${seed})`, () => {
  const { told } = compareWithTheory({ seed, agents: 10, load: 0.8, customers: 20_000 });
  expect(told.count).toBeGreaterThan(3000);
  expect(told.ours).toBeLessThan(1.12 * told.best);
});

test('Gini and median', () => {
  expect(gini([5, 5, 5, 5])).toBeCloseTo(0, 12);
  expect(gini([0, 0, 0, 8])).toBeCloseTo(0.75, 12);
  expect(gini([1, 3])).toBeCloseTo(0.25, 12);
  expect(gini([0, 0])).toBe(0);
  expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([])]).toEqual([2, 2.5, 0]);
});
