import { codesIn } from './codes.ts';
import type { Facts } from './facts.ts';
import { isMiscalled } from './names.ts';
import { normal } from './normal.ts';

export { type Facts, factsOf } from './facts.ts';

/** Milliseconds after a switch within which an Enter was meant for what was shown before. */
export const justSwitched = 400;

/** Why a reply is held. `other` is the conversation that it seems to be meant for, `word` what says so. */
export type Held =
  | { readonly because: 'just_switched' }
  | ({ readonly because: 'names_other' } & Named)
  /** The name of a file that goes along says so. */
  | ({ readonly because: 'file_names_other'; readonly file: string } & Named);
type Named = { readonly other: string; readonly word: string };

/**
 * The guard (A7): whether a reply is held because it may be meant for another customer. Pure; a second key sends all
 * the same.
 *
 * Held is what is sent right after the composer came into view, and what names another open customer, by name,
 * telephone, e-mail or order number, but not this one. A number that more than one other conversation knows (a hotline)
 * tells nobody apart. Two of one surname are told apart by how they were addressed so far: “王先生” is held where another 王
 * was called so and this one never was, and in the conversation of a 王女士 while another 王 is open. Each file is looked at by itself: words that name the right customer make no file right.
 *
 * @param sinceSwitch milliseconds since this composer got the caret
 * @param files names of the files that go along; the text may be empty then
 */
export function guardReply(
  text: string,
  here: Facts,
  others: readonly Facts[],
  sinceSwitch: number,
  files: readonly string[] = [],
): Held | null {
  if (sinceSwitch < justSwitched) return { because: 'just_switched' };
  const inText = otherNamed(normal(text), text, here, others);
  if (inText !== null) return { because: 'names_other', ...inText };
  for (const file of files) {
    const inFile = otherNamed(...wordsOf(file), here, others);
    if (inFile !== null) return { because: 'file_names_other', file, ...inFile };
  }
  return null;
}

/** What a file's name says, for names and for numbers: dots and dashes end a name, and are part of a number or address. */
function wordsOf(file: string): [said: string, text: string] {
  const text = file
    .replace(/\.[^.]*$/u, '')
    .replaceAll('_', ' ')
    .replace(/[()[\]（）【】]+/gu, ' , ');
  return [normal(text).replace(/[-.+]+/gu, ' '), text];
}

/** Who else is named in it, where the one it goes to is not. */
function otherNamed(said: string, text: string, here: Facts, others: readonly Facts[]): Named | null {
  if (here.isNamed(said)) {
    const namesake = namesakeMeant(said, here, others);
    return namesake === undefined ? null : { other: namesake.id, word: namesake.name ?? '' };
  }
  const { whole, ends } = codesIn(text);
  const ofHere =
    [...whole].some((code) => here.codes.has(code)) || [...ends].some((end) => endsOne(here, end));
  if (ofHere) return null;

  const named = others.find(({ isNamed }) => isNamed(said));
  if (named !== undefined) return { other: named.id, word: named.name ?? '' };
  for (const code of whole) {
    const known = others.filter(({ codes }) => codes.has(code));
    if (known.length === 1 && known[0]) return { other: known[0].id, word: code };
  }
  for (const end of ends) {
    const known = others.filter((facts) => endsOne(facts, end));
    if (known.length === 1 && known[0]) return { other: known[0].id, word: end };
  }
  return null;
}

/** Another of the same surname, who was called so before, or as whom the one it goes to was not called. */
function namesakeMeant(said: string, here: Facts, others: readonly Facts[]): Facts | undefined {
  const title = here.titleIn(said);
  if (title === null || here.titles.has(title)) return undefined;
  const namesakes = others.filter(({ titleIn }) => titleIn(said) === title);
  const called = namesakes.find(({ titles }) => titles.has(title));
  if (called !== undefined) return called;
  return isMiscalled(here.titles, title)
    ? namesakes.find(({ titles }) => !isMiscalled(titles, title))
    : undefined;
}

function endsOne({ codes }: Facts, end: string): boolean {
  return [...codes].some((code) => code.endsWith(end) && !code.includes('@'));
}
