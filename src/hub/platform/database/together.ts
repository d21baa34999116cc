/** Most keys of one question: a list that is longer costs more to prepare than it saves. */
const most = 64;

/**
 * Asks for one at a time, and the database for all that were asked for in one turn of the event loop: after
 * an outage two thousand visitors are looked up in a few dozen queries. What is read is never older than the
 * asking. `ask` answers by key; a key that it does not name is null. It may be given the last key several times,
 * so that there are lists of but a few lengths: each length is a statement to be prepared. Rejects for all
 * when `ask` does.
 */
export function together<V>(
  ask: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>,
): (key: string) => Promise<V | null> {
  let keys = new Set<string>();
  let answer: Promise<ReadonlyMap<string, V>> | null = null;

  return async (key) => {
    if (keys.size >= most) answer = null;
    if (answer === null) {
      const mine = new Set<string>();
      keys = mine;
      const asked: Promise<ReadonlyMap<string, V>> = new Promise((resolve, reject) => {
        setImmediate(() => {
          if (answer === asked) answer = null;
          ask(padded([...mine])).then(resolve, reject);
        });
      });
      answer = asked;
    }
    keys.add(key);
    return (await answer).get(key) ?? null;
  };
}

/** To the next power of two. */
function padded(keys: readonly string[]): readonly string[] {
  const length = 2 ** Math.ceil(Math.log2(keys.length));
  return [...keys, ...Array<string>(length - keys.length).fill(keys.at(-1) ?? '')];
}
