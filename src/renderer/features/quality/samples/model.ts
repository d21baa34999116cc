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
