import { plain } from './entry-rules.ts';
import type { Group, RoutingPlan } from './plan.ts';
import { type PlannedPerson, type Problem, problemAt, repeated } from './problem.ts';
import { problemsOfHours } from './problems-of-hours.ts';
import { problemsWithPeople } from './problems-of-people.ts';
import { problemsOfRules } from './problems-of-rules.ts';

export { type PlannedPerson, type Problem, type ProblemCode, problemCodes } from './problem.ts';

/**
 * What is wrong in a plan that has the right shape. Without `people` nothing is said of members and of who has
 * which skill. Of agents only: supervisors and admins are given nothing by routing.
 */
export function problemsOf(plan: RoutingPlan, people: readonly PlannedPerson[] | null = null): Problem[] {
  return [
    ...namesAndIds(plan),
    ...plan.groups.flatMap((group, i) => problemsOfGroup(plan, group, `groups.${i}`)),
    ...circles(plan.groups),
    ...plan.hours.flatMap((hours, i) => problemsOfHours(hours, `hours.${i}`)),
    ...problemsOfRules(plan),
    ...problemsOfSettings(plan),
    ...(people === null ? [] : problemsWithPeople(plan, people)),
  ];
}

/** Whether it may not be put in force. */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === 'error');
}

function namesAndIds(plan: RoutingPlan): Problem[] {
  return (['groups', 'skills', 'hours', 'rules'] as const).flatMap((list) => {
    const all: readonly { readonly id: string; readonly name: string }[] = plan[list];
    const name = (i: number) => all[i]?.name ?? '';
    return [
      ...all.flatMap((one, i) =>
        plain(one.name) === '' ? [problemAt(`${list}.${i}.name`, 'name_blank')] : [],
      ),
      ...repeated(all, (one) => plain(one.name) || null).map((i) =>
        problemAt(`${list}.${i}.name`, 'name_twice', { name: name(i) }),
      ),
      ...repeated(all, ({ id }) => id).map((i) =>
        problemAt(`${list}.${i}.id`, 'id_twice', { name: name(i) }),
      ),
    ];
  });
}

function problemsOfGroup(plan: RoutingPlan, group: Group, path: string): Problem[] {
  const { id, name, overflowAfter, overflowTo, offerFor, hours } = group;
  const problems: Problem[] = [];
  if (hours !== null && !plan.hours.some((known) => known.id === hours))
    problems.push(problemAt(`${path}.hours`, 'unknown_hours', { name }));
  if (overflowTo === id) problems.push(problemAt(`${path}.overflowTo`, 'overflow_to_itself', { name }));
  else if (overflowTo !== null && !plan.groups.some((known) => known.id === overflowTo))
    problems.push(problemAt(`${path}.overflowTo`, 'unknown_group', { name }));
  if (overflowTo !== null && overflowAfter === null)
    problems.push(problemAt(`${path}.overflowAfter`, 'overflow_without_time', { name }));
  if (overflowTo === null && overflowAfter !== null)
    problems.push(problemAt(`${path}.overflowTo`, 'overflow_without_group', { name }));
  // The first who is asked would have it until others are asked anyway.
  if (offerFor !== null && overflowAfter !== null && offerFor > overflowAfter)
    problems.push(problemAt(`${path}.offerFor`, 'offer_longer_than_overflow', { name }));
  return problems;
}

/** Each circle once, at the first of its groups. */
function circles(groups: readonly Group[]): Problem[] {
  const byId = new Map(groups.map((group) => [group.id, group]));
  const told = new Set<string>();
  return groups.flatMap((first, i) => {
    const way: Group[] = [];
    let next: Group | undefined = first;
    while (next !== undefined && !way.includes(next) && !told.has(next.id)) {
      way.push(next);
      next = next.overflowTo === null ? undefined : byId.get(next.overflowTo);
    }
    if (next !== first || way.length < 2) return [];
    for (const { id } of way) told.add(id);
    const names = [...way, first].map(({ name }) => name).join(' → ');
    return [problemAt(`groups.${i}.overflowTo`, 'overflow_circle', { groups: names })];
  });
}

function problemsOfSettings({ groups, rules, settings }: RoutingPlan): Problem[] {
  const { defaultGroup, capacity, customerValues, awayReasons, priorityStep } = settings;
  const problems: Problem[] = [];
  if (!groups.some(({ id }) => id === defaultGroup))
    problems.push(problemAt('settings.defaultGroup', 'default_group_missing'));
  if (capacity < 1) problems.push(problemAt('settings.capacity', 'capacity_zero'));
  for (const i of repeated(customerValues, ({ value }) => plain(value)))
    problems.push(
      problemAt(`settings.customerValues.${i}.value`, 'customer_value_twice', {
        name: customerValues[i]?.value ?? '',
      }),
    );
  for (const i of repeated(awayReasons, plain))
    problems.push(
      problemAt(`settings.awayReasons.${i}`, 'away_reason_twice', { name: awayReasons[i] ?? '' }),
    );
  if (priorityStep === 0 && [...rules, ...customerValues].some(({ priority }) => priority > 0))
    problems.push(problemAt('settings.priorityStep', 'priority_without_effect'));
  return problems;
}
