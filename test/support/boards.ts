import { afterDelta, type BoardBook, bookOf } from '#shared/domain/supervision/board-book.ts';
import type { BoardDelta } from '#shared/protocol/board.ts';
import type { DeskClient } from './hub.ts';

/** A board as a desk keeps it: what it opened with, and everything since. */
export type TestBoard = {
  readonly book: () => BoardBook;
  /** Every change that was told. */
  readonly told: readonly BoardDelta[];
  /** Opens it anew where something was missed; counts how often. */
  readonly gaps: () => number;
};

export async function openBoard(
  desk: DeskClient,
  options: { readonly says?: boolean } = {},
): Promise<TestBoard> {
  const told: BoardDelta[] = [];
  let book: BoardBook | null = null;
  let gaps = 0;
  desk.socket.on('board', (delta: BoardDelta) => {
    told.push(delta);
    if (book === null || delta.to <= book.number) return;
    const next = afterDelta(book, delta);
    if (next === null) gaps += 1;
    else book = next;
    // A test may end before the answer comes.
    if (options.says !== false) desk.socket.emit('board.got', { number: delta.to }, () => undefined);
  });
  const now = await desk.get('board.open', {});
  book = bookOf(now);
  for (const delta of told) if (delta.from >= book.number) book = afterDelta(book, delta) ?? book;
  return { book: () => book as BoardBook, told, gaps: () => gaps };
}

/** What a board says, without the handles of the hub's own. By id. */
export function contentOf({ rows, agents, groups }: BoardBook) {
  const byId = <T extends { readonly id: string }>(all: Iterable<T>) =>
    [...all].sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    rows: byId(rows.values()).map(({ k: _, ...row }) => row),
    agents: byId(agents.values()),
    groups: byId(groups.values()),
  };
}
