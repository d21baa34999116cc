/** Lists of a plan are never changed in place. Positions that are not there change nothing. */

export function withAt<T>(list: readonly T[], at: number, value: T): T[] {
  return list.map((one, i) => (i === at ? value : one));
}

export function withoutAt<T>(list: readonly T[], at: number): T[] {
  return list.filter((_, i) => i !== at);
}

/** The one at `from` stands at `to` afterwards; the others keep their order. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const one = list[from];
  if (one === undefined || to < 0 || to >= list.length) return [...list];
  const rest = withoutAt(list, from);
  return [...rest.slice(0, to), one, ...rest.slice(to)];
}

/** "Name", or "Name 2", "Name 3"… where that is taken. */
export function freeName(name: string, taken: readonly { readonly name: string }[]): string {
  const has = (wanted: string) => taken.some((one) => one.name.trim().toLowerCase() === wanted.toLowerCase());
  if (!has(name)) return name;
  let n = 2;
  while (has(`${name} ${n}`)) n += 1;
  return `${name} ${n}`;
}
