import { isMember, type RoutingAgent } from './agent.ts';
import type { Group, RoutingPlan } from './plan.ts';

/** The plan and the people at one moment, ordered so that a decision looks only at those it concerns. */
export type Scene<A extends RoutingAgent> = {
  /** The group of that id; where the plan has none any more, the one where nothing else fits. */
  readonly group: (id: string) => Group;
  readonly agent: (id: string) => A | undefined;
  readonly members: (groupId: string) => readonly A[];
  readonly agents: readonly A[];
};

/** Throws where the plan's default group is not in it: `problemsOf` keeps such a plan out. */
export function sceneOf<A extends RoutingAgent>(
  agents: readonly A[],
  plan: Pick<RoutingPlan, 'groups'> & { readonly settings: Pick<RoutingPlan['settings'], 'defaultGroup'> },
): Scene<A> {
  const groups = new Map(plan.groups.map((group) => [group.id, group]));
  const usual = groups.get(plan.settings.defaultGroup);
  if (usual === undefined) throw new Error('the plan has no default group');
  const byId = new Map(agents.map((agent) => [agent.id, agent]));
  const members = new Map<string, readonly A[]>();
  return {
    agents,
    group: (id) => groups.get(id) ?? usual,
    agent: (id) => byId.get(id),
    members: (groupId) => {
      const known = members.get(groupId);
      if (known !== undefined) return known;
      const found = agents.filter(({ profile }) => isMember(profile, groupId));
      members.set(groupId, found);
      return found;
    },
  };
}
