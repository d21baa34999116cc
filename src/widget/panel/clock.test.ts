import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backOff } from './clock.ts';

describe('back-off', () => {
  it('[P6] lies between 1 and 30 s, whatever the attempt and the dice', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.double({ min: 0, max: 0.999999, noNaN: true }), (attempt, dice) => {
        const wait = backOff(attempt, () => dice);
        expect(wait).toBeGreaterThanOrEqual(1000);
        expect(wait).toBeLessThanOrEqual(30_000);
      }),
    );
  });

  it('grows, and is spread', () => {
    expect([0, 1, 2, 3, 9].map((attempt) => backOff(attempt, () => 0))).toEqual([
      1000, 2000, 4000, 8000, 15_000,
    ]);
    expect(backOff(9, () => 0.5)).toBe(22_500);
  });
});
