import { isPolicyName, type PolicyName, type PolicyValues, policyNames, readPolicy } from './policies.ts';

/** Who said a value, from the strongest: the first that says one wins. */
export const sources = ['enforced', 'hub', 'user', 'recommended', 'default'] as const;
export type Source = (typeof sources)[number];

/** What one place says: a file, a key of the registry. `from` names it to IT. */
export type Layer = {
  readonly source: Exclude<Source, 'default'>;
  readonly from: string;
  readonly values: Readonly<Record<string, unknown>>;
};

/** One line of the page of effective policy. `value` is null where nobody says one: then it is as usual. */
export type Effective = {
  readonly name: PolicyName;
  readonly value: unknown;
  readonly source: Source;
  readonly from: string | null;
  /** The person at this desk cannot have it another way. */
  readonly locked: boolean;
  /** Sources that said something else and did not count. */
  readonly overruled: readonly { readonly source: Source; readonly from: string }[];
};

/** What was said and cannot be: it is reported and ignored. */
export type Ignored = { readonly name: string; readonly from: string; readonly why: string };

export type PolicyReport = {
  readonly effective: readonly Effective[];
  readonly ignored: readonly Ignored[];
};

/**
 * What counts, of all that was said: enforced, then what the hub locks, the person's own, recommended, the usual. Of two layers of
 * one source the later wins, as with files that are read in the order of their names.
 *
 * A bad value never hides a good one: it is as if it had not been said.
 */
export function effectivePolicy(layers: readonly Layer[]): PolicyReport {
  const ignored: Ignored[] = [];
  const said = new Map<PolicyName, { source: Layer['source']; from: string; value: unknown }[]>();
  for (const { source, from, values } of layers) {
    for (const [name, given] of Object.entries(values)) {
      if (!isPolicyName(name)) {
        ignored.push({ name: name.slice(0, 80), from, why: 'unknown' });
        continue;
      }
      const read = readPolicy(name, given);
      if ('why' in read) ignored.push({ name, from, why: read.why });
      else said.set(name, [...(said.get(name) ?? []), { source, from, value: read.value }]);
    }
  }
  const effective = policyNames.map((name): Effective => {
    const all = [...(said.get(name) ?? [])].reverse().sort((a, b) => rank(a.source) - rank(b.source));
    const [first, ...rest] = all;
    if (first === undefined)
      return { name, value: null, source: 'default', from: null, locked: false, overruled: [] };
    const isOther = ({ value }: { value: unknown }) => JSON.stringify(value) !== JSON.stringify(first.value);
    return {
      name,
      ...first,
      locked: first.source === 'enforced' || first.source === 'hub',
      overruled: rest.filter(isOther).map(({ source, from }) => ({ source, from })),
    };
  });
  return { effective, ignored };
}

/** The values of it that somebody said. */
export function valuesOf({ effective }: PolicyReport): PolicyValues {
  return Object.fromEntries(
    effective.filter(({ source }) => source !== 'default').map(({ name, value }) => [name, value]),
  );
}

function rank(source: Source): number {
  return sources.indexOf(source);
}
