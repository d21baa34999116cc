import { type Codes, codesIn } from './codes.ts';
import { nameFinder, titleFinder } from './names.ts';
import { normal } from './normal.ts';

/** What tells a customer from all others, of one open conversation. */
export type Facts = {
  readonly id: string;
  readonly name: string | null;
  /** Whether a text, made `normal`, names them. */
  readonly isNamed: (normalText: string) => boolean;
  /** By which title a text, made `normal`, addresses who has their surname: “先生” of “王先生”. Null where it does not, or by several. */
  readonly titleIn: (normalText: string) => string | null;
  /** Titles by which they were addressed so far. */
  readonly titles: ReadonlySet<string>;
  /** E-mail, telephone, order numbers: what the customer is known by, and what was written in the conversation. */
  readonly codes: ReadonlySet<string>;
};

/**
 * @param known what is known of the customer: name, telephone, e-mail, account
 * @param lines what was written in the conversation, by anybody
 */
export function factsOf(
  id: string,
  known: { readonly name: string | null; readonly others?: readonly string[] },
  lines: readonly string[],
): Facts {
  const codes = new Set<string>();
  const take = (found: Codes) => {
    for (const one of found.whole) codes.add(one);
  };
  for (const one of known.others ?? []) take(codesIn(one));
  for (const line of lines) take(codesIn(line));
  const name = known.name ?? '';
  const titleIn = titleFinder(name) ?? (() => null);
  return {
    ...{ id, name: known.name, codes, titleIn },
    isNamed: nameFinder(name) ?? (() => false),
    titles: new Set(lines.flatMap((line) => titleIn(normal(line)) ?? [])),
  };
}
