type Known<T> = {
  now: T;
  /** In which change of the board it became so. */
  at: number;
};

/**
 * What a board shows of one kind of thing, by id, and in which of the board's changes each came to be as it is: so that
 * what anybody has missed, from whatever number on, is the last state of all that changed since.
 */
export function createKept<I extends string | number, T extends object>() {
  const known = new Map<I, Known<T>>();
  const gone = new Map<I, number>();
  return {
    all: (): T[] => [...known.values()].map(({ now }) => now),
    /** Answers the fields that have changed, all of them for what is new, or null where nothing has. */
    put: (id: I, now: T, number: number): Partial<T> | null => {
      const before = known.get(id);
      if (before === undefined) {
        gone.delete(id);
        known.set(id, { now, at: number });
        return now;
      }
      const change = changeOf(before.now, now);
      if (change === null) return null;
      before.now = now;
      before.at = number;
      return change;
    },
    /** Answers whether it was there. */
    remove: (id: I, number: number): boolean => {
      if (!known.delete(id)) return false;
      gone.set(id, number);
      return true;
    },
    has: (id: I): boolean => known.has(id),
    ids: (): I[] => [...known.keys()],
    since: (number: number): { readonly changed: T[]; readonly gone: I[] } => ({
      changed: [...known.values()].filter(({ at }) => at > number).map(({ now }) => now),
      gone: [...gone].filter(([, at]) => at > number).map(([id]) => id),
    }),
    /** Nobody has missed anything up to that number. */
    forgetGone: (number: number): void => {
      for (const [id, at] of gone) if (at <= number) gone.delete(id);
    },
    clear: (): void => {
      known.clear();
      gone.clear();
    },
  };
}

function changeOf<T extends object>(before: T, now: T): Partial<T> | null {
  let change: Partial<T> | null = null;
  for (const name of Object.keys(now) as (keyof T)[]) {
    const [was, is] = [before[name], now[name]];
    if (isSame(was, is)) continue;
    change ??= {};
    change[name] = is;
  }
  return change;
}

/** Of what is on a board: plain values, and small objects and lists of them. Made for this, because it is asked thousands of times a second. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  for (const name of names)
    if (!isSame((a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name])) return false;
  return true;
}
