import fc from 'fast-check';
import { afterAll, beforeAll, test } from 'vitest';
import { openStage, runs, type Stage, seed } from './play.ts';
import { anyCast, anyStep, type Step } from './steps.ts';
import type { Cast } from './world.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** Schedules that once went wrong. */
const examples: [Cast, Step[]][] = [
  // The end of a conversation got lost, and the next had begun: the widget never heard of it.
  [
    { desks: ['ann too', 'sue'], tabs: ['first'], routes: true },
    [
      { do: 'say', who: 0, text: 'c' },
      { do: 'pass', seconds: 95, flowing: true },
      { do: 'close', who: 1, which: 3 },
      { do: 'say', who: 2, text: 'a' },
      {
        do: 'move',
        moves: [
          [6, 'twice'],
          [7, 'twice'],
          [4, 'lost'],
        ],
      },
    ],
  ],
  // Read at one desk while the other was away: that one went on counting it as unread.
  [
    { desks: ['ann', 'ann too'], tabs: ['first'], routes: true },
    [
      { do: 'say', who: 0, text: 'a' },
      { do: 'pass', seconds: 3, flowing: true },
      { do: 'cut', who: 1, kept: 0 },
      { do: 'read', who: 0, which: 0 },
      { do: 'flow' },
    ],
  ],
  // The same, where only the news of the mark got lost.
  [
    { desks: ['ann', 'ann too'], tabs: ['first'], routes: true },
    [
      { do: 'say', who: 0, text: 'a' },
      { do: 'pass', seconds: 3, flowing: true },
      { do: 'read', who: 0, which: 0 },
      { do: 'leak', every: 1 },
    ],
  ],
];

test('[P1] [P2] [P3] [P6] [P7] [P8] [P9] [P11] whatever happens on the way, in the end all see what the hub has', async () => {
  const steps = fc.array(anyStep, { minLength: 1, maxLength: 40, size: 'max' });
  await fc.assert(
    fc.asyncProperty(anyCast, steps, (cast, steps) => stage.play(cast, steps)),
    { numRuns: runs, seed, examples },
  );
}, 3_600_000);
