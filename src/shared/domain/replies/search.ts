import { speaks, textIn } from './language.ts';
import type { Reply, ReplyUse } from './reply.ts';
import { matchSounds, type Range, type Soundable, type Sounds, toSoundable } from './sounds.ts';

/** How title and texts sound, in the order of the texts. */
export type ReplySounds = { readonly title: Sounds; readonly texts: readonly Sounds[] };

/** A reply, made ready to be looked for. */
export type IndexedReply = {
  readonly reply: Reply;
  readonly shortcut: string;
  readonly title: string;
  readonly texts: readonly string[];
  readonly folder: string;
  /** Latin letters of the texts: looking for one that is not there takes longest. */
  readonly letters: number;
  readonly titleSounds: Soundable;
  readonly textSounds: readonly Soundable[];
};

export type FoundReply = {
  readonly reply: Reply;
  /** What of it was found, for the eye. `text` is of the text in the language that was asked for. */
  readonly marks: {
    readonly shortcut: Range[];
    readonly title: Range[];
    readonly text: Range[];
  };
};

export type ReplyQuery = {
  readonly words: string;
  /** What the customer reads: replies that are written in it come first. */
  readonly language: string;
  readonly uses: ReadonlyMap<string, Pick<ReplyUse, 'count' | 'lastAt'>>;
  readonly now: number;
  readonly limit: number;
  /** Which are looked at at all. */
  readonly among?: (reply: Reply) => boolean;
};

/** How good a match is: whatever is in a better class comes first. */
const classes = {
  shortcutIs: 9,
  shortcutBegins: 8,
  titleBegins: 7,
  titleSounds: 6,
  titleHas: 5,
  shortcutHas: 4,
  textHas: 3,
  textSounds: 2,
  folderHas: 1,
} as const;

/** A use counts half as much after so long. Milliseconds. */
const halfLife = 14 * 24 * 3600 * 1000;
/** What is worth one class, and what in it the language and the use of a reply are worth at most. */
const [ofClass, ofLanguage, ofUse] = [1_000_000, 500_000, 90_000];

export function indexReply(reply: Reply, sounds: ReplySounds): IndexedReply {
  return {
    reply,
    shortcut: fold(reply.shortcut),
    title: fold(reply.title),
    texts: reply.texts.map(({ text }) => fold(text)),
    folder: fold(reply.folder),
    letters: reply.texts.reduce((all, { text }) => all | lettersOf(fold(text)), 0),
    titleSounds: toSoundable(sounds.title),
    textSounds: sounds.texts.map(toSoundable),
  };
}

/** The best, best first. With no words: what this person uses most. */
export function searchReplies(all: Iterable<IndexedReply>, query: ReplyQuery): FoundReply[] {
  const words = fold(query.words).split(/\s+/u).filter(Boolean);
  const best: Hit[] = [];
  for (const one of all) {
    if (query.among?.(one.reply) === false) continue;
    const found = worst(one, words);
    if (found === 0) continue;
    const isIn = speaks(one.reply.texts, query.language);
    const score = found * ofClass + (isIn ? ofLanguage : 0) + nearer(one.reply, found) + used(one, query);
    keep(best, { one, score }, query.limit);
  }
  return best
    .sort(better)
    .slice(0, query.limit)
    .map(({ one }) => toFound(one, words, query.language));
}

type Hit = { readonly one: IndexedReply; readonly score: number };

/** Sorting all that a letter finds would cost more than finding it. */
function keep(best: Hit[], hit: Hit, limit: number): void {
  best.push(hit);
  if (best.length < limit * 8 + 64) return;
  best.sort(better).length = limit;
}

function better(a: Hit, b: Hit): number {
  return b.score - a.score || compare(a.one, b.one);
}

/** Every word has to be found; the one that is found worst says how good it is. 0: one is not found. */
function worst(one: IndexedReply, words: readonly string[]): number {
  let least: number = classes.shortcutIs;
  for (const word of words) {
    const found = classOf(one, word);
    if (found === 0) return 0;
    least = Math.min(least, found);
  }
  return least;
}

function classOf(one: IndexedReply, word: string): number {
  if (one.shortcut === word) return classes.shortcutIs;
  if (one.shortcut.startsWith(word)) return classes.shortcutBegins;
  if (one.title.startsWith(word)) return classes.titleBegins;
  const isLatin = latin.test(word);
  if (isLatin && matchSounds(one.titleSounds, word) !== null) return classes.titleSounds;
  if (one.title.includes(word)) return classes.titleHas;
  if (one.shortcut.includes(word)) return classes.shortcutHas;
  const letters = lettersOf(word);
  if ((one.letters & letters) === letters && one.texts.some((text) => text.includes(word)))
    return classes.textHas;
  // A single letter is the beginning of nearly every text.
  if (isLatin && word.length > 1 && one.textSounds.some((text) => matchSounds(text, word) !== null))
    return classes.textSounds;
  return one.folder.includes(word) ? classes.folderHas : 0;
}

/** The letters a to z that are in it, as bits. */
function lettersOf(text: string): number {
  let all = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charCodeAt(at) - 97;
    if (letter >= 0 && letter < 26) all |= 1 << letter;
  }
  return all;
}

const silent = toSoundable([]);
const latin = /^[a-z]+$/u;

/** One's own way to say it comes before the group's, and that before the house's: clearly where the shortcut is both. */
function nearer({ scope }: Reply, found: number): number {
  const steps = { personal: 2, group: 1, everyone: 0 }[scope.is];
  return steps * (found === classes.shortcutIs ? 150_000 : 2_000);
}

function used({ reply }: IndexedReply, { uses, now }: ReplyQuery): number {
  const use = uses.get(reply.id);
  if (use === undefined || use.count === 0) return 0;
  const fresh = 0.2 + 0.8 * 2 ** (-Math.max(0, now - use.lastAt) / halfLife);
  return Math.min(ofUse, Math.log2(1 + use.count) * 9_000 * fresh);
}

function compare(a: IndexedReply, b: IndexedReply): number {
  if (a.title !== b.title) return a.title < b.title ? -1 : 1;
  return a.reply.id < b.reply.id ? -1 : 1;
}

function toFound(one: IndexedReply, words: readonly string[], language: string): FoundReply {
  const { reply } = one;
  const at = Math.max(0, reply.texts.indexOf(textIn(reply.texts, language)));
  const marksIn = (text: string, sounds: Soundable) =>
    merged(words.map((word) => rangeOf(text, sounds, word)).filter((range) => range !== null));
  return {
    reply,
    marks: {
      shortcut: marksIn(one.shortcut, silent),
      title: marksIn(one.title, one.titleSounds),
      text: marksIn(one.texts[at] ?? '', one.textSounds[at] ?? silent),
    },
  };
}

function rangeOf(text: string, sounds: Soundable, word: string): Range | null {
  const at = text.indexOf(word);
  if (at >= 0) return { from: at, to: at + word.length };
  return latin.test(word) && word.length > 1 ? matchSounds(sounds, word) : null;
}

function merged(ranges: readonly Range[]): Range[] {
  const done: Range[] = [];
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = done.at(-1);
    if (last !== undefined && range.from <= last.to)
      done[done.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
    else done.push(range);
  }
  return done;
}

/** Without the difference of capitals, unit for unit: places in it are places in what it was made from. */
function fold(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
}
