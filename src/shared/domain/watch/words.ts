import { simplified } from './simplified.ts';

/**
 * Words that are looked for in what people write. There is no pattern in them: a word means itself, in any case and width, in
 * traditional or simplified characters, with whatever between its characters that says nothing (spaces, dots, stars).
 */
export type Words = { readonly find: (text: string) => string | null };

const separators = /[^\p{L}\p{N}]+/gu;
/** Writing that puts no spaces between its words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** Full-width as usual, small, simplified, without marks that are not seen. */
function plain(text: string): string {
  return simplified(
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/\p{Default_Ignorable_Code_Point}/gu, ''),
  );
}

/**
 * The words of a text, a space before and after each. Letters that stand alone, one after another, are one word: who writes
 * “s h i t” has written it.
 */
function spaced(text: string): string {
  const words: string[] = [];
  let letters = '';
  for (const word of text.split(separators)) {
    if (word === '') continue;
    if (Array.from(word).length === 1) {
      letters += word;
      continue;
    }
    if (letters !== '') words.push(letters);
    letters = '';
    words.push(word);
  }
  if (letters !== '') words.push(letters);
  return ` ${words.join(' ')} `;
}

/** Made once for a list; `find` answers the first of its words that is in the text, as the list has it. */
export function createWords(list: readonly string[]): Words {
  const whole: { readonly word: string; readonly as: string }[] = [];
  const inside: { readonly word: string; readonly as: string }[] = [];
  for (const as of list) {
    const word = plain(as);
    if (unspaced.test(word)) inside.push({ word: word.replace(separators, ''), as });
    else whole.push({ word: spaced(word), as });
  }
  return {
    find: (text) => {
      const said = plain(text);
      const squeezed = inside.length === 0 ? '' : said.replace(separators, '');
      const apart = whole.length === 0 ? '' : spaced(said);
      for (const { word, as } of inside) if (word !== '' && squeezed.includes(word)) return as;
      for (const { word, as } of whole) if (word.length > 2 && apart.includes(word)) return as;
      return null;
    },
  };
}
