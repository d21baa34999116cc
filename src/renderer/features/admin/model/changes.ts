import type { RoutingPlan, Settings } from '#shared/domain/routing/plan.ts';

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

/** Plans are JSON whose keys stand in the order of their schema. */
export function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, one]) => [key, sorted(one)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

export function changesOf(before: RoutingPlan, after: RoutingPlan): Change[] {
  if (before === after) return [];
  const keys = settingsIn(before, after);
  return [
    ...lists.flatMap((list) => changesIn(list, before[list], after[list])),
    ...(isMoved(before.rules, after.rules) ? [{ in: 'rules', how: 'moved' } as const] : []),
    ...keys.flatMap((setting) =>
      isSame(before.settings[setting], after.settings[setting])
        ? []
        : [{ in: 'settings', setting, how: 'changed' } as const],
    ),
  ];
}

function changesIn(list: PlanList, before: readonly Item[], after: readonly Item[]): Change[] {
  const old = new Map(before.map((one) => [one.id, one]));
  const ids = new Set(after.map(({ id }) => id));
  return [
    ...after.flatMap((one): Change[] => {
      const was = old.get(one.id);
      if (was === undefined) return [{ in: list, id: one.id, name: one.name, how: 'added' }];
      return isSame(was, one) ? [] : [{ in: list, id: one.id, name: one.name, how: 'changed' }];
    }),
    ...before.flatMap(({ id, name }): Change[] =>
      ids.has(id) ? [] : [{ in: list, id, name, how: 'removed' }],
    ),
  ];
}

/** Whether those that both have stand in another order. */
function isMoved(before: readonly Item[], after: readonly Item[]): boolean {
  const common = (some: readonly Item[], others: readonly Item[]) =>
    some.filter(({ id }) => others.some((one) => one.id === id)).map(({ id }) => id);
  return common(before, after).join() !== common(after, before).join();
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
    groups: merged(base.groups, mine.groups, theirs.groups),
    skills: merged(base.skills, mine.skills, theirs.skills),
    hours: merged(base.hours, mine.hours, theirs.hours),
    rules: merged(base.rules, mine.rules, theirs.rules),
    settings,
  };
}

/** Of what only one has, the other has the usual value. */
function settingsIn(...plans: readonly RoutingPlan[]): (keyof Settings)[] {
  return [...new Set(plans.flatMap(({ settings }) => Object.keys(settings) as (keyof Settings)[]))];
}

function merged<T extends Item>(base: readonly T[], mine: readonly T[], theirs: readonly T[]): T[] {
  const idsOf = (list: readonly T[]) => new Map(list.map((one) => [one.id, one]));
  const [was, own] = [idsOf(base), idsOf(mine)];
  const kept = theirs.flatMap((one) => {
    const [before, now] = [was.get(one.id), own.get(one.id)];
    if (before === undefined) return [now ?? one];
    if (now === undefined) return [];
    return [isSame(before, now) ? one : now];
  });
  const have = new Set(kept.map(({ id }) => id));
  // What I have changed and they have removed is there again: it is for me to remove it too.
  const more = mine.filter((one) => {
    const before = was.get(one.id);
    return !have.has(one.id) && (before === undefined || !isSame(before, one));
  });
  const all = [...kept, ...more];
  if (!isMoved(base, mine)) return all;
  const place = new Map(mine.map(({ id }, i) => [id, i]));
  const placed = all.filter(({ id }) => place.has(id));
  return [
    ...placed.sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0)),
    ...all.filter(({ id }) => !place.has(id)),
  ];
}
