/**
 * An entry in the text of a desk's news, as the hub writes it. Found by its pattern, because parsing the whole
 * would cost the generator as much as a visitor does; should the hub write it otherwise one day, nothing is
 * found, and the bench says so.
 */
const entry =
  /"conversationId":"([^"]+)","seq":\d+,"feedSeq":(\d+),"publicSeq":\w+,"author":\{[^}]*\},"audience":"\w+","key":(?:null|"([^"]+)"),"at":\d+,"body":\{"kind":"(\w+)"/g;

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
      if (text.startsWith('["ready"')) head = (JSON.parse(text) as [string, { head: number }])[1].head;
      if (!text.startsWith('["entries"')) return;
      for (const [, conversationId = '', feedSeq, key, kind] of text.matchAll(entry)) {
        if (Number(feedSeq) !== head + 1) outOfOrder += 1;
        head = Number(feedSeq);
        conversations.add(conversationId);
        if (kind === 'message') messages += 1;
        if (key !== undefined) onEntry(key);
      }
    },
    onEntry: (listener: (key: string) => void) => {
      onEntry = listener;
    },
    conversations: () => conversations,
    state: () => ({ head, messages, outOfOrder }),
  };
}
