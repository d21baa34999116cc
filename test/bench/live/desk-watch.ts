import type { DeskNews } from '#shared/protocol/desk.ts';

/** A desk's ears: takes in every news and sees that the feed comes whole and in order. */
export function watchDesk() {
  let head = 0;
  let messages = 0;
  let outOfOrder = 0;
  const conversations = new Set<string>();
  let onEntry = (_key: string): void => undefined;

  return {
    /** A socket.io event as it is on the line: `["name",news]`. */
    hear: (text: string) => {
      const [name, news] = JSON.parse(text) as [string, unknown];
      if (name === 'ready') head = (news as DeskNews['ready']).head;
      if (name !== 'entries') return;
      for (const { entry } of (news as DeskNews['entries']).entries) {
        if (entry.feedSeq !== head + 1) outOfOrder += 1;
        head = entry.feedSeq;
        conversations.add(entry.conversationId);
        if (entry.body.kind === 'message') messages += 1;
        if (entry.key !== null) onEntry(entry.key);
      }
    },
    onEntry: (listener: (key: string) => void) => {
      onEntry = listener;
    },
    conversations: () => conversations,
    state: () => ({ head, messages, outOfOrder }),
  };
}
