import { useCallback, useRef, useState } from 'react';

export type Order<K> = {
  readonly keys: readonly K[];
  /** It is not as it would be sorted now. */
  readonly isOld: boolean;
  readonly sort: () => void;
};

/**
 * The order in which lines stand. While somebody reads (`isHeld`) no line changes its place: one that is gone keeps it,
 * empty, and what is new comes at the end. `rule` is what the order is by: with another one everything is sorted anew.
 */
export function useOrder<K>(sorted: readonly K[], isHeld: boolean, rule: unknown): Order<K> {
  const shown = useRef<{ keys: readonly K[]; rule: unknown }>({ keys: sorted, rule });
  const [, again] = useState(0);
  const sort = useCallback(() => {
    shown.current = { keys: [], rule: null };
    again((n) => n + 1);
  }, []);
  if (!isHeld || shown.current.rule !== rule) shown.current = { keys: sorted, rule };
  else shown.current = { keys: heldOrder(shown.current.keys, sorted), rule };
  const { keys } = shown.current;
  return { keys, isOld: keys !== sorted && !isSame(keys, sorted), sort };
}

/** The order as it stands, and behind it what it does not have yet. */
export function heldOrder<K>(before: readonly K[], sorted: readonly K[]): readonly K[] {
  const known = new Set(before);
  const added = sorted.filter((key) => !known.has(key));
  return added.length === 0 ? before : [...before, ...added];
}

function isSame<K>(a: readonly K[], b: readonly K[]): boolean {
  return a.length === b.length && a.every((key, at) => key === b[at]);
}
