import type { RoutingPlan, Settings } from '#shared/domain/routing/plan.ts';
import { isMoved, isSame, listChanges, merged } from './merge.ts';

/** What makes one plan another, by group, skill, hours, rule and setting; and how two people's changes go together. */

const lists = ['groups', 'skills', 'hours', 'rules'] as const;
export type PlanList = (typeof lists)[number];

export type Change =
  | {
      readonly in: PlanList;
      readonly id: string;
      readonly name: string;
      readonly how: 'added' | 'removed' | 'changed';
    }
  /** Rules stand in another order. */
  | { readonly in: 'rules'; readonly how: 'moved' }
  | { readonly in: 'settings'; readonly setting: keyof Settings; readonly how: 'changed' };

type Item = { readonly id: string; readonly name: string };
const idOf = ({ id }: Item) => id;

export function changesOf(before: RoutingPlan, after: RoutingPlan): Change[] {
  if (before === after) return [];
  const keys = settingsIn(before, after);
  return [
    ...lists.flatMap((list) => changesIn(list, before[list], after[list])),
    ...(isMoved(before.rules, after.rules, idOf) ? [{ in: 'rules', how: 'moved' } as const] : []),
    ...keys.flatMap((setting) =>
      isSame(before.settings[setting], after.settings[setting])
        ? []
        : [{ in: 'settings', setting, how: 'changed' } as const],
    ),
  ];
}

function changesIn(list: PlanList, before: readonly Item[], after: readonly Item[]): Change[] {
  return listChanges(before, after, idOf).map(({ one: { id, name }, how }) => ({ in: list, id, name, how }));
}

/**
 * My changes since `base`, made to `theirs` instead. What both have changed is as I have it; the order of rules is
 * mine where I have moved one, theirs otherwise.
 */
export function rebased(base: RoutingPlan, mine: RoutingPlan, theirs: RoutingPlan): RoutingPlan {
  const settings = Object.fromEntries(
    // What only one of us has is a setting that had its usual value until then.
    (
      [...new Set([...Object.keys(theirs.settings), ...Object.keys(mine.settings)])] as (keyof Settings)[]
    ).map((key) => [
      key,
      isSame(base.settings[key], mine.settings[key]) ? theirs.settings[key] : mine.settings[key],
    ]),
  ) as Settings;
  return {
    groups: merged(base.groups, mine.groups, theirs.groups, idOf),
    skills: merged(base.skills, mine.skills, theirs.skills, idOf),
    hours: merged(base.hours, mine.hours, theirs.hours, idOf),
    rules: merged(base.rules, mine.rules, theirs.rules, idOf),
    settings,
  };
}

/** Of what only one has, the other has the usual value. */
function settingsIn(...plans: readonly RoutingPlan[]): (keyof Settings)[] {
  return [...new Set(plans.flatMap(({ settings }) => Object.keys(settings) as (keyof Settings)[]))];
}
