import type { RoutingPlan } from '#shared/domain/routing/plan.ts';
import type { PersonRecord } from '#shared/protocol/admin.ts';

/** What would miss something if it were deleted, by name. */
export type Uses = {
  readonly rules: readonly string[];
  readonly groups: readonly string[];
  readonly people: readonly string[];
  /** New conversations go there where no rule fits. */
  readonly isDefault: boolean;
};

const names = (all: readonly { readonly name: string }[]) => all.map(({ name }) => name);

export function usesOfGroup(plan: RoutingPlan, people: readonly PersonRecord[], id: string): Uses {
  return {
    rules: names(plan.rules.filter(({ group }) => group === id)),
    groups: names(plan.groups.filter(({ overflowTo }) => overflowTo === id)),
    people: names(people.filter(({ profile }) => profile.groups?.includes(id) === true)),
    isDefault: plan.settings.defaultGroup === id,
  };
}

export function usesOfSkill(plan: RoutingPlan, people: readonly PersonRecord[], id: string): Uses {
  return {
    rules: names(plan.rules.filter(({ needs }) => needs.some(({ skill }) => skill === id))),
    groups: [],
    people: names(people.filter(({ profile }) => profile.skills.some(({ skill }) => skill === id))),
    isDefault: false,
  };
}

export function usesOfHours(plan: RoutingPlan, id: string): Uses {
  const groups = names(plan.groups.filter(({ hours }) => hours === id));
  return { rules: [], groups, people: [], isDefault: false };
}

/** Without it, and without what referred to it. A group that rules send to is kept for them: they must say another. */
export function withoutGroup(plan: RoutingPlan, id: string): RoutingPlan {
  const groups = plan.groups
    .filter((group) => group.id !== id)
    .map((group) => (group.overflowTo === id ? { ...group, overflowTo: null, overflowAfter: null } : group));
  return { ...plan, groups };
}

export function withoutSkill(plan: RoutingPlan, id: string): RoutingPlan {
  const rules = plan.rules.map((rule) =>
    rule.needs.some(({ skill }) => skill === id)
      ? { ...rule, needs: rule.needs.filter(({ skill }) => skill !== id) }
      : rule,
  );
  return { ...plan, skills: plan.skills.filter((skill) => skill.id !== id), rules };
}

export function withoutHours(plan: RoutingPlan, id: string): RoutingPlan {
  const groups = plan.groups.map((group) => (group.hours === id ? { ...group, hours: null } : group));
  return { ...plan, hours: plan.hours.filter((hours) => hours.id !== id), groups };
}
