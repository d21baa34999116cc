import type { BoardAgent, BoardDelta, BoardGroup, BoardNow, BoardRow } from '../../protocol/board.ts';

/** A board as whoever looks at it has it. Never changed in place: what is another is another object. */
export type BoardBook = {
  /** Up to which change of the hub's it is. */
  readonly number: number;
  readonly rows: ReadonlyMap<number, BoardRow>;
  readonly agents: ReadonlyMap<string, BoardAgent>;
  readonly groups: ReadonlyMap<string, BoardGroup>;
};

export function bookOf({ number, rows, agents, groups }: BoardNow): BoardBook {
  return {
    number,
    rows: new Map(rows.map((row) => [row.k, row])),
    agents: new Map(agents.map((agent) => [agent.id, agent])),
    groups: new Map(groups.map((group) => [group.id, group])),
  };
}

/** Null where something before it was missed: the whole has to be asked for. */
export function afterDelta(book: BoardBook, delta: BoardDelta): BoardBook | null {
  if (delta.from !== book.number) return null;
  const left = delta.left ?? [];
  return {
    number: delta.to,
    rows: merged(book.rows, (row) => row.k, delta.rows ?? [], delta.gone ?? []),
    agents: merged(book.agents, (one) => one.id, delta.agents ?? [], left),
    groups: merged(book.groups, (one) => one.id, delta.groups ?? [], left),
  };
}

/** As it comes over the line: a field is there, or it is not. */
type Changes<T> = { readonly [K in keyof T]?: T[K] | undefined };

function merged<I, T>(
  before: ReadonlyMap<I, T>,
  idOf: (one: T) => I,
  changes: readonly Changes<T>[],
  gone: readonly I[],
): ReadonlyMap<I, T> {
  if (changes.length === 0 && gone.length === 0) return before;
  const next = new Map(before);
  for (const change of changes) {
    const id = idOf(change as T);
    // What is new comes with all of its fields.
    next.set(id, { ...next.get(id), ...change } as T);
  }
  for (const id of gone) next.delete(id);
  return next;
}
