import { expect, test } from 'vitest';
import { createPlaces } from './places.ts';

test('places are put down a quarter of a second’s at a time, or four thousand, whichever is sooner', () => {
  let now = 1000;
  const places = createPlaces(() => now);
  expect(places.after(10)).toEqual([]);
  now += 249;
  expect(places.after(10)).toEqual([]);
  now += 1;
  const steps = places.after(0);
  expect(steps.map(({ sql }) => sql.split(' ')[0])).toEqual(['insert', 'update']);

  // Nothing is without its place: there is nothing to do, however long that is.
  now += 10_000;
  expect(places.after(0)).toEqual([]);
  expect(places.after(1)).toHaveLength(2);

  expect(places.after(4095)).toEqual([]);
  expect(places.after(1)).toHaveLength(2);
});
