import { hasRoom, limitFor, type RoutingAgent } from './agent.ts';
import { type Choice, choose, overflowOf, type Waiting } from './choose.ts';
import type { RoutingDecision } from './decision.ts';
import { decisionOf } from './decision-of.ts';
import { byRank } from './rank.ts';
import { type Scene, sceneOf } from './scene.ts';

export type Given<W extends Waiting, A extends RoutingAgent> = {
  readonly waiting: W;
  readonly to: A;
  readonly decision: RoutingDecision;
};

type Plan = Parameters<typeof sceneOf>[1];

/**
 * Gives as many as can be given at `now` (epoch milliseconds), each in the order of rank, and each with the
 * loads that those before it leave. Nobody is over their capacity, no conversation is given twice, and none
 * is passed over by a later one for an agent who fits both. What is not in the answer waits on.
 *
 * `to` is the agent as it was handed in, with the load from before the round.
 */
export function assignRound<W extends Waiting, A extends RoutingAgent>(
  waiting: readonly W[],
  agents: readonly A[],
  plan: Plan,
  now: number,
): Given<W, A>[] {
  const lightest = waiting.reduce((least, { weight }) => Math.min(least, weight), Number.POSITIVE_INFINITY);
  // The usual case where many wait: nobody has room, and nothing has to be set in order.
  if (!agents.some((agent) => isOpen(agent, lightest))) return [];
  const places: Place<A>[] = agents.map((agent) => ({ ...agent, was: agent }));
  const scene = sceneOf(places, plan);
  const room = roomIn(scene, lightest);
  const held = new Set<string>();
  const seen = new Set<string>();
  const given: Given<W, A>[] = [];

  for (const one of [...waiting].sort(byRank)) {
    if (seen.has(one.id)) continue;
    seen.add(one.id);
    const group = scene.group(one.groupId);
    const helpers = overflowOf(one, scene, now);
    // A thousand may wait for a group of which nobody is free: then there is nothing to look at.
    if (one.needs.agent === null && !room.isIn(group.id) && (helpers === null || !room.isIn(helpers.id))) {
      continue;
    }
    const choice = choose(one, scene, now, held);
    const { to } = choice;
    if (to === null) {
      const next = one.weight > lightest ? roomiest(choice, one) : null;
      if (next !== null) held.add(next.id);
      continue;
    }
    given.push({ waiting: one, to: to.was, decision: decisionOf(choice, one, now) });
    to.load += one.weight;
    // Later in the round is later in time: equals take turns.
    to.lastGivenAt = now + given.length / 1000;
    to.idleSince = to.lastGivenAt;
    room.changed(to);
  }
  return given;
}

/** An agent in the course of the round. */
type Place<A extends RoutingAgent> = Omit<RoutingAgent, 'load' | 'lastGivenAt' | 'idleSince'> & {
  load: number;
  lastGivenAt: number;
  idleSince: number;
  readonly was: A;
};

function isOpen(agent: RoutingAgent, lightest: number): boolean {
  return agent.online && hasRoom(agent, { kind: 'live', weight: lightest });
}

/** In which groups somebody has room for the lightest there is. */
function roomIn<A extends RoutingAgent>(scene: Scene<A>, lightest: number) {
  const withRoom = new Map<string, Set<string>>();
  return {
    isIn: (groupId: string): boolean => {
      let ids = withRoom.get(groupId);
      if (ids === undefined) {
        ids = new Set(
          scene
            .members(groupId)
            .filter((agent) => isOpen(agent, lightest))
            .map(({ id }) => id),
        );
        withRoom.set(groupId, ids);
      }
      return ids.size > 0;
    },
    changed: (agent: A): void => {
      if (isOpen(agent, lightest)) return;
      for (const ids of withRoom.values()) ids.delete(agent.id);
    },
  };
}

/**
 * Whom a heavy conversation waits for, when all who fit have too little room: what becomes free there is
 * kept for it. Lighter ones that come later would take every place as it becomes free, and it would wait
 * for ever.
 */
function roomiest<A extends RoutingAgent>({ full }: Choice<A>, { kind, weight }: Waiting): A | null {
  let best: A | null = null;
  let most = 0;
  for (const agent of full) {
    if (agent.capacity < weight) continue;
    const left = limitFor(agent.capacity, kind, weight) - agent.load;
    if (left > most) [best, most] = [agent, left];
  }
  return best;
}
