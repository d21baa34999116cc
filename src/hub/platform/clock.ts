/** Time as the hub sees it, so that tests can hold it in their hands. */
export type Clock = {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Calls `run` every `interval` milliseconds until the returned function is called. */
  readonly every: (interval: number, run: () => void) => () => void;
};

export const systemClock: Clock = {
  now: Date.now,
  every: (interval, run) => {
    const timer = setInterval(run, interval);
    // A beat alone must not keep a process alive that has nothing else to do.
    timer.unref();
    return () => clearInterval(timer);
  },
};
