import type { Problem, ProblemCode } from '#shared/domain/routing/problems.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { minuteText } from './table.ts';

type Detail = Problem['detail'];
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const dayOf = ({ weekday, date }: Detail) =>
  typeof weekday === 'number' ? (weekdays[weekday] ?? '') : String(date);
const periodOf = ({ from, to }: Detail) => `${minuteText(Number(from))}–${minuteText(Number(to))}`;

const sentences: { readonly [C in ProblemCode]: (detail: Detail) => string } = {
  name_blank: () => 'It has no name.',
  name_twice: ({ name }) => `There is another one called “${name}”.`,
  id_twice: ({ name }) => `The id of “${name}” is another one’s too.`,
  unknown_group: ({ name }) => `“${name}” names a group that there is not.`,
  unknown_skill: ({ name }) => `“${name}” asks for a skill that there is not.`,
  unknown_hours: ({ name }) => `“${name}” goes by hours that there are not.`,
  overflow_to_itself: ({ name }) => `“${name}” overflows to itself.`,
  overflow_without_time: ({ name }) => `“${name}” has a group to overflow to, but no time after which.`,
  overflow_without_group: ({ name }) =>
    `“${name}” has a time to overflow after, but no group to overflow to.`,
  overflow_circle: ({ groups }) => `These overflow to each other in a circle: ${groups}.`,
  offer_longer_than_overflow: ({ name }) =>
    `In “${name}” one agent has longer to accept than it takes until others are asked.`,
  group_without_members: ({ name }) => `“${name}” has no agent in it.`,
  unknown_time_zone: ({ timeZone }) => `There is no time zone “${timeZone}”. One is “Asia/Shanghai”.`,
  period_empty: (detail) => `On ${dayOf(detail)} the period ${periodOf(detail)} is empty.`,
  periods_overlap: (detail) => `On ${dayOf(detail)} the period ${periodOf(detail)} overlaps with another.`,
  exception_twice: ({ date }) => `${date} is there twice.`,
  never_open: ({ name }) => `“${name}” is never open.`,
  condition_blank: ({ name }) => `“${name}” has a condition without a value.`,
  need_twice: ({ name }) => `“${name}” asks for one skill twice.`,
  rule_contradicts_itself: ({ name }) => `“${name}” never fits: its conditions exclude each other.`,
  rule_never_reached: ({ name, before }) => `“${name}” is never reached: “${before}” fits always before it.`,
  need_nobody_meets: ({ name, skill, level }) =>
    `“${name}” asks for ${skill} at ${level}, which nobody has who could be asked.`,
  needs_nobody_meets_together: ({ name }) => `Nobody who could be asked has all the skills of “${name}”.`,
  default_group_missing: () => 'The default group is no group of the plan.',
  capacity_zero: ({ name }) =>
    name === undefined ? 'The capacity is 0: nobody gets anything.' : `The capacity of ${name} is 0.`,
  customer_value_twice: ({ name }) => `The customer value “${name}” is there twice.`,
  away_reason_twice: ({ name }) => `The reason “${name}” is there twice.`,
  priority_without_effect: () => 'Priorities are given, but a step of priority is worth no time.',
  person_without_group: ({ name }) => `${name} is in no group and gets nothing.`,
  person_in_unknown_group: ({ name }) => `${name} is in a group that there is not.`,
  person_with_unknown_skill: ({ name }) => `${name} has a skill that there is not.`,
};

export function problemText({ code, detail }: Problem): string {
  return sentences[code](detail);
}

/** What a refusal says of whatever was asked; a command may know it better. */
export function refusalText({ code, field }: Refusal): string {
  switch (code) {
    case 'bad_request':
      return field === undefined
        ? 'The hub does not take that.'
        : `The hub does not take what is given for ${field}.`;
    case 'not_found':
      return 'There is none of that.';
    case 'conflict':
      return 'It was changed meanwhile, or is not possible as things are now.';
    case 'too_large':
      return 'That is more than the hub takes at once.';
    default:
      return `The hub refuses it (${code}).`;
  }
}
