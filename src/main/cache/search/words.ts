import { endOfCjk } from '#shared/domain/search/characters.ts';
import type { Wanted } from '#shared/domain/search/tokens.ts';
import type { Db } from '../db.ts';

/** Reading on for so long in one call, milliseconds: others want the thread. */
const turn = 4;
/** How many words pass between two looks at the clock. */
const between = 64;

/**
 * The words of the index that are not of Chinese, Japanese or Korean, as one text in memory: that is how a word is
 * found by what is inside it, which no order of words helps with. Read when one is looked for first, a few
 * milliseconds at a time. Of what left the index since then a word may still be there, under which nothing is found.
 */
export function wordsOf(db: Db) {
  db.exec(
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_words USING fts5vocab('main', 'search_text', 'row')",
  );
  const from = db.prepare<[string], string>('SELECT term FROM temp.search_words WHERE term >= ?').pluck();
  let text = '\n';
  /** Where to read on; null once all are read. */
  let next: string | null = '';
  /** Those that came since reading began. */
  let added = new Set<string>();

  /** Reads what there is from a word on, up to one of those that are of no use here: behind them it goes on. */
  function readFrom(first: string, until: number): string | null {
    let count = 0;
    for (const word of from.iterate(first)) {
      const behind = endOfCjk(word.codePointAt(0) ?? 0);
      if (behind !== null) return behind > 0x10ffff ? null : String.fromCodePoint(behind);
      count += 1;
      if (count % between === 0 && performance.now() > until) return word;
      text += `${word}\n`;
    }
    return null;
  }

  return {
    /** False: it has to be called again before words are looked for. */
    read: (): boolean => {
      const until = performance.now() + turn;
      while (next !== null && performance.now() < until) next = readFrom(next, until);
      return next === null;
    },
    /** These are in the index now. */
    add: (words: readonly string[]): void => {
      if (next === '') return;
      for (const word of words) {
        if (added.has(word) || endOfCjk(word.codePointAt(0) ?? 0) !== null) continue;
        added.add(word);
        text += `${word}\n`;
      }
    },
    /** There is nothing in the index any more. */
    clear: (): void => {
      text = '\n';
      next = '';
      added = new Set();
    },
    /** Those in which it is; null where there are more than `most`. */
    having: ({ token, begins, ends }: Wanted, most: number): string[] | null => {
      const part = `${begins ? '\n' : ''}${token}${ends ? '\n' : ''}`;
      const found = new Set<string>();
      for (let at = text.indexOf(part); at >= 0; ) {
        const end = text.indexOf('\n', at + 1);
        found.add(text.slice(text.lastIndexOf('\n', begins ? at : at - 1) + 1, end));
        if (found.size > most) return null;
        at = text.indexOf(part, end);
      }
      return [...found];
    },
  };
}
