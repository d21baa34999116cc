import type { Violation } from './compare.ts';
import { count, type RunResult, seconds } from './run.ts';

/** Violations beyond this many of a run are counted, not printed. */
const mostShown = 40;

/** The lines that say how a run went. The last but one is the one to quote. */
export function reportOf(result: RunResult): string[] {
  const { options, faults, lines, violations } = result;
  const of = (kind: string) => faults.get(kind) ?? 0;
  const number = (kind: Violation['kind']) => violations.filter((one) => one.kind === kind).length;
  const broken = [
    `${of('hub-kill')} hub kills`,
    `${of('desk-kill')} desk kills`,
    `${of('reload')} widget reloads`,
    `${of('cut')} cuts`,
  ];
  const besides = [
    `${of('hub-stop')} hub stops`,
    `${of('hub-freeze')} hub freezes`,
    `${of('desk-freeze')} desk freezes`,
    `${of('line')} bad lines (black hole, delay, throttle, no acks)`,
    `${count(lines.acksLost)} of ${count(lines.acks)} acks and ${count(lines.eventsLost)} of ${count(lines.events)} live events lost`,
  ];
  const changed = (kind: 'edit' | 'recall') =>
    result.changed.filter((one) => one.kind === kind && one.granted).length;
  const more = (['behind', 'strange', 'misread'] as const)
    .filter((kind) => number(kind) > 0)
    .map((kind) => `, ${number(kind)} ${kind}`);
  return [
    ...violations.slice(0, mostShown).map(({ kind, where, what }) => `✗ ${kind}: ${where}: ${what}`),
    ...(violations.length > mostShown ? [`✗ … and ${violations.length - mostShown} more`] : []),
    `Besides: ${besides.join(', ')}; ${count(lines.connections)} connections.`,
    `Compared: ${count(result.entries)} entries in the database with the journals and with ${result.clients} clients, as they were and started again; ` +
      `${result.unsure} messages were cut off while being written (${result.unsureFound} of them came about).`,
    `Changed: ${changed('edit')} messages were edited and ${changed('recall')} taken back, ` +
      `${result.changed.filter(({ granted }) => !granted).length} times the hub would not${number('misread') === 0 ? '; everybody reads them so' : ''}.`,
    `Time: everybody there after ${seconds(result.opened)}, the schedule ${seconds(result.took)}, in step ${seconds(result.healed)} after that.`,
    ...(result.folder === null ? [] : [`Everything of this run is in ${result.folder}`]),
    `${count(result.kept)} messages of ${options.visitors} visitors and ${options.desks} desks through ${broken.join(', ')}: ` +
      `${number('lost')} lost, ${number('duplicated')} duplicated, ${number('disordered')} out of order` +
      `${more.join('')}${violations.length === 0 ? ', one same gapless order everywhere' : ''}; seed ${options.seed}`,
  ];
}
