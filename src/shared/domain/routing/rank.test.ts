import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byRank, type InLine, placesOf, rankOf } from './rank.ts';

const step = 30 * 60_000;
const settings = { priorityStep: step };

test('[B1] each step of priority counts as so much waiting', () => {
  const usual = rankOf({ queuedAt: 10 * step, priority: 0, front: false }, settings);
  expect(usual).toBe(10 * step);
  expect(rankOf({ queuedAt: 10 * step, priority: 3, front: false }, settings)).toBe(7 * step);
});

test('[B1] who was offered and not answered is before all others of their worth who came later', () => {
  const front = rankOf({ queuedAt: 10 * step, priority: 0, front: true }, settings);
  const vip = rankOf({ queuedAt: 10 * step + 1, priority: 10, front: false }, settings);
  expect(front).toBeLessThan(vip);
});

const inLine = fc.record({
  id: fc.uuid(),
  kind: fc.constantFrom('live', 'live', 'message'),
  rank: fc.integer({ min: 0, max: 5 }),
});

test('[B1] whoever sits there waiting comes before every message, then rank; the order is total', () => {
  const live: InLine = { id: 'b', kind: 'live', rank: 9 };
  const message: InLine = { id: 'a', kind: 'message', rank: 1 };
  expect([message, live].sort(byRank)).toEqual([live, message]);
  fc.assert(
    fc.property(inLine, inLine, inLine, (a, b, c) => {
      expect(Math.sign(byRank(a, b))).toBe(-Math.sign(byRank(b, a)) + 0);
      if (byRank(a, b) <= 0 && byRank(b, c) <= 0) expect(byRank(a, c)).toBeLessThanOrEqual(0);
      expect(byRank(a, b) === 0).toBe(a.id === b.id && a.kind === b.kind && a.rank === b.rank);
    }),
  );
});

test('[B1] nobody waits for ever: who comes later than the greatest head start is behind', () => {
  const worth = fc.record({ priority: fc.integer({ min: 0, max: 10 }), front: fc.boolean() });
  fc.assert(
    fc.property(worth, worth, fc.integer({ min: 0, max: 1e9 }), (first, second, queuedAt) => {
      const later = queuedAt + 20 * step + 1;
      const a = rankOf({ queuedAt, ...first }, settings);
      const b = rankOf({ queuedAt: later, ...second }, settings);
      expect(a).toBeLessThan(b);
    }),
  );
});

test('[B3] places are 1, 2, 3… in each group, in the order of service', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(inLine, fc.constantFrom('g', 'h')), { selector: ([{ id }]) => id }),
      (list) => {
        const waiting = list.map(([one, groupId]) => ({ ...one, groupId }));
        const places = placesOf(waiting);
        for (const groupId of ['g', 'h']) {
          const sorted = waiting.filter((one) => one.groupId === groupId).sort(byRank);
          expect(sorted.map(({ id }) => places.get(id))).toEqual(sorted.map((_, i) => i + 1));
        }
      },
    ),
  );
});
