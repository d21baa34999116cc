export type OneAtATime = {
  /** Begins, or waits with whoever began before. Rejects with what the work rejects with. */
  readonly run: () => Promise<void>;
  /** Resolves when nothing of it is under way. */
  readonly idle: () => Promise<void>;
};

/** Work that is asked for regularly: a slow database gets no second question before it has answered the first. */
export function oneAtATime(work: () => Promise<void>): OneAtATime {
  let running: Promise<void> | null = null;
  return {
    run: () => {
      running ??= work().finally(() => {
        running = null;
      });
      return running;
    },
    idle: async () => {
      // Whoever began it hears of its failure.
      await Promise.allSettled([running]);
    },
  };
}
