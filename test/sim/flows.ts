import { isMember, type RoutingAgent } from '#shared/domain/routing/agent.ts';
import type { Group } from '#shared/domain/routing/plan.ts';
import { expectedWait, type Flow, flowAfter, noFlow } from '#shared/domain/routing/wait.ts';

/** The measured flow of each group, fed as the hub does: with all that happened at a moment together. */
export type Flows = {
  readonly queued: (groupId: string, change: number) => void;
  /** One was taken; whether it had waited. */
  readonly served: (groupId: string, waited: boolean) => void;
  readonly left: (groupId: string) => void;
  readonly ended: (groupId: string, held: number) => void;
  /** Somebody came or went. */
  readonly staffed: () => void;
  readonly settle: (at: number) => void;
  readonly expected: (groupId: string, place: number) => number | null;
};

type Counted = {
  flow: Flow;
  waiting: number;
  places: number;
  served: number;
  left: number;
  ended: number[];
  changed: boolean;
};

export function createFlows(
  groups: readonly Group[],
  agents: () => readonly RoutingAgent[],
  from: number,
): Flows {
  const counted = new Map<string, Counted>(
    groups.map(({ id }) => [
      id,
      { flow: noFlow(from), waiting: 0, places: 0, served: 0, left: 0, ended: [], changed: false },
    ]),
  );
  let staffed = true;
  const of = (groupId: string): Counted => {
    const one = counted.get(groupId);
    if (one === undefined) throw new Error(`no group ${groupId}`);
    one.changed = true;
    return one;
  };
  return {
    queued: (id, change) => {
      of(id).waiting += change;
    },
    served: (id, waited) => {
      const one = of(id);
      one.waiting -= 1;
      if (waited) one.served += 1;
    },
    left: (id) => {
      const one = of(id);
      one.waiting -= 1;
      one.left += 1;
    },
    ended: (id, held) => void of(id).ended.push(held),
    staffed: () => {
      staffed = true;
    },
    settle: (at) => {
      for (const [id, one] of counted) {
        if (staffed) {
          one.places = agents()
            .filter(({ online, profile }) => online && isMember(profile, id))
            .reduce((sum, { capacity }) => sum + capacity, 0);
        }
        if (!staffed && !one.changed) continue;
        const { waiting, places, served, left, ended } = one;
        one.flow = flowAfter(one.flow, { at, waiting, places, served, left, ended });
        Object.assign(one, { served: 0, left: 0, ended: [], changed: false });
      }
      staffed = false;
    },
    expected: (id, place) => {
      const { flow, places } = of(id);
      return expectedWait(flow, place, places);
    },
  };
}
