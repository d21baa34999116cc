import type { Clock } from '../../src/hub/platform/clock.ts';

export type HeldClock = Clock & {
  /**
   * Passes so many milliseconds in one leap: whatever has fallen due by then is run once, at the new
   * time, as in a process that the system had put to sleep.
   */
  readonly leap: (milliseconds: number) => void;
};

/** The hub's time, which passes only when a test says so. Several hubs may share it. */
export function heldClock(start = Date.now()): HeldClock {
  let now = start;
  const beats = new Set<{ readonly interval: number; at: number; readonly run: () => void }>();
  return {
    now: () => now,
    every: (interval, run) => {
      const beat = { interval, at: now + interval, run };
      beats.add(beat);
      return () => void beats.delete(beat);
    },
    leap: (milliseconds) => {
      now += milliseconds;
      for (const beat of [...beats].filter(({ at }) => at <= now).sort((a, b) => a.at - b.at)) {
        beat.at = now + beat.interval;
        beat.run();
      }
    },
  };
}
