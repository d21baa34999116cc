import type { Strategy } from '#shared/domain/routing/plan.ts';
import type { Figures } from './measure.ts';
import type { Speed } from './speed.ts';
import type { Comparison } from './theory.ts';

/** What is printed. docs/routing.md says how it is read. */

/** From here on simulation and theory do not agree. */
export const allowed = 0.05;

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
const seconds = (time: number) => `${(time / 1000).toFixed(time < 10_000 ? 1 : 0)} s`;
const orNone = (value: number | null, words: (value: number) => string) =>
  value === null ? '–' : words(value);

const columns: readonly (readonly [name: string, words: (figures: Figures) => string])[] = [
  ['in time', ({ level }) => percent(level)],
  ['average wait', ({ wait }) => seconds(wait)],
  ['longest', ({ longest }) => seconds(longest)],
  ['lost', ({ lost }) => percent(lost)],
  ['occupancy', ({ occupancy }) => percent(occupancy)],
  ['Gini', ({ gini }) => gini.toFixed(3)],
  ['sticky', ({ sticky }) => orNone(sticky, percent)],
  ['valued wait', ({ valuedWait }) => orNone(valuedWait, seconds)],
  ['usual wait', ({ usualWait }) => seconds(usualWait)],
];

export function dayLines(results: readonly { strategy: Strategy; figures: Figures }[]): string[] {
  const table = [
    ['strategy', ...columns.map(([name]) => name)],
    ...results.map(({ strategy, figures }) => [strategy, ...columns.map(([, words]) => words(figures))]),
  ];
  const told = results.map(({ strategy, figures: { told } }) =>
    told === null
      ? `  ${strategy}: nobody who waited was served`
      : `  ${strategy}: ${told.count} were told; half were wrong by no more than ${seconds(told.medianError)} (${percent(told.medianShare)}); in all ${percent(told.bias)} of what it was`,
  );
  return [...aligned(table), '', 'Expected wait, told at the beginning, against what it then was:', ...told];
}

export function theoryLines({ traffic, customers, rows, worst, told }: Comparison): string[] {
  const table = [
    ['', 'Erlang C', 'simulated', 'difference'],
    ...rows.map((row) => [
      row.name,
      row.theory.toFixed(3),
      row.simulated.toFixed(3),
      `${((row.simulated / row.theory - 1) * 100).toFixed(2)} %`,
    ]),
  ];
  const busy = percent((traffic.arrivals * traffic.service) / traffic.agents);
  return [
    `Erlang C: ${traffic.agents} agents, ${customers} customers, offered load ${busy} of the agents`,
    ...aligned(table),
    worst <= allowed
      ? `✓ Within ${percent(allowed)} of the theory`
      : `✗ Not within ${percent(allowed)} of the theory: the worst is ${percent(worst)} off`,
    `Expected wait of ${told.count}: half wrong by no more than ${seconds(told.ours)}; whoever knew the true rate: ${seconds(told.best)}`,
  ];
}

export function speedLines({ waiting, agents, decision, round }: Speed): string[] {
  const time = (value: number) => `${value.toFixed(2)} ms`;
  return [
    `A place becomes free, ${waiting} wait, ${agents} agents: decided in ${time(decision.p50)}, p99 ${time(decision.p99)} (${time(decision.interrupted)} with the interruptions of this machine)`,
    `Everybody has places: ${round.given} given in ${time(round.time)}`,
  ];
}

/** Columns of equal width: words to the left in the first, figures to the right in the others. */
function aligned(table: readonly (readonly string[])[]): string[] {
  const widths = table[0]?.map((_, n) => Math.max(...table.map((row) => row[n]?.length ?? 0))) ?? [];
  return table.map((row) =>
    row
      .map((cell, n) => (n === 0 ? cell.padEnd(widths[n] ?? 0) : cell.padStart(widths[n] ?? 0)))
      .join('   ')
      .trimEnd(),
  );
}
