/**
 * What was seen a moment ago, and no longer than `within` (milliseconds). Never more than `most`: of what is too much the oldest is forgotten
 * first, and counts as new.
 */
export function createLately(within: number, most: number) {
  /** When each was seen, the longest ago first. */
  const seen = new Map<string, number>();

  const forget = (now: number): void => {
    for (const [key, at] of seen) {
      if (now - at <= within && seen.size <= most) return;
      seen.delete(key);
    }
  };

  return {
    has: (key: string, now: number): boolean => {
      forget(now);
      return seen.has(key);
    },
    add: (key: string, now: number): void => {
      seen.delete(key);
      seen.set(key, now);
      forget(now);
    },
    size: (): number => seen.size,
  };
}
