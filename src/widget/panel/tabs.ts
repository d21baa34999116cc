import * as z from 'zod/mini';
import { publicEntry } from '#shared/domain/public-entry.ts';
import { ackTimeout } from '#shared/protocol/limits.ts';

/** What the tabs of one visitor tell each other. */
const tabNews = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('outbox') }),
  z.strictObject({ kind: z.literal('sent'), entry: publicEntry }),
]);
type TabNews = z.infer<typeof tabNews>;

/** Longer than any tab that is alive needs to send one message. Milliseconds. */
const patience = ackTimeout + 5000;

/**
 * Other tabs of this page's origin with the same hub. Without BroadcastChannel or Web Locks (an
 * insecure page has none) tabs learn from the hub instead, and the key keeps doubles out.
 */
export function joinTabs(name: string, onNews: (news: TabNews) => void) {
  let channel: BroadcastChannel | null = null;
  try {
    channel = new BroadcastChannel(name);
    channel.onmessage = (event) => {
      const news = tabNews.safeParse(event.data);
      if (news.success) onNews(news.data);
    };
  } catch {
    // Alone, then.
  }
  return {
    tell: (news: TabNews): void => channel?.postMessage(news),
    /**
     * Runs while no other tab runs something of the same `what`. A tab that has stood still for long
     * with the lock in its hands, frozen by the browser, is robbed of it: everything that is run here
     * does no harm when it is run twice, and much when it is never run.
     */
    async exclusive<T>(what: string, run: () => Promise<T>): Promise<T> {
      // Missing on insecure pages, whatever the types say.
      const locks = navigator.locks as LockManager | undefined;
      if (!locks) return run();
      const waiting = new AbortController();
      const timer = setTimeout(() => waiting.abort(), patience);
      let running: Promise<T> | undefined;
      const request = (how: LockOptions) =>
        locks.request(`${name}:${what}`, how, () => {
          clearTimeout(timer);
          running = run();
          return running;
        }) as Promise<T>;
      // Once it runs it is waited for, also when the lock was taken from it meanwhile.
      return request({ signal: waiting.signal })
        .catch(() => running ?? request({ steal: true }))
        .catch(() => running ?? run());
    },
    leave: (): void => channel?.close(),
  };
}

export type Tabs = ReturnType<typeof joinTabs>;
