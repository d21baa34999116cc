import type { Clock } from '#shared/domain/clock.ts';
import { faultOf, type Log } from '../log.ts';
import type { Cache } from './client.ts';

/** Days, where nobody chose otherwise. */
export const usualRetention = 30;
const day = 24 * 60 * 60_000;
/** The first look waits until the start is long over, milliseconds. */
const firstLook = 60_000;
/** And then every hour. */
const between = 60 * 60_000;
/** Between two batches others have their turn, milliseconds. */
const breath = 100;
/** Entries a batch: a few milliseconds of the cache's time. */
const most = 500;
/** How many conversations opened lately are left alone. */
const mostOpened = 100;

export type RetentionOptions = {
  readonly cache: Pick<Cache, 'prune'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Days after closing that a conversation stays in the cache. */
  readonly days: () => number;
  /** These are no longer in the list. The hub still has them. */
  readonly onRemoved: (ids: readonly string[]) => void;
};

export type Retention = {
  /** Somebody opened it: it stays for as long as this desk runs. */
  readonly opened: (conversationId: string) => void;
  readonly stop: () => void;
};

/** Keeps the cache from growing for ever: closed conversations leave it when their term is over. */
export function startRetention(options: RetentionOptions): Retention {
  const { cache, clock, log } = options;
  const opened = new Set<string>();
  let cancel = clock.after(firstLook, () => void look());
  let stopped = false;

  async function look(): Promise<void> {
    let wait = between;
    try {
      const closedBefore = clock.now() - options.days() * day;
      const { removed, more } = await cache.prune({ closedBefore, except: [...opened], most });
      if (stopped) return;
      if (removed.length > 0) options.onRemoved(removed);
      if (more) wait = breath;
    } catch (error) {
      // The cache may be closed just now; the next look does it.
      log.warn('retention was put off', faultOf(error));
    }
    if (!stopped) cancel = clock.after(wait, () => void look());
  }

  return {
    opened: (id) => {
      opened.delete(id);
      opened.add(id);
      const [oldest] = opened;
      if (opened.size > mostOpened && oldest !== undefined) opened.delete(oldest);
    },
    stop: () => {
      stopped = true;
      cancel();
    },
  };
}
