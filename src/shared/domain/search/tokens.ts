import { type Run, runsOf } from './characters.ts';
import { fold } from './fold.ts';

/** A longer word is found by its beginning: no database likes words without end. */
const longestWord = 40;

/**
 * The words of a text as both databases index them: of Chinese, Japanese and Korean every two characters that
 * stand together, and the last one of each run by itself; of all else the words. Each once.
 */
export function tokensOf(text: string): string[] {
  const tokens = new Set<string>();
  for (const { kind, characters } of runsOf(fold(text))) {
    if (kind === 'word') tokens.add(characters.slice(0, longestWord).join(''));
    else for (let at = 0; at < characters.length; at += 1) tokens.add(pairAt(characters, at));
  }
  return [...tokens];
}

function pairAt(characters: readonly string[], at: number): string {
  return (characters[at] ?? '') + (characters[at + 1] ?? '');
}

/** What a text must have in its index to be worth a look: the whole word, or one that begins so. */
export type Wanted = { readonly token: string; readonly prefix: boolean };

/**
 * What the index must have of every text in which the terms are found. It may have it of others too: whoever asks
 * looks at the text (`matches`). Empty: the index says nothing of these terms.
 */
export function wantedOf(terms: readonly string[]): Wanted[] {
  const strong = new Map<string, Wanted>();
  const weak = new Map<string, Wanted>();
  for (const run of terms.flatMap(runsOf)) {
    for (const wanted of run.kind === 'word' ? wordOf(run) : pairsOf(run)) {
      // One character with anything after it is in very many texts: only where there is nothing better.
      const isWeak = wanted.prefix && [...wanted.token].length < 2;
      (isWeak ? weak : strong).set(`${wanted.token}${wanted.prefix ? '*' : ''}`, wanted);
    }
  }
  return [...(strong.size > 0 ? strong : weak).values()];
}

function wordOf({ characters, last }: Run): Wanted[] {
  const isCut = characters.length > longestWord;
  return [{ token: characters.slice(0, longestWord).join(''), prefix: last && !isCut }];
}

function pairsOf({ characters, last }: Run): Wanted[] {
  const wanted: Wanted[] = [];
  for (let at = 0; at + 1 < characters.length; at += 1) {
    wanted.push({ token: pairAt(characters, at), prefix: false });
  }
  const end = characters.at(-1) ?? '';
  // Where the term goes on with something else, so does the text: its run ends here too.
  if (!last) wanted.push({ token: end, prefix: false });
  else if (characters.length === 1) wanted.push({ token: end, prefix: true });
  return wanted;
}
