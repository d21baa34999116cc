/** Time as the machines here see it, so that tests can bring their own. Milliseconds. */
export type Clock = {
  now(): number;
  /** Runs `what` once after `delay`; the answer cancels it. */
  after(delay: number, what: () => void): () => void;
};

export const browserClock: Clock = {
  now: () => Date.now(),
  after: (delay, what) => {
    const timer = setTimeout(what, delay);
    return () => clearTimeout(timer);
  },
};

/** How long the hub may take to acknowledge something (P6). */
export const ackTimeout = 10_000;

const shortest = 1000;
const longest = 30_000;

/**
 * Wait before attempt number `attempt` (0 for the first repeat), 1 to 30 s: doubled each time, and
 * spread over its upper half, so that a thousand visitors do not come back in one instant.
 */
export function backOff(attempt: number, random: () => number): number {
  const full = Math.min(longest, shortest * 2 ** (Math.min(attempt, 10) + 1));
  return Math.max(shortest, Math.round(full * (0.5 + random() / 2)));
}
