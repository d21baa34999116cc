export type Emoji = { readonly emoji: string; readonly name: string; readonly words: string };

/** What the build has made of them: groups of `[emoji, name, words]`. Throws for anything else. */
export function readEmoji(raw: unknown): readonly (readonly Emoji[])[] {
  return (raw as string[][][]).map((group) =>
    group.map(([emoji, name, words]) => {
      if (!emoji || !name) throw new TypeError('not understood');
      return { emoji, name, words: `${name} ${words ?? ''}`.toLowerCase() };
    }),
  );
}

/** So many are shown of what was found. */
const most = 120;

/** Those of which each word that is wanted begins a word or, in Chinese, which has no gaps, is in one; best first. */
export function found(groups: readonly (readonly Emoji[])[], wanted: string): readonly Emoji[] {
  const parts = wanted.trim().toLowerCase().split(/\s+/);
  const rank = ({ name, words }: Emoji): number => {
    const fits = (part: string): boolean =>
      /[\u3040-\u9fff]/.test(part) ? words.includes(part) : ` ${words}`.includes(` ${part}`);
    if (!parts.every(fits)) return 0;
    return name.toLowerCase().startsWith(parts[0] ?? '') ? 2 : 1;
  };
  const ranked = groups.flat().map((one) => ({ one, at: rank(one) }));
  return [2, 1].flatMap((at) => ranked.filter((each) => each.at === at).map(({ one }) => one)).slice(0, most);
}
