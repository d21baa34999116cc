import { kindOf } from './characters.ts';
import { fold } from './fold.ts';

/** UTF-16 units of what is typed that are looked for, and how many terms. */
export const longestQuery = 200;
const mostTerms = 8;

/** What is looked for: all of these, folded, wherever in the text they stand. */
export function termsOf(query: string): string[] {
  // Half of a character is none, and would not be found again after a database kept it.
  const words = fold(query.slice(0, longestQuery).replace(/\p{Surrogate}/gu, ' ')).split(/\s+/u);
  return [...new Set(words.filter((word) => word !== ''))].slice(0, mostTerms);
}

/** Whether a folded text has all terms in it. */
export function matches(folded: string, terms: readonly string[]): boolean {
  return terms.every((term) => placeOf(folded, term, 0) >= 0);
}

/**
 * Where the term stands in the folded text, from a place on; -1 where it does not. Like `LIKE '%term%'`, but what
 * begins with a letter or a digit is found at the beginning of a word only: “or” finds “order”, not “for”.
 */
export function placeOf(folded: string, term: string, from: number): number {
  const isWord = kindOf(term.codePointAt(0) ?? 0) === 'word';
  for (let at = folded.indexOf(term, from); at >= 0; at = folded.indexOf(term, at + 1)) {
    if (!isWord || at === 0 || kindOf(codeBefore(folded, at)) !== 'word') return at;
  }
  return -1;
}

function codeBefore(text: string, at: number): number {
  const low = text.charCodeAt(at - 1);
  const isLow = low >= 0xdc00 && low <= 0xdfff && at > 1;
  return isLow ? (text.codePointAt(at - 2) ?? low) : low;
}
