import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Candidate, drawSample, shareOut } from './sampling.ts';

const week = 7 * 86_400_000;
const many = (n: number, agents = 4): Candidate[] =>
  Array.from({ length: n }, (_, i) => ({
    id: `c${i}`,
    agentId: `a${i % agents}`,
    closedAt: Math.floor((i * 2 * week) / n),
  }));
const draw = (candidates: readonly Candidate[], count: number, seed = 's', from: 'all' | 'each' = 'all') =>
  drawSample(candidates, { pick: { from, count }, seed, from: 0 }).map(({ id }) => id);

describe('[E4] a sample', () => {
  test('is always the same for the same seed: what it was once it is forever', () => {
    expect(draw(many(200), 6, '2026-48')).toEqual(['c5', 'c71', 'c88', 'c95', 'c120', 'c135']);
  });

  test('does not depend on the order in which the conversations come, and another seed is another sample', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 80 }),
        fc.integer({ min: 1, max: 40 }),
        fc.string({ minLength: 1 }),
        (n, count, seed) => {
          const all = many(n);
          const drawn = draw(all, count, seed);
          expect(draw([...all].reverse(), count, seed)).toEqual(drawn);
          expect(drawn).toHaveLength(Math.min(n, count));
          expect(new Set(drawn).size).toBe(drawn.length);
        },
      ),
    );
    expect(draw(many(200), 10, 'a')).not.toEqual(draw(many(200), 10, 'b'));
  });

  test('one more that fits changes at most one of those that are drawn', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 80 }), fc.string({ minLength: 1 }), (n, seed) => {
        const before = draw(many(n), 8, seed);
        const after = draw([...many(n), { id: 'new', agentId: 'a0', closedAt: 5 }], 8, seed);
        expect(before.filter((id) => !after.includes(id)).length).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('gives everything the same chance', () => {
    const counts = new Map<string, number>();
    for (let i = 0; i < 2000; i++)
      for (const id of draw(many(20), 5, `seed ${i}`)) counts.set(id, (counts.get(id) ?? 0) + 1);
    // 500 each is expected, with a deviation of 19: five of them on either side.
    for (const id of many(20).map(({ id }) => id))
      expect(Math.abs((counts.get(id) ?? 0) - 500)).toBeLessThan(97);
  });

  test('so many of each agent in each week', () => {
    const drawn = drawSample(many(400), { pick: { from: 'each', count: 3 }, seed: 's', from: 0 });
    const heaps = new Map<string, number>();
    for (const { agentId, closedAt } of drawn) {
      const heap = `${agentId} ${Math.floor(closedAt / week)}`;
      heaps.set(heap, (heaps.get(heap) ?? 0) + 1);
    }
    expect([...heaps.values()]).toEqual(new Array(8).fill(3));
  });
});

describe('[E4] who looks at which', () => {
  test('in turn, nobody at what they had a part in, and what nobody may look at is left out', () => {
    fc.assert(
      fc.property(
        fc.array(fc.subarray(['x', 'y', 'z', 'agent']), { maxLength: 30 }),
        fc.boolean(),
        (owners, seconds) => {
          const all = owners.map((some, i) => ({ id: `c${i}`, owners: some }));
          const shared = shareOut(all, ['x', 'y', 'z'], seconds);
          for (const { id, reviewers } of shared) {
            const of = all.find((one) => one.id === id)?.owners ?? [];
            expect(reviewers.filter((reviewer) => of.includes(reviewer))).toEqual([]);
            expect(new Set(reviewers).size).toBe(reviewers.length);
            expect(reviewers.length).toBeLessThanOrEqual(seconds ? 2 : 1);
          }
          const left = all.filter(({ id }) => !shared.some((one) => one.id === id));
          for (const { owners: of } of left)
            expect(['x', 'y', 'z'].every((who) => of.includes(who))).toBe(true);
        },
      ),
    );
    const free = Array.from({ length: 10 }, (_, i) => ({ id: `c${i}`, owners: ['agent'] }));
    const counts = new Map<string, number>();
    for (const { reviewers } of shareOut(free, ['x', 'y', 'z'], true))
      for (const who of reviewers) counts.set(who, (counts.get(who) ?? 0) + 1);
    expect([...counts.values()].sort()).toEqual([6, 7, 7]);
  });
});
