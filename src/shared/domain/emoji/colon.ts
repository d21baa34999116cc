export type Colon = {
  /** Where the colon stands, and where what was typed after it ends. */
  readonly from: number;
  readonly to: number;
  readonly query: string;
};

/** Longest that is looked for. */
const longest = 24;

/** Before a colon that asks for an emoji: nothing, white space, or what ends or divides a Chinese sentence. */
const free = /[\s，。！？、；…~～）」』”]/u;
/** One Chinese character says enough, of letters two. */
const enough = /\p{Script=Han}|^[a-z0-9+_-]{2}/iu;
const word = /^[\p{L}\p{N}_+-]+$/u;

/**
 * The colon that the caret stands after, with what is typed between both. Only where no colon of a sentence can stand:
 * "电话:138", "10:30" and an address ask for nothing. Null where there is none.
 */
export function colonAt(text: string, caret: number): Colon | null {
  const before = text.slice(Math.max(0, caret - longest - 1), caret);
  const at = before.lastIndexOf(':');
  if (at < 0) return null;
  const query = before.slice(at + 1);
  if (!word.test(query) || !enough.test(query)) return null;
  const from = caret - before.length + at;
  const previous = text.slice(0, from).at(-1) ?? ' ';
  return free.test(previous) ? { from, to: caret, query } : null;
}
