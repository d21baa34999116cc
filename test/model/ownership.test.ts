import fc from 'fast-check';
import { afterAll, beforeAll, test } from 'vitest';
import { openStage, runs, type Stage, seed } from './play.ts';
import { anyHandOver, anyOwnershipStep, type Step } from './steps.ts';
import type { Cast } from './world.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const cast: fc.Arbitrary<Cast> = fc.record({
  desks: fc.constantFrom<Cast['desks']>(['ann', 'ben', 'sue'], ['ann', 'ann too', 'ben']),
  tabs: fc.constant<Cast['tabs']>(['first']),
  routes: fc.boolean(),
});
/** Schedules that once went wrong. */
const examples: [Cast, Step[]][] = [
  // The hub had a note, its news was lost, and the conversation was another's by then: the window showed it as on its way for ever.
  [
    { desks: ['ann', 'ben', 'sue'], tabs: ['first'], routes: false },
    [
      { do: 'note', who: 0, which: 0, text: 'a' },
      { do: 'leak', every: 1 },
      { do: 'take', who: 1, which: 0 },
      { do: 'flow' },
      { do: 'ask', who: 1, which: 0, to: 0 },
      { do: 'flow' },
      { do: 'accept', who: 1, which: 0 },
      { do: 'leave', who: 1, which: 0 },
      { do: 'edit', who: 0, which: 0, whose: 'own', text: 'a' },
    ],
  ],
  // The ack of a note was lost, and the conversation another's when it was asked for again: it was refused, though it was there.
  [
    { desks: ['ann', 'ben', 'sue'], tabs: ['first'], routes: false },
    [
      { do: 'note', who: 0, which: 0, text: 'a' },
      { do: 'take', who: 1, which: 0 },
      {
        do: 'move',
        moves: [
          [0, 'comes'],
          [0, 'comes'],
          [0, 'comes'],
          [0, 'comes'],
        ],
      },
      {
        do: 'move',
        moves: [
          [1, 'comes'],
          [0, 'comes'],
          [0, 'lost'],
        ],
      },
      { do: 'hub crash', when: 'now' },
    ],
  ],
];
/** Somebody waits from the beginning. */
const opening: Step[] = [{ do: 'say', who: 0, text: 'a' }, { do: 'flow' }];

test('[P1] [P3] [P12] [P13] whoever takes, gives, writes and changes at once: the hub says the right thing to each', async () => {
  const one = anyOwnershipStep.map((step): readonly Step[] => [step]);
  const part = fc.oneof({ weight: 9, arbitrary: one }, { weight: 1, arbitrary: anyHandOver });
  const steps = fc.array(part, { minLength: 1, maxLength: 30, size: 'max' }).map((parts) => parts.flat());
  await fc.assert(
    fc.asyncProperty(cast, steps, (cast, steps) => stage.play(cast, [...opening, ...steps])),
    { numRuns: runs, seed, examples },
  );
}, 3_600_000);
