import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextUrgent, type Waiting } from './next-urgent.ts';

const one = (id: string, more: Partial<Waiting> = {}): Waiting => ({
  id,
  since: 0,
  within: 60_000,
  priority: 0,
  isMine: true,
  ...more,
});

test('the one whose service level is missed first, however long others have waited', () => {
  const waiting = [
    one('long', { since: 0, within: 300_000 }),
    one('short', { since: 100_000, within: 20_000 }),
  ];
  expect(nextUrgent(waiting, 110_000, 1000)).toEqual({
    id: 'short',
    left: 10_000,
    priority: 0,
    isMine: true,
  });
  expect(nextUrgent(waiting, 130_000, 1000)?.left).toBe(-10_000);
});

test('priority is a head start, own ones come before the queue, nobody waits: nothing', () => {
  const vip = one('vip', { since: 30_000, priority: 2 });
  expect(nextUrgent([one('usual'), vip], 40_000, 20_000)?.id).toBe('vip');
  expect(nextUrgent([one('usual'), vip], 40_000, 10_000)?.id).toBe('usual');
  expect(nextUrgent([one('a', { isMine: false }), one('b')], 0, 0)?.id).toBe('b');
  expect(nextUrgent([], 0, 0)).toBe(null);
});

test('the order of what is looked at makes no difference', () => {
  const waiting = fc.uniqueArray(
    fc.record({
      id: fc.string({ minLength: 1, maxLength: 3 }),
      since: fc.integer({ min: 0, max: 9 }),
      within: fc.integer({ min: 0, max: 9 }),
      priority: fc.integer({ min: 0, max: 2 }),
      isMine: fc.boolean(),
    }),
    { selector: ({ id }) => id, maxLength: 8 },
  );
  fc.assert(
    fc.property(waiting, (all) => {
      expect(nextUrgent([...all].reverse(), 5, 3)).toEqual(nextUrgent(all, 5, 3));
    }),
  );
});
