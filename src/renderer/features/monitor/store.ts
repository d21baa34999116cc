import { afterDelta, type BoardBook, bookOf } from '#shared/domain/supervision/board-book.ts';
import type { IpcNews } from '#shared/ipc/contract.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith, tell } from '../../bridge/bridge.ts';
import { onBoardNews } from '../../state/board-news.ts';
import { createSlice } from '../../state/slice.ts';

type Part = IpcNews<'board.changed'>['parts'][number];

type Board = {
  readonly state: 'loading' | 'ready' | 'failed';
  readonly refusal: Refusal | null;
  readonly book: BoardBook;
  /** What the hub's clock is ahead of ours, milliseconds: so that waits tick here as they do there. */
  readonly ahead: number;
};

const nothing: BoardBook = { number: 0, rows: new Map(), agents: new Map(), groups: new Map() };

/** The live board as it is known here. */
export const useBoard = createSlice<Board>({ state: 'loading', refusal: null, book: nothing, ahead: 0 });

/** A page in the background draws no frames: what came is put in all the same. */
const mostWaiting = 50;
let waiting: Part[] = [];
let frame: number | null = null;

/** All that came since the last frame is one change of the screen. */
function take(parts: readonly Part[]): void {
  waiting.push(...parts);
  if (waiting.length > mostWaiting) flush();
  else frame ??= requestAnimationFrame(flush);
}

function flush(): void {
  if (frame !== null) cancelAnimationFrame(frame);
  frame = null;
  const parts = waiting;
  waiting = [];
  let { book, ahead } = useBoard.getState();
  for (const part of parts) {
    if ('now' in part) book = bookOf(part.now);
    // What does not follow is of before the whole that was read last.
    else book = afterDelta(book, part.delta) ?? book;
    ahead = 'now' in part ? part.now.at - Date.now() : Math.max(ahead, part.delta.at - Date.now());
  }
  useBoard.setState({ book, ahead });
}

let looks = 0;

/** From now on it is live, until the returned function is called. */
export function watchBoard(): () => void {
  looks += 1;
  const end = onBoardNews(take);
  void readBoard();
  return () => {
    looks += 1;
    end();
    waiting = [];
    useBoard.setState({ state: 'loading', refusal: null, book: nothing });
    tell('board.close', {});
  };
}

/** Asks for the whole; again where it was refused. */
export async function readBoard(): Promise<void> {
  const mine = looks;
  try {
    const now = await call('board.open', {});
    if (mine !== looks) return;
    const { at } = now;
    useBoard.setState({ state: 'ready', refusal: null, book: bookOf(now), ahead: at - Date.now() });
  } catch (error) {
    if (mine === looks) useBoard.setState({ state: 'failed', refusal: refusedWith(error) });
  }
}
