/** A page that has ended so often in so long ends again as soon as it is there: it is not brought back any more. */
const most = 3;
const within = 60_000;

/** Counts ends of the page; answers whether this one is one too many. */
export function createCrashLoop(now: () => number): () => boolean {
  let ends: readonly number[] = [];
  return () => {
    const at = now();
    ends = [...ends.filter((end) => at - end < within), at];
    const isLoop = ends.length >= most;
    // Brought back all the same, it has the same chance anew.
    if (isLoop) ends = [];
    return isLoop;
  };
}
