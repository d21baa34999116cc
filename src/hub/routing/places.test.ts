import { expect, test } from 'vitest';
import { inSteps } from './places.ts';

test('customers are told steps, rounded up, finer where it is soon', () => {
  expect([0, 1, 10_000, 10_001, 119_000].map(inSteps)).toEqual([0, 10_000, 10_000, 20_000, 120_000]);
  expect([121_000, 599_000, 601_000].map(inSteps)).toEqual([150_000, 600_000, 660_000]);
});
