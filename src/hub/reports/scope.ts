import type { ReportScope } from '#shared/domain/reports/question.ts';
import { isPersonLed } from '#shared/domain/supervision/rights.ts';

/** What of the house is in the reports of who leads these groups (null: all): what is of them, and the time of those who work for them now. */
export function reportScopeOf(
  led: readonly string[] | null,
  people: Iterable<{ readonly id: string; readonly profile: { readonly groups: readonly string[] | null } }>,
): ReportScope | null {
  if (led === null) return null;
  const theirs = [...people].filter(({ profile }) => isPersonLed(led, profile.groups));
  return { groups: led, people: theirs.map(({ id }) => id) };
}
