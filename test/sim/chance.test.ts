import { expect, test } from 'vitest';
import { randomOf } from '../faults/random.ts';
import { arrivals, exponential, logNormal, pickByShare } from './chance.ts';
import { mean } from './measure.ts';

const seed = 7;
const many = <T>(make: () => T) => Array.from({ length: 100_000 }, make);
const deviation = (values: readonly number[]) => {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
};

test(`times have the mean and the spread that were asked for (seed ${seed})`, () => {
  const random = randomOf(seed);
  const patience = many(() => exponential(random, 300));
  expect(mean(patience) / 300).toBeCloseTo(1, 1.5);
  expect(deviation(patience) / 300).toBeCloseTo(1, 1.5);
  const service = many(() => logNormal(random, 480, 0.8));
  expect(mean(service) / 480).toBeCloseTo(1, 1.5);
  expect(deviation(service) / 480).toBeCloseTo(0.8, 1.3);
});

test(`numbers of one customer say nothing about the next one's (seed ${seed})`, () => {
  const random = randomOf(seed);
  const first = Array.from({ length: 50_000 }, (_, n) => random.part(`c${n}`).next());
  const [before, after] = [first.slice(1), first.slice(0, -1)];
  const product = mean(before.map((value, n) => (value - 0.5) * ((after[n] ?? 0) - 0.5)));
  expect(mean(first)).toBeCloseTo(0.5, 2);
  expect(Math.abs(product * 12)).toBeLessThan(0.02);
});

test(`arrivals follow a rate that changes (seed ${seed})`, () => {
  const rate = (at: number) => (at < 10_000 ? 1 : 3);
  const moments = [...arrivals(randomOf(seed), 0, 20_000, rate, 3)];
  const early = moments.filter((at) => at < 10_000).length;
  expect(early / 10_000).toBeCloseTo(1, 1);
  expect((moments.length - early) / 30_000).toBeCloseTo(1, 1);
  const gaps = moments.slice(1, early).map((at, n) => at - (moments[n] ?? 0));
  // Of a Poisson stream the gaps are exponential: as much spread as mean.
  expect(deviation(gaps) / mean(gaps)).toBeCloseTo(1, 1.3);
  expect([...arrivals(randomOf(seed), 0, 100, () => 0, 0)]).toEqual([]);
});

test(`picks by share (seed ${seed})`, () => {
  const random = randomOf(seed);
  const from = [{ share: 1 }, { share: 0 }, { share: 3 }];
  const picked = many(() => pickByShare(random, from));
  expect(picked.filter((one) => one === from[1])).toEqual([]);
  expect(picked.filter((one) => one === from[2]).length / picked.length).toBeCloseTo(0.75, 2);
});
