const shortest = 1_000;
const longest = 30_000;

/**
 * Milliseconds to wait before attempt number `attempt` (0 for the first repeat), 1 to 30 s (P6): doubled
 * each time, and spread over its upper half, so that a thousand who lost one hub do not come back in one
 * instant. `random` answers from 0 up to 1.
 */
export function backOff(attempt: number, random: () => number): number {
  const full = Math.min(longest, shortest * 2 ** (Math.min(attempt, 10) + 1));
  return Math.round((full / 2) * (1 + random()));
}
