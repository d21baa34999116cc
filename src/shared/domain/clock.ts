/** Time as desk and widget see it; each brings the timers of where it runs, and tests a clock of their own. */
export type Clock = {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Runs once after so many milliseconds; the returned function cancels. */
  readonly after: (milliseconds: number, run: () => void) => () => void;
};
