import { type Codes, codesIn } from './codes.ts';
import { addressFinder, nameFinder } from './names.ts';
import { normal } from './normal.ts';

/** What tells a customer from all others, of one open conversation. */
export type Facts = {
  readonly id: string;
  readonly name: string | null;
  /** Whether a text, made `normal`, names them. */
  readonly isNamed: (normalText: string) => boolean;
  /** Whether a text, made `normal`, addresses them by surname as who they are not: “王先生” where they were “王女士” so far. */
  readonly isMiscalled: (normalText: string) => boolean;
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
  const addressIn = addressFinder(name) ?? (() => null);
  /** As both, or as neither: then nothing is known. */
  const [as, ...more] = new Set(lines.flatMap((line) => addressIn(normal(line)) ?? []));
  return {
    ...{ id, name: known.name, codes },
    isNamed: nameFinder(name) ?? (() => false),
    isMiscalled: (text) => {
      const said = addressIn(text);
      return as !== undefined && more.length === 0 && said !== null && said !== as;
    },
  };
}
