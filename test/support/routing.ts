import type { RoutingAgent } from '#shared/domain/routing/agent.ts';
import type { Waiting } from '#shared/domain/routing/choose.ts';
import { noNeeds } from '#shared/domain/routing/needs.ts';
import type { Group } from '#shared/domain/routing/plan.ts';
import { usualProfile } from '#shared/domain/routing/profile.ts';

/** Groups, agents and waiting conversations of which a test says only what it is about. */

export function groupOf(id: string, said: Partial<Group> = {}): Group {
  return {
    id,
    name: id,
    publicName: null,
    strategy: 'least_loaded',
    stickyFor: 0,
    offerFor: null,
    overflowAfter: null,
    overflowTo: null,
    serviceLevel: { percent: 80, within: 60_000 },
    wrapUpFor: 0,
    hours: null,
    ...said,
  };
}

export function agentOf(
  id: string,
  said: Partial<Omit<RoutingAgent, 'profile'>> & { readonly profile?: Partial<RoutingAgent['profile']> } = {},
): RoutingAgent {
  return {
    id,
    name: id,
    online: true,
    load: 0,
    capacity: 5,
    lastGivenAt: 0,
    idleSince: 0,
    ...said,
    profile: { ...usualProfile, ...said.profile },
  };
}

/** Its rank is when it came, unless another is said. */
export function waitingOf(id: string, said: Partial<Waiting> = {}): Waiting {
  return {
    id,
    kind: 'live',
    groupId: 'sales',
    queuedAt: 0,
    rank: said.queuedAt ?? 0,
    needs: noNeeds,
    weight: 1,
    asked: [],
    stickyTo: null,
    ...said,
  };
}
