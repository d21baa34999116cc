/** Longest that is looked for; what is longer is no shortcut but a text with a slash in it. */
const longest = 32;

export type Slash = {
  /** Where the slash stands, and where what was typed after it ends. */
  readonly from: number;
  readonly to: number;
  readonly query: string;
};

/** Chinese, Japanese and Korean letters and punctuation: after these no space is written. */
const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef]/u;

/**
 * The slash that the cursor stands after, with what is typed between both: at the start, after white space, or right
 * after a CJK letter; never within a word or an address. A Chinese input method writes `、` for that key: it counts
 * where nothing could be enumerated, at the start and after white space. Null where there is none.
 */
export function slashAt(text: string, caret: number): Slash | null {
  const before = text.slice(Math.max(0, caret - longest - 1), caret);
  const at = Math.max(before.lastIndexOf('/'), before.lastIndexOf('、'));
  if (at < 0) return null;
  const query = before.slice(at + 1);
  if (/\s/u.test(query)) return null;
  const from = caret - before.length + at;
  const previous = text.slice(0, from).at(-1) ?? '';
  const isFree = previous === '' || /\s/u.test(previous);
  if (before[at] === '、') return isFree ? { from, to: caret, query } : null;
  return isFree || wide.test(previous) ? { from, to: caret, query } : null;
}
