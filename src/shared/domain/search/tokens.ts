import { type Run, runsOf } from './characters.ts';
import { fold } from './fold.ts';

/** A longer word is indexed in pieces of this, for no database likes words without end; each begins half a piece on. */
const longestWord = 40;
const half = longestWord / 2;

/**
 * The words of a text as all indexes have them: of Chinese, Japanese and Korean every two characters that stand
 * together, of all else the words. Each once.
 */
export function tokensOf(text: string): string[] {
  return [
    ...new Set(runsOf(fold(text)).flatMap((run) => (run.kind === 'cjk' ? pairsOf(run) : piecesOf(run)))),
  ];
}

function pairsOf({ characters }: Run): string[] {
  return characters.slice(1).map((character, at) => (characters[at] ?? '') + character);
}

/** Half as many characters as a piece has, wherever in the word they stand, are in one of its pieces. */
function piecesOf({ characters }: Run): string[] {
  const pieces: string[] = [];
  for (let from = 0; from === 0 || from + half < characters.length; from += half) {
    pieces.push(characters.slice(from, from + longestWord).join(''));
  }
  return pieces;
}

/**
 * What a text must have in its index to be worth a look: a word that has `token` in it, at its beginning or its end
 * where that is known; with both it is the word.
 */
export type Wanted = { readonly token: string; readonly begins: boolean; readonly ends: boolean };

/**
 * What the index must have of every text in which the terms are found. It may have it of others too: whoever asks
 * looks at the text (`matches`). Empty: the index says nothing of these terms, of one character for example.
 */
export function wantedOf(terms: readonly string[]): Wanted[] {
  const wanted = new Map<string, Wanted>();
  for (const run of terms.flatMap(runsOf)) {
    for (const each of run.kind === 'cjk' ? pairsOf(run).map(whole) : inWord(run)) {
      wanted.set(`${each.begins ? '' : '*'}${each.token}${each.ends ? '' : '*'}`, each);
    }
  }
  return [...wanted.values()];
}

const whole = (token: string): Wanted => ({ token, begins: true, ends: true });

/** Nothing stands before what comes first in a term: the word may have begun before it. The same of its end. */
function inWord({ characters, first, last }: Run): Wanted[] {
  const { length } = characters;
  if (!first && !last && length <= longestWord) return [whole(characters.join(''))];
  // In which of its pieces more of a word would be, and whether that is all of the piece, is not known.
  if (length > half) return [{ token: characters.slice(0, half).join(''), begins: false, ends: false }];
  // One letter is in very many words.
  return length === 1 ? [] : [{ token: characters.join(''), begins: !first, ends: !last }];
}
