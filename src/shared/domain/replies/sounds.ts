/**
 * How Chinese is typed by its sound: `nihao`, `nh`, and all between (`nih`, `nhao`) find 你好. The readings come from
 * a dictionary that only main loads; here they are compared.
 */

/** For each UTF-16 unit of a text its readings, "hang|xing", the likeliest first; empty for what has none. */
export type Sounds = readonly string[];

export type Range = { readonly from: number; readonly to: number };

/** So much of a text can be found by its sound. */
export const sounded = 80;

/** The sounds of so many names may be asked for at once. */
export const mostNames = 600;

/** Longest word that is looked for by sound. */
const longest = 24;
const initials = /^(?:zh|ch|sh)/u;

/** Made for looking. */
export type Soundable = {
  readonly sounds: Sounds;
  /** Which two letters can follow each other in what is typed for it, as bits: most texts are left after one look. */
  readonly pairs: Int32Array;
  /** The same of single letters, place by place. */
  readonly first: Int32Array;
};

const letters = 26;
const a = 'a'.charCodeAt(0);

export function toSoundable(sounds: Sounds): Soundable {
  const pairs = new Int32Array(sounds.length === 0 ? 0 : Math.ceil((letters * letters) / 32));
  const first = new Int32Array(sounds.length);
  for (const [at, readings] of sounds.entries()) {
    if (readings === '') continue;
    for (const reading of readings.split('|')) {
      first[at] = (first[at] ?? 0) | (1 << (reading.charCodeAt(0) - a));
      put(pairs, pairOf(reading, 0, reading, 1));
      for (const next of sounds[at + 1]?.split('|') ?? []) {
        put(pairs, pairOf(reading, 0, next, 0));
      }
    }
  }
  return { sounds, pairs, first };
}

/** Number of the pair of those letters; -1 where one of them is none. */
function pairOf(one: string, at: number, other: string, there: number): number {
  const [first, second] = [one.charCodeAt(at) - a, other.charCodeAt(there) - a];
  return isLetter(first) && isLetter(second) ? first * letters + second : -1;
}

const isLetter = (code: number) => code >= 0 && code < letters;

function put(pairs: Int32Array, pair: number): void {
  if (pair >= 0) pairs[pair >> 5] = (pairs[pair >> 5] ?? 0) | (1 << (pair & 31));
}

/**
 * First place where `query` (lower case Latin letters) is how the text sounds: each character by its whole reading or
 * its initial, the last one by as much of it as is typed.
 */
export function matchSounds({ sounds, pairs, first }: Soundable, query: string): Range | null {
  if (query === '' || query.length > longest || sounds.length === 0) return null;
  if (query.length > 1) {
    const pair = pairOf(query, 0, query, 1);
    if (pair < 0 || ((pairs[pair >> 5] ?? 0) & (1 << (pair & 31))) === 0) return null;
  }
  const letter = 1 << (query.charCodeAt(0) - a);
  for (let at = 0; at < first.length; at += 1) {
    if (((first[at] ?? 0) & letter) === 0) continue;
    const to = follow(sounds, at, query);
    if (to !== null) return { from: at, to };
  }
  return null;
}

/** Where a match that begins at `at` ends; null where there is none. */
function follow(sounds: Sounds, at: number, rest: string): number | null {
  const here = sounds[at] ?? '';
  if (here === '') return null;
  for (const reading of here.split('|')) {
    if (reading.startsWith(rest)) return at + 1;
    // Whole readings first: "xian" is 先 before it is 西安.
    const initial = initials.exec(reading)?.[0].length ?? 1;
    for (const length of initial > 1 ? [reading.length, initial, 1] : [reading.length, 1]) {
      if (!rest.startsWith(reading.slice(0, length))) continue;
      const to = follow(sounds, at + 1, rest.slice(length));
      if (to !== null) return to;
    }
  }
  return null;
}
