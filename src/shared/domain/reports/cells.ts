import { isLed } from '../supervision/rights.ts';
import type { Calendar, Slot } from './calendar.ts';
import type { Fact } from './fact.ts';
import type { Dimension, ReportFilters, ScopedQuestion } from './question.ts';

/** Which row a number belongs to. What nobody or nothing is said of has an empty key. */

/** Codes have no such character in them. */
export const codeSeparator = '/';

export function dispositionKey({ disposition }: Pick<Fact, 'disposition'>): string {
  return disposition?.join(codeSeparator) ?? '';
}

export type Place = {
  readonly fact: Pick<Fact, 'disposition'>;
  readonly agent: string | null;
  readonly group: string | null;
  readonly slot: Slot;
};

export function keyOf(dimension: Dimension, { fact, agent, group, slot }: Place): string {
  switch (dimension) {
    case 'agent':
      return agent ?? '';
    case 'group':
      return group ?? '';
    case 'channel':
      return 'web';
    case 'disposition':
      return dispositionKey(fact);
    default:
      return slot[dimension];
  }
}

export type Sieve = {
  readonly takesFact: (fact: Fact) => boolean;
  readonly takes: (agent: string | null, group: string | null) => boolean;
  /** Of what people did whatever the conversation, reports by group or filing say nothing. */
  readonly isOfPeople: boolean;
  readonly takesPerson: (id: string) => boolean;
};

/** Whether what is of that group, or of none, is in the scope. */
export function isInScope(scope: ScopedQuestion['scope'], group: string | null): boolean {
  return scope === null || isLed(scope.groups, group);
}

export function sieveOf({ filters, by, scope }: Pick<ScopedQuestion, 'filters' | 'by' | 'scope'>): Sieve {
  const set = (key: keyof ReportFilters) =>
    filters[key].length === 0 ? null : new Set<string>(filters[key]);
  const [agents, groups, channels, codes] = [
    set('agents'),
    set('groups'),
    set('channels'),
    set('dispositions'),
  ];
  const people = scope === null ? null : new Set(scope.people);
  const takesPerson = (id: string) =>
    (agents === null || agents.has(id)) && (people === null || people.has(id));
  return {
    takesFact: ({ disposition }) =>
      (channels === null || channels.has('web')) &&
      (codes === null || (disposition?.some((code) => codes.has(code)) ?? false)),
    takes: (agent, group) =>
      (agents === null || (agent !== null && agents.has(agent))) &&
      (groups === null || (group !== null && groups.has(group))) &&
      isInScope(scope, group),
    isOfPeople:
      groups === null &&
      channels === null &&
      codes === null &&
      !by.some((one) => one === 'group' || one === 'channel' || one === 'disposition'),
    takesPerson,
  };
}

/** The hour in which that moment is; null where it is not in the period. */
export function slotAt(calendar: Calendar, at: number): Slot | null {
  return calendar.slots[calendar.slotOf(at)] ?? null;
}
