import { expect, vi } from 'vitest';
import { standInForBrowser } from './browser.ts';
import { openHouses } from './house.ts';
import { type Step, take } from './steps.ts';
import { type Cast, createWorld } from './world.ts';

// Only what carries is a model: the two socket libraries, and what a page has of its browser.
vi.mock('socket.io-client', async () => ({ io: (await import('./socket.ts')).io }));
vi.mock('virtual:yingke-version', () => ({ version: '0.0.0' }));
vi.mock('../../src/widget/panel/outbox-store.ts', async () => ({
  openOutboxStore: (await import('./browser.ts')).openStore,
}));
vi.mock('../../src/widget/panel/clock.ts', async () => {
  const { pageClock } = await import('./browser.ts');
  return {
    get browserClock() {
      return pageClock();
    },
  };
});

/**
 * How many schedules a test tries: YINGKE_MODEL_RUNS where it is set, else as many as `npm test` has time for.
 * A failure prints seed and path, and the steps themselves: those that were mended stand as examples.
 */
export const runs = Number(process.env.YINGKE_MODEL_RUNS ?? 1000);

/**
 * Which: the same ones in every `npm test`, so that a change is judged by itself and not by luck. To find what nobody has
 * seen yet is the work of long runs: `YINGKE_MODEL_SEED=$RANDOM YINGKE_MODEL_RUNS=10000`.
 */
export const seed = Number(process.env.YINGKE_MODEL_SEED ?? 20_261_129);

export type Stage = {
  /** One schedule from the first step to the comparison of everybody with the hub. */
  readonly play: (cast: Cast, steps: readonly Step[]) => Promise<void>;
  readonly close: () => Promise<void>;
};

export async function openStage(): Promise<Stage> {
  const houses = await openHouses();
  let storage = new Map<string, string>();
  standInForBrowser(() => storage);
  // Loaded by the desk when it first needs them; from then on that takes no time.
  await import('../../src/main/connection/link.ts');
  await import('socket.io-client');
  return {
    play: async (cast, steps) => {
      const world = await createWorld(await houses.build(), cast);
      storage = world.storage;
      try {
        await world.start();
        for (const step of steps) await take(world, step);
        expect(await world.heal()).toEqual([]);
      } finally {
        world.end();
      }
    },
    close: async () => {
      vi.unstubAllGlobals();
      vi.restoreAllMocks();
      await houses.close();
    },
  };
}
