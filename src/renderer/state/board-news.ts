import type { IpcNews } from '#shared/ipc/contract.ts';

type BoardNews = IpcNews<'board.changed'>['parts'];

let listener: ((parts: BoardNews) => void) | null = null;

/** The board itself is read when somebody looks at it: until then nobody listens, and the hub tells nothing. */
export function onBoardNews(to: (parts: BoardNews) => void): () => void {
  listener = to;
  return () => {
    if (listener === to) listener = null;
  };
}

export function applyBoardNews({ parts }: IpcNews<'board.changed'>): void {
  listener?.(parts);
}
