import type { Handbook } from '#shared/domain/customer/handbook.ts';
import type { RoutingPlan } from '#shared/domain/routing/plan.ts';
import type { WatchRules } from '#shared/domain/watch/rule.ts';

/** The screens of the administration. */
export const sections = [
  'people',
  'groups',
  'skills',
  'hours',
  'rules',
  'general',
  'checks',
  'versions',
  'fields',
  'dispositions',
  'checklists',
  'handbook',
  'watch',
  'watchVersions',
  'hook',
  'sites',
  'orders',
  'devices',
  'policy',
  'deskVersions',
  'policyVersions',
  'signIn',
  'signInVersions',
  'audit',
] as const;
export type Section = (typeof sections)[number];

/** A screen, and what is chosen in it: an id, or null. */
export type Place = { readonly section: Section; readonly id: string | null };

/** Where the thing stands that a path of a plan's problem is about: "rules.2.needs.0" is the third rule. */
export function placeOf(plan: RoutingPlan, path: string): Place {
  const [list = '', which = ''] = path.split('.');
  switch (list) {
    case 'people':
      return { section: 'people', id: which };
    case 'groups':
    case 'skills':
    case 'hours':
    case 'rules':
      return { section: list, id: plan[list][Number(which)]?.id ?? null };
    default:
      return { section: sectionOf(path), id: null };
  }
}

/** The same of a handbook: "fields.2.key" is the third field. */
export function handbookPlaceOf(handbook: Handbook, path: string): Place {
  const [list = '', at] = path.split('.');
  const n = Number(at);
  const id = {
    fields: handbook.fields[n]?.key,
    dispositions: handbook.dispositions[n]?.code,
    checklists: handbook.checklists[n]?.id,
  }[list];
  return { section: sectionOf(path), id: id ?? null };
}

/** The same of alert rules: "watch.2.name.zh" is the third rule. */
export function watchPlaceOf({ rules }: WatchRules, path: string): Place {
  const [, at] = path.split('.');
  return { section: 'watch', id: rules[Number(at)]?.id ?? null };
}

/** The same of what desks are ruled, and of how one signs in: "policy.Theme", "signIn.provider.issuer". */
export function housePlaceOf(_: unknown, path: string): Place {
  return { section: sectionOf(path), id: null };
}

/** The screens of the handbook; the rest are of the alert rules, of the plan, or of neither. */
const handbookSections = ['fields', 'dispositions', 'checklists', 'handbook'] as const;

const policySections = ['policy', 'deskVersions', 'policyVersions'] as const;

/** Of which document a screen shows what is changed and not saved; the plan's is seen where there is none. */
export function documentOf(section: Section): 'plan' | 'handbook' | 'watch' | 'policy' | 'signIn' {
  if (handbookSections.some((one) => one === section)) return 'handbook';
  if (policySections.some((one) => one === section)) return 'policy';
  if (section === 'watch' || section === 'watchVersions') return 'watch';
  return section === 'signIn' || section === 'signInVersions' ? 'signIn' : 'plan';
}

/** The screen on which a problem is told. */
export function sectionOf(path: string): Section {
  const [list = '', setting] = path.split('.');
  if (setting === 'replyRules') return 'checks';
  if (list === 'requiredFor') return 'dispositions';
  return sections.find((one) => one === list) ?? 'general';
}
