/** Upper and lower case, full width and half width count as the same. */
export function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/**
 * How well something is what was asked for: 0 best, null not at all. Every word that was typed has to stand in
 * one and the same of its names (it may have one in each language), in any order; or be the beginnings of its
 * words: `ct` is "Close the tab".
 */
export function rankOf(query: string, names: readonly string[]): number | null {
  const asked = folded(query).trim();
  if (asked === '') return 0;
  const words = asked.split(/\s+/);
  const ranks = names.map(folded).flatMap((name) => {
    if (name.startsWith(asked)) return [0];
    const places = words.map((word) => placeOf(word, name));
    if (places.every((place) => place !== null)) return [1 + Math.max(...places)];
    return beginnings(name).startsWith(asked) && asked.length > 1 ? [3] : [];
  });
  return ranks.length === 0 ? null : Math.min(...ranks);
}

/** 0: a word begins with it; 1: it stands somewhere; null: nowhere. */
function placeOf(word: string, name: string): 0 | 1 | null {
  if (!name.includes(word)) return null;
  return name.split(/[\s:·]+/).some((one) => one.startsWith(word)) ? 0 : 1;
}

function beginnings(name: string): string {
  return name
    .split(/[\s:·]+/)
    .map((word) => word.slice(0, 1))
    .join('');
}

/** What was asked for, the best first, otherwise in the order it had. */
export function found<T>(
  query: string,
  all: readonly T[],
  namesOf: (one: T) => readonly string[],
): readonly T[] {
  return all
    .flatMap((one, place) => {
      const rank = rankOf(query, namesOf(one));
      return rank === null ? [] : [{ one, rank, place }];
    })
    .sort((a, b) => a.rank - b.rank || a.place - b.place)
    .map(({ one }) => one);
}
