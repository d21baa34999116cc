import { expect, test } from 'vitest';
import { createCrashLoop } from './crash-loop.ts';

test('the third end within a minute is one too many; then it is counted anew', () => {
  let now = 0;
  const ended = createCrashLoop(() => now);
  const at = (moment: number) => {
    now = moment;
    return ended();
  };
  expect([0, 30_000, 60_000, 89_999].map(at)).toEqual([false, false, false, true]);
  expect([90_000, 90_001, 90_002].map(at)).toEqual([false, false, true]);
});
