import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTimeline } from './timeline.ts';

test('what is planned happens in order of time, then of planning; what is past happens now', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5, max: 20 }), { maxLength: 60 }), (moments) => {
      const line = createTimeline(0);
      const done: [number, number][] = [];
      moments.forEach((at, n) => {
        line.plan(at, () => done.push([line.now(), n]));
      });
      line.run(Number.POSITIVE_INFINITY, () => undefined);
      const expected = moments.map((at, n) => [Math.max(0, at), n] as const);
      expect(done).toEqual(expected.sort(([a, x], [b, y]) => a - b || x - y));
    }),
  );
});

test('after each moment once, with all of that moment done; no further than asked', () => {
  const line = createTimeline(0);
  const done: string[] = [];
  line.plan(5, () => {
    done.push('a');
    line.plan(5, () => done.push('b'));
    line.plan(9, () => done.push('late'));
  });
  line.run(8, () => done.push(`after ${line.now()}`));
  expect(done).toEqual(['a', 'b', 'after 5']);
  line.run(9, () => done.push(`after ${line.now()}`));
  expect(done.slice(3)).toEqual(['late', 'after 9']);
});
