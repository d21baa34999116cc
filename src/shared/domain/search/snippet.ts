import { fold, foldedPieces } from './fold.ts';

/** A piece of a line: as it stands there, and whether it is what was looked for. */
export type Piece = { readonly text: string; readonly hit: boolean };

/** Characters before the first hit, and in all. */
const before = 24;
const longest = 160;

/**
 * The part of a text around the first of the terms, with all of them marked. The text is the composed one; white
 * space is one space, for it is shown on one line.
 */
export function snippetOf(text: string, terms: readonly string[]): Piece[] {
  const composed = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
  const characters = Array.from(composed);
  const isHit = hitsIn(composed, terms);
  const first = isHit.indexOf(true);
  const from = first > before + 8 ? first - before : 0;
  const until = Math.min(characters.length, from + longest);
  const pieces: { text: string; hit: boolean }[] = [];
  const add = (piece: string, hit: boolean) => {
    const open = pieces.at(-1);
    if (open !== undefined && open.hit === hit) open.text += piece;
    else pieces.push({ text: piece, hit });
  };
  if (from > 0) add('…', false);
  for (let at = from; at < until; at += 1) add(characters[at] ?? '', isHit[at] === true);
  if (until < characters.length) add('…', false);
  return pieces;
}

/** Of each character of the composed text, whether it belongs to a term. */
function hitsIn(composed: string, terms: readonly string[]): boolean[] {
  const pieces = foldedPieces(composed);
  const folded = fold(composed);
  /** Which character each UTF-16 unit of the folded text came from. */
  const origin = pieces.flatMap((piece, at) => Array.from({ length: piece.length }, () => at));
  const isHit = pieces.map(() => false);
  for (const term of terms) {
    for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + term.length)) {
      for (let unit = at; unit < at + term.length; unit += 1) isHit[origin[unit] ?? -1] = true;
    }
  }
  return isHit;
}
