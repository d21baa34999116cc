import type { RoutingPlan } from '#shared/domain/routing/plan.ts';
import type { House } from '../conversations/index.ts';
import type { Clock } from '../platform/clock.ts';
import { publicIdOf } from './public-id.ts';
import type { Roster } from './roster.ts';

/** How long a colleague has to answer what they are asked. Milliseconds. */
const askFor = 60_000;

/** What the transcripts ask of routing. */
export function createHouse(parts: {
  readonly clock: Clock;
  readonly plan: () => RoutingPlan;
  readonly roster: Pick<Roster, 'members'>;
}): House {
  const { clock, plan, roster } = parts;
  const groupOf = (id: string | null) => plan().groups.find((group) => group.id === id);
  return {
    wrapUpFor: (groupId) => groupOf(groupId)?.wrapUpFor ?? 0,
    asksRating: () => plan().settings.askRating ?? true,
    groupOf: (groupId) => {
      const group = groupOf(groupId);
      if (group === undefined) return null;
      const { id, name, publicName } = group;
      return { id, name, ...(publicName !== null && { publicName }) };
    },
    askFor,
    now: clock.now,
    agentBehind: async (publicId) => {
      for (const { id, name, role, profile } of roster.members().values())
        if (role === 'agent' && profile.listed && publicIdOf(id) === publicId) return { id, name };
      return null;
    },
  };
}
