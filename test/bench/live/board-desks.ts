import { io, type Socket } from 'socket.io-client';
import { afterDelta, type BoardBook, bookOf } from '#shared/domain/supervision/board-book.ts';
import type { BoardDelta, BoardNow } from '#shared/protocol/board.ts';
import { namespaces, socketPath } from '#shared/protocol/handshake.ts';
import { serve, usage } from './worker.ts';

/** Supervisors with a board each, in one process. */

type Looking = { readonly socket: Socket; book: BoardBook | null; said: number };
const looking: Looking[] = [];
/** By conversation: what each board shows of it, and when all of them had come how far. */
let shown = new Map<string, Float64Array>();
let reached: { id: string; upTo: number; at: number }[] = [];
let bytes = 0;
let gaps = 0;
let recorded: { readonly at: number; readonly delta: BoardDelta }[] | null = null;

const now = () => performance.timeOrigin + performance.now();

function take(index: number, delta: BoardDelta, board: Looking): void {
  if (board.book === null) return;
  const next = afterDelta(board.book, delta);
  if (next === null) {
    gaps += 1;
    return;
  }
  board.book = next;
  if (index === 0) recorded?.push({ at: now(), delta });
  if (delta.to - board.said >= 5) {
    board.said = delta.to;
    board.socket.emit('board.got', { number: delta.to }, () => undefined);
  }
  const at = now();
  for (const { k } of delta.rows ?? []) {
    const row = next.rows.get(k);
    if (row === undefined) continue;
    const all = shown.get(row.id) ?? new Float64Array(looking.length);
    shown.set(row.id, all);
    const before = least(all);
    all[index] = Math.max(row.waiting ?? 0, row.replied ?? 0);
    const upTo = least(all);
    if (upTo > before) reached.push({ id: row.id, upTo, at });
  }
}

/** Without the cost of spreading: it is asked for every line of every board. */
function least(all: Float64Array): number {
  let found = Number.POSITIVE_INFINITY;
  for (const one of all) if (one < found) found = one;
  return found;
}

const calls = {
  /** `reads`: whether they keep a board, or only hear what comes. */
  open: async ({ url, count, reads }: { url: string; count: number; reads: boolean }) => {
    for (const { socket } of looking.splice(0)) socket.disconnect();
    shown = new Map();
    reached = [];
    gaps = 0;
    for (let n = 0; n < count; n += 1) {
      const socket = io(url + namespaces.desk, {
        path: socketPath,
        transports: ['websocket'],
        forceNew: true,
      });
      const board: Looking = { socket, book: null, said: 0 };
      looking.push(board);
      await new Promise<void>((resolve) => socket.once('connect', resolve));
      if (n === 0)
        socket.io.engine.on('packet', ({ data }: { data?: unknown }) => {
          if (typeof data === 'string') bytes += data.length + 1;
        });
      if (!reads) {
        socket.on('board', () => undefined);
        continue;
      }
      socket.on('board', (delta: BoardDelta) => take(n, delta, board));
      const { value } = (await socket.emitWithAck('board.open', {})) as { value: BoardNow };
      board.book = bookOf(value);
    }
  },
  /** From now on. */
  count: ({ record }: { record: boolean }) => {
    bytes = 0;
    reached = [];
    recorded = record ? [] : null;
  },
  found: () => ({ bytes, reached, gaps, recorded: recorded ?? [] }),
  /** What the boards show, as they do all. */
  last: () =>
    looking.map(({ book }) =>
      [...(book?.rows.values() ?? [])].map(({ id, waiting, replied }) => ({ id, waiting, replied })),
    ),
  book: () => {
    const book = looking[0]?.book;
    if (book === null || book === undefined) throw new Error('no board');
    const { number, rows, agents, groups } = book;
    return {
      number,
      at: Date.now(),
      rows: [...rows.values()],
      agents: [...agents.values()],
      groups: [...groups.values()],
    };
  },
  ...usage(),
};
export type BoardDesks = typeof calls;

serve(calls, async () => {
  for (const { socket } of looking) socket.disconnect();
});
