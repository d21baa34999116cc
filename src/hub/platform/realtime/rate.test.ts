import { expect, test } from 'vitest';
import { createRate } from './rate.ts';

test('[P15] so many in a window, then the time to its end; each key for itself', () => {
  let now = 5000;
  const rate = createRate({ points: 3, duration: 1000 }, { now: () => now, every: () => () => undefined });
  expect([1, 2, 3].map(() => rate.take('a'))).toEqual([0, 0, 0]);
  now = 5400;
  expect(rate.take('a')).toBe(600);
  expect(rate.take('b')).toBe(0);
  now = 6000;
  expect(rate.take('a')).toBe(0);
});

test('[P15] waiting as long as one is told is long enough, also when others come and go', () => {
  let now = 0;
  const rate = createRate({ points: 1, duration: 1000 }, { now: () => now, every: () => () => undefined });
  for (let i = 0; i < 500; i++) {
    const key = `k${i % 7}`;
    const wait = rate.take(key);
    now += wait;
    if (wait > 0) expect(rate.take(key)).toBe(0);
    now += 37;
  }
});
