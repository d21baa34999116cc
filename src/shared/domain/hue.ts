/** Conversations are told apart by one of this many hues (tokens `--hue-1` … `--hue-12`). */
export const hueCount = 12;

/**
 * Gives a newly opened conversation the hue that is used least by the others that are open, the
 * lowest first: two neighbours share one only when all twelve are in use.
 */
export function nextHue(inUse: Iterable<number>): number {
  const uses = new Array<number>(hueCount + 1).fill(0);
  for (const hue of inUse) if (hue >= 1 && hue <= hueCount) uses[hue] = (uses[hue] ?? 0) + 1;
  let best = 1;
  for (let hue = 2; hue <= hueCount; hue++) if ((uses[hue] ?? 0) < (uses[best] ?? 0)) best = hue;
  return best;
}
