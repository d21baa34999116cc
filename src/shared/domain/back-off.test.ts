import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backOff } from './back-off.ts';

test('[P6] waits lie between 1 and 30 s, whatever the attempt and the dice', () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, dice) => {
      const wait = backOff(attempt, () => dice);
      expect(wait).toBeGreaterThanOrEqual(1_000);
      expect(wait).toBeLessThanOrEqual(30_000);
    }),
  );
});

test('[P6] waits double up to their limit, and are spread over their upper half', () => {
  const waits = (dice: number) => [0, 1, 2, 3, 4, 5, 1_000].map((attempt) => backOff(attempt, () => dice));
  expect(waits(0)).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
  expect(waits(0.5)).toEqual([1_500, 3_000, 6_000, 12_000, 22_500, 22_500, 22_500]);
  expect(waits(1)).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
});
