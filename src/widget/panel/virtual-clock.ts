import type { Clock } from './clock.ts';

/** Time that passes when a test says so. */
export function virtualClock() {
  let now = 1_000_000;
  let timers: readonly { readonly at: number; readonly what: () => void }[] = [];
  const settle = async (): Promise<void> => {
    // Enough turns for every promise that is settled already to be heard of.
    for (let turn = 0; turn < 50; turn++) await Promise.resolve();
  };
  const clock: Clock = {
    now: () => now,
    after(delay, what) {
      const timer = { at: now + delay, what };
      timers = [...timers, timer];
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
  };
  return {
    clock,
    settle,
    /** How many are set. */
    waiting: (): number => timers.length,
    /** Lets so many milliseconds pass, each timer in its turn. */
    async pass(delay: number): Promise<void> {
      const end = now + delay;
      await settle();
      for (;;) {
        const next = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers = timers.filter((one) => one !== next);
        now = Math.max(now, next.at);
        next.what();
        await settle();
      }
      now = end;
    },
  };
}
