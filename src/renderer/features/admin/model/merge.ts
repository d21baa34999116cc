/** What makes one list another, and how two people's changes of one go together. Things in it are told apart by `idOf`. */

type IdOf<T> = (one: T) => string;

/** Documents are JSON: the order of keys says nothing. */
export function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, one]) => [key, sorted(one)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

export type ListChange<T> = { readonly one: T; readonly how: 'added' | 'removed' | 'changed' };

export function listChanges<T>(before: readonly T[], after: readonly T[], idOf: IdOf<T>): ListChange<T>[] {
  const old = new Map(before.map((one) => [idOf(one), one]));
  const ids = new Set(after.map(idOf));
  return [
    ...after.flatMap((one): ListChange<T>[] => {
      const was = old.get(idOf(one));
      if (was === undefined) return [{ one, how: 'added' }];
      return isSame(was, one) ? [] : [{ one, how: 'changed' }];
    }),
    ...before.flatMap((one): ListChange<T>[] => (ids.has(idOf(one)) ? [] : [{ one, how: 'removed' }])),
  ];
}

/** Whether those that both have stand in another order. */
export function isMoved<T>(before: readonly T[], after: readonly T[], idOf: IdOf<T>): boolean {
  const common = (some: readonly T[], others: readonly T[]) => {
    const ids = new Set(others.map(idOf));
    return some.map(idOf).filter((id) => ids.has(id));
  };
  return common(before, after).join() !== common(after, before).join();
}

/** What both have changed is as I have it; the order is mine where I have moved one, theirs otherwise. */
export function merged<T>(base: readonly T[], mine: readonly T[], theirs: readonly T[], idOf: IdOf<T>): T[] {
  const byId = (list: readonly T[]) => new Map(list.map((one) => [idOf(one), one]));
  const [was, own] = [byId(base), byId(mine)];
  const kept = theirs.flatMap((one) => {
    const [before, now] = [was.get(idOf(one)), own.get(idOf(one))];
    if (before === undefined) return [now ?? one];
    if (now === undefined) return [];
    return [isSame(before, now) ? one : now];
  });
  const have = new Set(kept.map(idOf));
  // What I have changed and they have removed is there again: it is for me to remove it too.
  const more = mine.filter((one) => {
    const before = was.get(idOf(one));
    return !have.has(idOf(one)) && (before === undefined || !isSame(before, one));
  });
  const all = [...kept, ...more];
  if (!isMoved(base, mine, idOf)) return all;
  const place = new Map(mine.map((one, i) => [idOf(one), i]));
  const placed = all.filter((one) => place.has(idOf(one)));
  return [
    ...placed.sort((a, b) => (place.get(idOf(a)) ?? 0) - (place.get(idOf(b)) ?? 0)),
    ...all.filter((one) => !place.has(idOf(one))),
  ];
}
