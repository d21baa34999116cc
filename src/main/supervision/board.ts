import type { IpcNews } from '#shared/ipc/contract.ts';
import type { BoardDelta, BoardNow } from '#shared/protocol/board.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Ask } from '../connection/requests.ts';
import { faultOf, type Log } from '../log.ts';

/** It is said that so many changes are here; the hub lets a few times as many be under way. */
const sayEvery = 5;

export type BoardPart = IpcNews<'board.changed'>['parts'][number];

/** The live board on its way from the hub to the page: nothing of it is kept here but how far it is. */
export type BoardKeeper = {
  readonly open: () => Promise<BoardNow>;
  /** Nobody looks any more. */
  readonly close: () => void;
  readonly heard: (delta: BoardDelta) => void;
  /** A new line. */
  readonly ready: () => void;
};

export function createBoardKeeper(options: {
  readonly ask: Ask;
  readonly log: Log;
  readonly tell: (part: BoardPart) => void;
}): BoardKeeper {
  const { ask, log, tell } = options;
  let isOpen = false;
  /** Counts openings: an answer to an earlier one is worth nothing. */
  let opening = 0;
  /** Up to which change it is here; null while the whole is being asked for. */
  let number: number | null = null;
  let said = 0;
  /** What came while the whole was asked for. */
  let meanwhile: BoardDelta[] = [];

  async function read(): Promise<BoardNow> {
    const mine = ++opening;
    number = null;
    meanwhile = [];
    const now = await ask('board.open', {});
    if (mine !== opening) throw new RefusalError('conflict');
    number = now.number;
    said = now.number;
    return now;
  }

  function reread(): void {
    read().then(
      (now) => {
        tell({ now });
        catchUp();
      },
      // Without a line the next `ready` begins anew; a later opening has its own answer.
      (error) => log.info('board not read', faultOf(error)),
    );
  }

  function catchUp(): void {
    const waiting = meanwhile;
    meanwhile = [];
    for (const delta of waiting) if (number !== null && delta.from >= number) take(delta);
  }

  function take(delta: BoardDelta): void {
    if (number === null) meanwhile.push(delta);
    else if (delta.from !== number) reread();
    else {
      number = delta.to;
      tell({ delta });
      if (number - said < sayEvery) return;
      said = number;
      ask('board.got', { number }).catch((error) => log.info('board not confirmed', faultOf(error)));
    }
  }

  return {
    open: async () => {
      isOpen = true;
      const now = await read();
      // Behind the answer that the page is about to get.
      setImmediate(catchUp);
      return now;
    },
    close: () => {
      if (!isOpen) return;
      isOpen = false;
      opening += 1;
      number = null;
      meanwhile = [];
      // Without a line the hub has closed it by itself.
      ask('board.close', {}).catch((error) => log.info('board not closed', faultOf(error)));
    },
    heard: (delta) => {
      if (isOpen) take(delta);
    },
    ready: () => {
      if (isOpen) reread();
    },
  };
}
