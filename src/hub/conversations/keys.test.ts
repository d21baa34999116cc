import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createKeys } from './keys.ts';

const start = 0x0192_0000_0000;
/** A key of that moment; `n` tells those of one moment apart. */
const keyAt = (moment: number, n = 0) => {
  const digits = moment.toString(16).padStart(12, '0');
  return `${digits.slice(0, 8)}-${digits.slice(8)}-7000-8000-${n.toString(16).padStart(12, '0')}`;
};

test('[P3] a key that is there is never taken for a new one, whatever the clocks of devices say', () => {
  const minute = 60_000;
  // By a clock that is right, late, early, or of another century.
  const moment = fc.oneof(
    fc.integer({ min: -2 * minute, max: 2 * minute }),
    fc.integer({ min: -30 * minute, max: 60 * minute }),
    fc.integer({ min: -start, max: start }),
  );
  const batch = fc.record({ after: fc.nat(10 * minute), keys: fc.array(moment, { maxLength: 5 }) });
  fc.assert(
    fc.property(fc.array(moment), fc.array(batch), (before, batches) => {
      const there = before.map((m, n) => keyAt(start + m, n)).sort();
      const horizon = keyAt(start + 10 * minute);
      const keys = createKeys(
        there.filter((key) => key < horizon).at(-1) ?? '',
        there.find((key) => key >= horizon) ?? null,
      );
      let now = start;
      for (const { after, keys: moments } of batches) {
        now += after;
        const written = moments.map((m) => keyAt(now + m, there.length));
        keys.keep(written, now);
        there.push(...written);
        for (const key of there) expect(keys.mayBeThere(key)).toBe(true);
      }
    }),
  );
});

test('[P3] what is forgotten is asked for; a new key needs no look, though others’ clocks are wrong', () => {
  const keys = createKeys('', null);
  const written: string[] = [];
  for (let n = 0; n < 70_000; n += 1) {
    const now = start + n;
    const key = keyAt(n % 1000 === 0 ? now + 3_600_000_000 + n : now - (n % 7), n);
    if (n > 0) expect(keys.mayBeThere(keyAt(now, n))).toBe(false);
    keys.keep([key], now);
    written.push(key);
  }
  expect(written.filter((key) => !keys.mayBeThere(key))).toEqual([]);
});
