import type { Locale } from '../../protocol/fields.ts';
import { assertNever } from '../exhaustive.ts';
import { type Needs, noNeeds } from './needs.ts';
import type { Condition, RoutingPlan } from './plan.ts';

/** What is known of a conversation when it begins. */
export type EntryFacts = {
  /** Address of the page it was begun on; null where it has none. */
  readonly page: string | null;
  /** What the customer filled in before, by name of the field. */
  readonly fields: Readonly<Record<string, string>>;
  /** Attributes that the customer's site has signed; empty while they are unknown. */
  readonly customer: Readonly<Record<string, string>>;
  readonly language: Locale;
};

export type EntryTarget = {
  /** Id of the group. */
  readonly group: string;
  readonly needs: Needs;
  readonly priority: number;
  /** Id of the rule that fitted, null where none did. */
  readonly rule: string | null;
};

/** The most urgent there is: a rule and a customer's value together are no more. */
const topPriority = 10;

/** The signed attribute whose value adds to the priority, as the plan's `customerValues` say. */
export const valueAttribute = 'value';

/** Where a new conversation goes: the first rule whose conditions all hold, else the default group. */
export function targetOf(plan: RoutingPlan, facts: EntryFacts): EntryTarget {
  const rule = plan.rules.find(({ conditions }) => conditions.every((one) => holds(one, facts)));
  const { customerValues, defaultGroup } = plan.settings;
  const value = plain(read(facts.customer, valueAttribute));
  const more = value === '' ? undefined : customerValues.find((one) => plain(one.value) === value);
  return {
    group: rule?.group ?? defaultGroup,
    needs: { ...noNeeds, skills: rule?.needs ?? [], language: facts.language },
    priority: Math.min(topPriority, (rule?.priority ?? 0) + (more?.priority ?? 0)),
    rule: rule?.id ?? null,
  };
}

/** As two texts are compared in rules: people and programs differ in case and in white space around. */
export function plain(text: string): string {
  return text.trim().toLowerCase();
}

function holds(condition: Condition, { page, fields, customer, language }: EntryFacts): boolean {
  switch (condition.on) {
    case 'page': {
      const address = plain(page ?? '');
      const value = plain(condition.value);
      return condition.is === 'begins' ? address.startsWith(value) : address.includes(value);
    }
    case 'campaign':
      return plain(campaignOf(page)) === plain(condition.value);
    case 'field':
      return plain(read(fields, condition.name)) === plain(condition.value);
    case 'customer':
      return plain(read(customer, condition.name)) === plain(condition.value);
    case 'language':
      return language === condition.value;
    default:
      return assertNever(condition);
  }
}

function campaignOf(page: string | null): string {
  try {
    return page === null ? '' : (new URL(page).searchParams.get('utm_campaign') ?? '');
  } catch {
    // No address: it names no campaign.
    return '';
  }
}

/** What was not given reads as empty, whatever objects have by nature. */
function read(record: Readonly<Record<string, string>>, name: string): string {
  return Object.hasOwn(record, name) ? (record[name] ?? '') : '';
}
