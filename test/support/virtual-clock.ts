import type { Clock } from '#shared/domain/clock.ts';

export type VirtualClock = Clock & {
  /** Passes so many milliseconds, running what falls due in its order, and lets promises settle between. */
  readonly pass: (milliseconds: number) => Promise<void>;
  /** Lets promises settle without any time passing. */
  readonly settle: () => Promise<void>;
  /** How many timers are set. */
  readonly waiting: () => number;
};

/** Time that passes only when a test says so. */
export function virtualClock(start = 1_000_000): VirtualClock {
  let now = start;
  let lastId = 0;
  const due = new Map<number, { readonly at: number; readonly run: () => void }>();
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    now: () => now,
    after: (milliseconds, run) => {
      lastId += 1;
      const id = lastId;
      due.set(id, { at: now + milliseconds, run });
      return () => void due.delete(id);
    },
    settle,
    waiting: () => due.size,
    pass: async (milliseconds) => {
      const end = now + milliseconds;
      await settle();
      for (;;) {
        const next = [...due]
          .filter(([, { at }]) => at <= end)
          .sort((a, b) => a[1].at - b[1].at || a[0] - b[0])[0];
        if (next === undefined) break;
        const [id, { at, run }] = next;
        due.delete(id);
        now = Math.max(now, at);
        run();
        await settle();
      }
      now = end;
    },
  };
}
