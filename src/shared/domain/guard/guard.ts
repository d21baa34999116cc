import { codesIn } from './codes.ts';
import type { Facts } from './facts.ts';
import { normal } from './normal.ts';

export { type Facts, factsOf } from './facts.ts';

/** Milliseconds after a switch within which an Enter was meant for what was shown before. */
export const justSwitched = 400;

/** Why a reply is held. `other` is the conversation that it seems to be meant for, `word` what says so. */
export type Held =
  | { readonly because: 'just_switched' }
  | { readonly because: 'names_other'; readonly other: string; readonly word: string };

/**
 * The guard (A7): whether a reply is held because it may be meant for another customer. Pure; a second key sends all
 * the same.
 *
 * Held is what is sent right after the composer came into view, and what names another open customer, by name,
 * telephone, e-mail or order number, but not this one. A number that more than one other conversation knows (a hotline)
 * tells nobody apart.
 *
 * @param sinceSwitch milliseconds since this composer got the caret
 */
export function guardReply(
  text: string,
  here: Facts,
  others: readonly Facts[],
  sinceSwitch: number,
): Held | null {
  if (sinceSwitch < justSwitched) return { because: 'just_switched' };
  const said = normal(text);
  if (here.isNamed(said)) return null;
  const { whole, ends } = codesIn(text);
  const ofHere =
    [...whole].some((code) => here.codes.has(code)) || [...ends].some((end) => endsOne(here, end));
  if (ofHere) return null;

  const named = others.find(({ isNamed }) => isNamed(said));
  if (named !== undefined) return { because: 'names_other', other: named.id, word: named.name ?? '' };
  for (const code of whole) {
    const known = others.filter(({ codes }) => codes.has(code));
    if (known.length === 1 && known[0]) return { because: 'names_other', other: known[0].id, word: code };
  }
  for (const end of ends) {
    const known = others.filter((facts) => endsOne(facts, end));
    if (known.length === 1 && known[0]) return { because: 'names_other', other: known[0].id, word: end };
  }
  return null;
}

function endsOne({ codes }: Facts, end: string): boolean {
  return [...codes].some((code) => code.endsWith(end) && !code.includes('@'));
}
