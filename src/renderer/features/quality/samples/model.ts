import { type Disposition, nameIn } from '#shared/domain/customer/handbook.ts';
import type { SampleRule } from '#shared/domain/quality/sampling.ts';
import { dayText, momentOf } from '../parts/day.ts';

const week = 7 * 24 * 3600_000;

/** The last seven days, today among them, with a seed that nobody has chosen by hand. */
export function freshRule(): SampleRule {
  const to = (momentOf(dayText(Date.now()), 'last') ?? Date.now()) + 1;
  const from = momentOf(dayText(to - week), 'first') ?? to - week;
  return {
    ...{ from, to, agents: [], groups: [], dispositions: [], words: [] },
    ...{ ratedAtMost: null, lastedAtLeast: null, transfersAtLeast: null, alerted: false, unreviewed: false },
    pick: { from: 'all', count: 10 },
    seed: String(crypto.getRandomValues(new Uint32Array(1))[0] ?? 1),
  };
}

/** Each right below what it is part of, in the order of the handbook, by its whole path. */
export function dispositionChoices(
  all: readonly Disposition[],
  locale: string,
  parent: string | null = null,
  above = '',
): { readonly id: string; readonly name: string }[] {
  return all
    .filter((one) => one.parent === parent)
    .flatMap((one) => {
      const name = above + nameIn(one.name, locale);
      return [{ id: one.code, name }, ...dispositionChoices(all, locale, one.code, `${name} / `)];
    });
}
