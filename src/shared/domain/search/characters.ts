/** What a character is to the index: written without spaces between words, part of a word, or neither. */
export type CharacterKind = 'cjk' | 'word' | 'other';

/** First and last code points of scripts that put no space between words: Han, kana, bopomofo, Hangul. */
const cjkRanges: readonly (readonly [number, number])[] = [
  [0x2e80, 0x2fdf],
  [0x3005, 0x3007],
  [0x3021, 0x3029],
  [0x3031, 0x3035],
  [0x3038, 0x303c],
  [0x3041, 0x3096],
  [0x309d, 0x309f],
  [0x30a1, 0x30fa],
  [0x30fc, 0x30ff],
  [0x3105, 0x312f],
  [0x3131, 0x318e],
  [0x31a0, 0x31bf],
  [0x31f0, 0x31ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0x20000, 0x3ffff],
];

const wordlike = /^[\p{L}\p{N}\p{M}]$/u;
const kinds = new Map<number, CharacterKind>();

export function kindOf(code: number): CharacterKind {
  if (code < 0x80) return isAsciiWord(code) ? 'word' : 'other';
  if (code >= 0x4e00 && code <= 0x9fff) return 'cjk';
  const known = kinds.get(code);
  if (known !== undefined) return known;
  const kind = look(code);
  if (kinds.size < 10_000) kinds.set(code, kind);
  return kind;
}

/** The first code point behind those of the script that this one is of; null where it is none of them. */
export function endOfCjk(code: number): number | null {
  const range = cjkRanges.find(([first, last]) => code >= first && code <= last);
  return range === undefined ? null : range[1] + 1;
}

function look(code: number): CharacterKind {
  if (endOfCjk(code) !== null) return 'cjk';
  return wordlike.test(String.fromCodePoint(code)) ? 'word' : 'other';
}

function isAsciiWord(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

/** Characters of one kind that stand together. */
export type Run = {
  readonly kind: 'cjk' | 'word';
  readonly characters: readonly string[];
  /** Nothing stands before it, or after it. */
  readonly first: boolean;
  readonly last: boolean;
};

/** The runs of a folded text. What is neither separates them. */
export function runsOf(folded: string): Run[] {
  const runs: { kind: 'cjk' | 'word'; characters: string[]; first: boolean; last: boolean }[] = [];
  let before: CharacterKind | null = null;
  for (const character of folded) {
    const kind = kindOf(character.codePointAt(0) ?? 0);
    const open = runs.at(-1);
    if (kind !== 'other' && kind === before) open?.characters.push(character);
    else if (kind !== 'other') {
      runs.push({ kind, characters: [character], first: before === null, last: false });
    }
    before = kind;
  }
  const end = runs.at(-1);
  if (end !== undefined && before !== 'other') end.last = true;
  return runs;
}
