import type { Db } from './db.ts';
import type { Repositories } from './repositories.ts';

export type Pruning = {
  /** Conversations closed before this time go, epoch milliseconds. */
  readonly closedBefore: number;
  /** These stay: somebody is looking at them. */
  readonly except: readonly string[];
  /** How many entries one call removes at most: other calls wait for it. */
  readonly most: number;
};

export type Pruned = {
  /** Conversations that are gone now. */
  readonly removed: readonly string[];
  /** There is more to be done. */
  readonly more: boolean;
};

/**
 * Removes closed conversations whose term is over, oldest first, a few entries at a time. What stays of a
 * conversation between two calls is its end: held without a gap, as ever. Never one with a draft, an
 * unsent message or a read mark that the hub does not know.
 */
export function prune(db: Db, repos: Repositories, { closedBefore, except, most }: Pruning): Pruned {
  return db.transaction((): Pruned => {
    repos.files.dropBefore(closedBefore);
    const removed: string[] = [];
    const kept = new Set(except);
    let left = most;
    for (const { id, last } of repos.conversations.outdated(closedBefore)) {
      if (kept.has(id)) continue;
      if (left <= 0) return { removed, more: true };
      const { cleared, floor } = repos.entries.clearOldest(id, left);
      if (floor !== null) {
        repos.conversations.setHeld(id, { floor, last });
        return { removed, more: true };
      }
      // One without lines costs something too.
      left -= Math.max(cleared, 1);
      repos.conversations.remove(id);
      removed.push(id);
    }
    if (removed.length > 0) repos.customers.sweep();
    return { removed, more: left <= 0 };
  })();
}
