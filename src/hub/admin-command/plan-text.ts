import type { Condition, Hours, Period, RoutingPlan } from '#shared/domain/routing/plan.ts';
import type { PersonRecord } from '#shared/protocol/admin.ts';
import { minuteText, spanText, table } from './table.ts';

/** The parts of a plan as tables. */

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

export function groupsTable(plan: RoutingPlan, people: readonly PersonRecord[]): string {
  const nameOf = (id: string | null) => plan.groups.find((one) => one.id === id)?.name ?? '?';
  const membersOf = (id: string) =>
    people.filter(({ role, disabled, profile }) => {
      return role === 'agent' && !disabled && (profile.groups === null || profile.groups.includes(id));
    }).length;
  return table(
    [
      'NAME',
      'AGENTS',
      'STRATEGY',
      'OFFERED FOR',
      'STICKY FOR',
      'OVERFLOW',
      'WRAP-UP',
      'SERVICE LEVEL',
      'HOURS',
    ],
    plan.groups.map((g) => [
      g.id === plan.settings.defaultGroup ? `${g.name} *` : g.name,
      String(membersOf(g.id)),
      g.strategy,
      g.offerFor === null ? 'given at once' : spanText(g.offerFor),
      g.stickyFor === 0 ? 'never' : spanText(g.stickyFor),
      g.overflowAfter === null ? 'never' : `to ${nameOf(g.overflowTo)} after ${spanText(g.overflowAfter)}`,
      g.wrapUpFor === 0 ? 'none' : spanText(g.wrapUpFor),
      `${g.serviceLevel.percent} % in ${spanText(g.serviceLevel.within)}`,
      g.hours === null ? 'always' : (plan.hours.find(({ id }) => id === g.hours)?.name ?? '?'),
    ]),
  );
}

export function skillsTable(plan: RoutingPlan, people: readonly PersonRecord[]): string {
  return table(
    ['NAME', 'WHO HAS IT'],
    plan.skills.map(({ id, name }) => [
      name,
      people
        .flatMap((person) => {
          const own = person.profile.skills.find(({ skill }) => skill === id);
          return own === undefined || person.disabled ? [] : [`${person.name} ${own.level}`];
        })
        .join(', ') || 'nobody',
    ]),
  );
}

export function hoursTable({ hours }: RoutingPlan): string {
  return table(
    ['NAME', 'TIME ZONE', 'WEEK', 'OTHER DAYS'],
    hours.map(({ name, timeZone, week, exceptions }) => [
      name,
      timeZone,
      weekText(week),
      exceptions.map(({ date, periods }) => `${date} ${periodsText(periods)}`).join(', ') || 'none',
    ]),
  );
}

/** "Mon–Fri 09:00–18:00, Sat 10:00–14:00": days that are alike and follow each other together. */
export function weekText(week: Hours['week']): string {
  const runs: { from: number; to: number; text: string }[] = [];
  for (const [day, periods] of week.entries()) {
    const text = periodsText(periods);
    const last = runs.at(-1);
    if (last?.text === text) last.to = day;
    else runs.push({ from: day, to: day, text });
  }
  const open = runs.filter(({ text }) => text !== 'closed');
  const span = (from: number, to: number) => (from === to ? days[from] : `${days[from]}–${days[to]}`);
  return open.map(({ from, to, text }) => `${span(from, to)} ${text}`).join(', ') || 'never';
}

function periodsText(periods: readonly Period[]): string {
  const one = ({ from, to }: Period) => `${minuteText(from)}–${minuteText(to)}`;
  return periods.map(one).join(' ') || 'closed';
}

export function rulesTable({ rules, groups, skills }: RoutingPlan): string {
  return table(
    ['', 'NAME', 'WHEN', 'GROUP', 'NEEDS', 'PRIORITY'],
    rules.map((r, i) => [
      String(i + 1),
      r.name,
      r.conditions.map(conditionText).join(' and ') || 'always',
      groups.find(({ id }) => id === r.group)?.name ?? '?',
      r.needs
        .map(({ skill, level }) => `${skills.find(({ id }) => id === skill)?.name ?? '?'} ${level}`)
        .join(', ') || '–',
      String(r.priority),
    ]),
  );
}

function conditionText(condition: Condition): string {
  switch (condition.on) {
    case 'page':
      return `page ${condition.is === 'begins' ? 'begins with' : 'contains'} “${condition.value}”`;
    case 'field':
    case 'customer':
      return `${condition.on} ${condition.name} is “${condition.value}”`;
    default:
      return `${condition.on} is “${condition.value}”`;
  }
}

export function settingsText({ settings }: RoutingPlan): string {
  const { priorityStep, capacity, customerValues, awayReasons, awayAfter, askRating } = settings;
  const values = customerValues.map(({ value, priority }) => `${value} +${priority}`).join(', ') || 'none';
  return [
    `Capacity: ${capacity} conversations at once, where a person has no number of their own`,
    `Priority: each step is worth ${spanText(priorityStep)} of waiting; customer values: ${values}`,
    `Away: by itself after ${awayAfter === null ? 'no time' : spanText(awayAfter)}; reasons: ${awayReasons.join(', ') || 'none'}`,
    `Ratings: asked ${askRating === false ? 'only by agents' : 'when a conversation is closed'}`,
  ].join('\n');
}
