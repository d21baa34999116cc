import type { Mark } from '#shared/protocol/desk.ts';
import { RefusalError, refusals } from '#shared/protocol/errors.ts';
import type { Cache } from '../cache/client.ts';
import type { Ask } from './requests.ts';

/** Tells the hub how far its user has read (P11). What it could not tell, it tells after the next `ready`. */
export type Marks = {
  readonly flush: () => Promise<void>;
};

export function createMarks(ask: Ask, cache: Pick<Cache, 'marksToSend' | 'confirmMark'>): Marks {
  let busy = false;
  let again = false;

  async function send(mark: Mark): Promise<boolean> {
    try {
      await ask('mark.set', mark);
    } catch (error) {
      // A conversation that is not ours any more needs no mark; anything else is tried again later.
      if (!(error instanceof RefusalError) || refusals[error.refusal.code].retry) return false;
    }
    await cache.confirmMark(mark);
    return true;
  }

  async function flush(): Promise<void> {
    again = true;
    if (busy) return;
    busy = true;
    try {
      while (again) {
        again = false;
        for (const mark of await cache.marksToSend()) if (!(await send(mark))) return;
      }
    } catch {
      // The cache keeps the marks; the next flush sends them.
    } finally {
      busy = false;
    }
  }

  return { flush };
}
