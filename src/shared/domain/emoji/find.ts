/** `names` in lower case, the one that is shown first; `words` find it too. */
export type Findable = { readonly names: readonly string[]; readonly words: string };

const chinese = /[\u3040-\u9fff]/;

/**
 * Those of which each word that is wanted begins a word or, in Chinese, which has no gaps, is in one. First what is
 * called exactly so, then what begins so, then the rest, each in its own order.
 */
export function findEmoji<E extends Findable>(all: readonly E[], wanted: string, most: number): readonly E[] {
  const whole = wanted.trim().toLowerCase();
  if (whole === '') return [];
  const parts = whole.split(/\s+/);
  const rank = ({ names, words }: E): number => {
    const text = ` ${names.join(' ')} ${words}`.toLowerCase();
    if (!parts.every((part) => (chinese.test(part) ? text.includes(part) : text.includes(` ${part}`))))
      return 0;
    if (names.includes(whole) || `${text} `.includes(` ${whole} `)) return 3;
    return names.some((name) => name.startsWith(whole)) ? 2 : 1;
  };
  const ranked = all.map((one) => ({ one, at: rank(one) }));
  return [3, 2, 1]
    .flatMap((at) => ranked.filter((each) => each.at === at).map(({ one }) => one))
    .slice(0, most);
}
