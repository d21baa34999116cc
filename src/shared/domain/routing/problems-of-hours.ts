import type { Hours, Period } from './plan.ts';
import { type Problem, problemAt, repeated } from './problem.ts';
import { isTimeZone } from './time-zone.ts';

const midnight = 24 * 60;

export function problemsOfHours(hours: Hours, path: string): Problem[] {
  const { timeZone, week, exceptions, name } = hours;
  const problems: Problem[] = [];
  if (!isTimeZone(timeZone)) problems.push(problemAt(`${path}.timeZone`, 'unknown_time_zone', { timeZone }));
  for (const [weekday, periods] of week.entries())
    problems.push(...problemsOfDay(periods, `${path}.week.${weekday}`, { weekday }));
  for (const [i, { date, periods }] of exceptions.entries())
    problems.push(...problemsOfDay(periods, `${path}.exceptions.${i}.periods`, { date }));
  for (const i of repeated(exceptions, ({ date }) => date))
    problems.push(
      problemAt(`${path}.exceptions.${i}.date`, 'exception_twice', { date: exceptions[i]?.date ?? '' }),
    );
  problems.push(...overMidnight(week, path));
  const isEver = [...week, ...exceptions.map(({ periods }) => periods)].some((periods) => periods.length > 0);
  if (!isEver) problems.push(problemAt(path, 'never_open', { name }));
  return problems;
}

/** `detail` says which day: of the week (0 is Monday), or a date. */
function problemsOfDay(periods: readonly Period[], path: string, detail: Problem['detail']): Problem[] {
  const problems = periods.flatMap(({ from, to }, i) =>
    from === to ? [problemAt(`${path}.${i}`, 'period_empty', { ...detail, from, to })] : [],
  );
  // Of two that overlap the one that begins later is named; what goes over midnight ends this day at 24:00.
  const inOrder = [...periods.entries()]
    .filter(([, { from, to }]) => from !== to)
    .sort(([, a], [, b]) => a.from - b.from);
  let end = 0;
  for (const [i, { from, to }] of inOrder) {
    if (from < end) problems.push(problemAt(`${path}.${i}`, 'periods_overlap', { ...detail, from, to }));
    end = Math.max(end, to < from ? midnight : to);
  }
  return problems;
}

/** What comes over midnight meets the first period of the next day of the week. */
function overMidnight(week: Hours['week'], path: string): Problem[] {
  return week.flatMap((periods, weekday) => {
    const until = Math.max(0, ...periods.map(({ from, to }) => (to < from ? to : 0)));
    const next = (weekday + 1) % 7;
    return (week[next] ?? []).flatMap(({ from, to }, i) =>
      from < until && from !== to
        ? [problemAt(`${path}.week.${next}.${i}`, 'periods_overlap', { weekday: next, from, to })]
        : [],
    );
  });
}
