type Heard = {
  readonly feedSeq: number;
  readonly key: string | null;
  readonly body: { readonly kind: string };
};

/** A desk's ears: takes in every news and sees that the feed comes whole and in order. */
export function watchDesk() {
  let head = 0;
  let messages = 0;
  let outOfOrder = 0;
  let onEntry = (_key: string): void => undefined;

  const take = ({ feedSeq, key, body }: Heard) => {
    if (feedSeq !== head + 1) outOfOrder += 1;
    head = feedSeq;
    if (body.kind === 'message') messages += 1;
    if (key !== null) onEntry(key);
  };
  return {
    /** A socket.io event as it is on the line: `["name",news]`. */
    hear: (text: string) => {
      const [name, news] = JSON.parse(text) as [
        string,
        { head: number; entry: Heard; entries: { entry: Heard }[] },
      ];
      if (name === 'ready') head = news.head;
      else if (name === 'entry') take(news.entry);
      else if (name === 'entries') for (const { entry } of news.entries) take(entry);
    },
    onEntry: (listener: (key: string) => void) => {
      onEntry = listener;
    },
    state: () => ({ head, messages, outOfOrder }),
    reset: () => {
      head = 0;
      messages = 0;
      outOfOrder = 0;
    },
  };
}
