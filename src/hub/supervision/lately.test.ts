import { expect, test } from 'vitest';
import { createLately } from './lately.ts';

test('what was seen is known for a while, and for longer when it is seen again', () => {
  const lately = createLately(100, 10);
  lately.add('a', 0);
  lately.add('b', 50);
  expect([lately.has('a', 100), lately.has('a', 101)]).toEqual([true, false]);
  lately.add('b', 140);
  expect([lately.has('b', 240), lately.has('b', 241)]).toEqual([true, false]);
});

test('whatever comes, and whoever never comes back, it grows no further', () => {
  const lately = createLately(1000, 100);
  for (let i = 0; i < 10_000; i++) lately.add(`person ${i}`, 0);
  expect(lately.size()).toBe(100);
  // The oldest went first.
  expect([lately.has('person 9899', 0), lately.has('person 9900', 0)]).toEqual([false, true]);
  // Nobody asks after what is old: it goes with whatever is asked next.
  expect(lately.has('another', 1001)).toBe(false);
  expect(lately.size()).toBe(0);
});
