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

/** Whether a folded text has all terms in it, wherever they stand: what LIKE finds with `%term%`. */
export function matches(folded: string, terms: readonly string[]): boolean {
  return terms.every((term) => folded.includes(term));
}
