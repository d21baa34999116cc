import type { Clock } from '#shared/domain/clock.ts';
import type { Cache } from '../cache/client.ts';
import { faultOf, type Log } from '../log.ts';

/** The first part waits until the start is over, milliseconds. */
const firstPart = 5_000;
/** Lines a part: a few milliseconds of the cache's time. */
const part = 100;
/** Between two parts others have their turn for at least so long, or for as long as the part took. Milliseconds. */
const breath = 30;

export type Filling = { readonly stop: () => void };

/** Indexes what was in the cache before it could be searched, behind everything else. Ends when all is. */
export function startFilling(options: {
  readonly cache: Pick<Cache, 'fillSearch'>;
  readonly clock: Clock;
  readonly log: Log;
}): Filling {
  const { cache, clock, log } = options;
  let stopped = false;
  let cancel = clock.after(firstPart, () => void fill());

  async function fill(): Promise<void> {
    const from = clock.now();
    let isMore = true;
    let wait = breath;
    try {
      isMore = await cache.fillSearch(part);
      wait = Math.max(breath, clock.now() - from);
    } catch (error) {
      // The cache may be closed just now, or was made anew.
      log.warn('indexing was put off', faultOf(error));
      wait = firstPart;
    }
    if (stopped) return;
    if (isMore) cancel = clock.after(wait, () => void fill());
    else log.info('all is indexed');
  }

  return {
    stop: () => {
      stopped = true;
      cancel();
    },
  };
}
