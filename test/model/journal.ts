/** One message as its author knows it. */
export type Written = {
  readonly key: string;
  /** Null for a visitor: the hub says where it belongs. */
  readonly conversationId: string | null;
  readonly text: string;
  /** For the customer, or for staff alone. */
  readonly kind: 'message' | 'note';
  /** What the author was told of it on their own device; `maybe`: it ended before it could say. */
  told: 'maybe' | 'kept' | 'not kept';
  /** It was refused and sent once more: it has its place by then, not by when it was written. */
  retried: boolean;
  /** Given up, after so many answers of the hub; null while it is not. */
  discardedAt: number | null;
};

export type Author = ReturnType<typeof createAuthor>;

/** What one author wrote on one device, in order. */
export function createAuthor(id: string) {
  const written: Written[] = [];
  return {
    id,
    written,
    begins: (message: Pick<Written, 'key' | 'conversationId' | 'text'> & Partial<Written>): Written => {
      const one: Written = { kind: 'message', ...message, told: 'maybe', retried: false, discardedAt: null };
      written.push(one);
      return one;
    },
    kept: (key: string) => {
      const found = written.find((each) => each.key === key);
      if (found !== undefined) found.told = 'kept';
    },
    of: (key: string): Written => {
      const found = written.find((each) => each.key === key);
      if (found === undefined) throw new Error('nobody wrote that');
      return found;
    },
  };
}
