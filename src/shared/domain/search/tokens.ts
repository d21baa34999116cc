import { type Run, runsOf } from './characters.ts';
import { fold } from './fold.ts';

/** A longer word is found by its beginning: no database likes words without end. */
const longestWord = 40;

/**
 * The words of a text as both databases index them: of Chinese, Japanese and Korean every two characters that
 * stand together, of all else the words. Each once.
 */
export function tokensOf(text: string): string[] {
  return [...new Set(runsOf(fold(text)).flatMap((run) => (run.kind === 'cjk' ? pairsOf(run) : [cut(run)])))];
}

function pairsOf({ characters }: Run): string[] {
  return characters.slice(1).map((character, at) => (characters[at] ?? '') + character);
}

function cut({ characters }: Run): string {
  return characters.slice(0, longestWord).join('');
}

/** What a text must have in its index to be worth a look: the whole word, or one that begins so. */
export type Wanted = { readonly token: string; readonly prefix: boolean };

/**
 * What the index must have of every text in which the terms are found. It may have it of others too: whoever asks
 * looks at the text (`matches`). Empty: the index says nothing of these terms, of one character for example.
 */
export function wantedOf(terms: readonly string[]): Wanted[] {
  const wanted = new Map<string, Wanted>();
  for (const run of terms.flatMap(runsOf)) {
    const isOpen = run.kind === 'word' && run.last && run.characters.length <= longestWord;
    // One letter begins very many words.
    if (isOpen && run.characters.length === 1) continue;
    for (const token of run.kind === 'cjk' ? pairsOf(run) : [cut(run)]) {
      wanted.set(`${token}${isOpen ? '*' : ''}`, { token, prefix: isOpen });
    }
  }
  return [...wanted.values()];
}
