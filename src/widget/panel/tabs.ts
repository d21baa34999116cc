import * as z from 'zod/mini';
import { publicEntry } from '#shared/domain/entry.ts';

/** What the tabs of one visitor tell each other. */
const tabNews = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('outbox') }),
  z.strictObject({ kind: z.literal('sent'), entry: publicEntry }),
]);
type TabNews = z.infer<typeof tabNews>;

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
    /** Runs while no other tab runs something of the same `what`. */
    exclusive<T>(what: string, run: () => Promise<T>): Promise<T> {
      // Missing on insecure pages, whatever the types say.
      const locks = navigator.locks as LockManager | undefined;
      return locks ? (locks.request(`${name}:${what}`, run) as Promise<T>) : run();
    },
    leave: (): void => channel?.close(),
  };
}

export type Tabs = ReturnType<typeof joinTabs>;
