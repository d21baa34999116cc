const first = 1_000;
const longest = 30_000;

/**
 * Milliseconds to wait before attempt number `attempt` (0 is the first repeat): 1 to 30 s, doubling,
 * of which the upper half is random, so that desks that lost one hub do not all come back at once.
 */
export function backoff(attempt: number, random: () => number): number {
  const full = Math.min(longest, first * 2 ** Math.min(attempt, 10));
  return Math.round(full / 2 + (full / 2) * random());
}
