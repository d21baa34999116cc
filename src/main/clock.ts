/** Time as the desk's core sees it; tests bring a clock of their own. */
export type Clock = {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Runs once after so many milliseconds; the returned function cancels. */
  readonly after: (milliseconds: number, run: () => void) => () => void;
};

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};
