import { expect, it } from 'vitest';
import { boxFor } from './box.ts';

it('keeps the shape of a picture, and a place that can be hit', () => {
  expect(boxFor({ width: 800, height: 600 }, 320)).toEqual({ width: 320, height: 240 });
  expect(boxFor({ width: 100, height: 50 }, 320)).toEqual({ width: 100, height: 50 });
  expect(boxFor({ width: 10_000, height: 10 }, 320)).toEqual({ width: 320, height: 44 });
  expect(boxFor({}, 320)).toEqual({ width: 240, height: 180 });
});
