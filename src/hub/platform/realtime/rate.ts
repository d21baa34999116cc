import type { Clock } from '../clock.ts';

export type Rate = {
  /** Counts one for the key. 0 when it is within the rate, else the milliseconds to wait. */
  readonly take: (key: string) => number;
};

export type RateLimit = { readonly points: number; readonly duration: number };

/**
 * At most `points` within windows of `duration` milliseconds a key. Synchronous and of our own,
 * because it stands before every single event: a promise here would let two messages of one socket
 * overtake each other.
 */
export function createRate({ points, duration }: RateLimit, clock: Clock): Rate {
  let counts = new Map<string, { count: number; end: number }>();
  let sweepAt = 0;
  return {
    take: (key) => {
      const now = clock.now();
      if (now >= sweepAt) {
        counts = new Map([...counts].filter(([, window]) => window.end > now));
        sweepAt = now + duration;
      }
      let window = counts.get(key);
      if (window === undefined || window.end <= now) {
        window = { count: 0, end: now + duration };
        counts.set(key, window);
      }
      window.count += 1;
      return window.count <= points ? 0 : window.end - now;
    },
  };
}
