import type { DeskNews } from '#shared/protocol/desk.ts';

type Watched = DeskNews['watched'];

/** Which of one's own conversations somebody looks at (E2), as far as the house tells it. */
export type WatchedKeeper = {
  readonly get: () => readonly Watched[];
  readonly ready: (all: readonly Watched[]) => void;
  readonly heard: (news: Watched) => void;
};

export function createWatched(onChanged: (all: Watched[]) => void): WatchedKeeper {
  let watched = new Map<string, Watched>();
  const tell = () => onChanged([...watched.values()]);
  return {
    get: () => [...watched.values()],
    ready: (all) => {
      if (watched.size === 0 && all.length === 0) return;
      watched = new Map(all.map((one) => [one.conversationId, one]));
      tell();
    },
    heard: (news) => {
      if (news.by.length > 0) watched.set(news.conversationId, news);
      else watched.delete(news.conversationId);
      tell();
    },
  };
}
