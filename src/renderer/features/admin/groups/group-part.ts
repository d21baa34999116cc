import type { Group, RoutingPlan } from '#shared/domain/routing/plan.ts';

/** A part of a group's form. */
export type GroupPartProps = {
  readonly plan: RoutingPlan;
  readonly group: Group;
  /** Of the group in the plan. */
  readonly path: string;
  readonly onChange: (change: Partial<Group>) => void;
};
