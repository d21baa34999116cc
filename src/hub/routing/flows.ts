import { isMember, type RoutingAgent } from '#shared/domain/routing/agent.ts';
import type { RoutingPlan } from '#shared/domain/routing/plan.ts';
import { expectedWaits, type Flow, flowAfter, noFlow } from '#shared/domain/routing/wait.ts';
import type { Board, Move } from './board.ts';

/** Who was served sooner has not waited: it says nothing of how fast a queue moves. Milliseconds. */
export const hasWaited = 1000;

type Counts = { served: number; left: number; ended: number[] };

export type Flows = ReturnType<typeof createFlows>;

/** How fast the queue of each group moves, measured by what happens on the board, whichever node did it. */
export function createFlows(parts: {
  readonly board: Pick<Board, 'queued' | 'since'>;
  readonly plan: () => RoutingPlan;
  /** Everybody who serves, wherever they are connected. */
  readonly agents: (now: number) => readonly RoutingAgent[];
}) {
  const { board, plan, agents } = parts;
  const flows = new Map<string, Flow>();
  const counts = new Map<string, Counts>();
  let places = new Map<string, number>();

  const countsOf = (groupId: string): Counts => {
    const known = counts.get(groupId) ?? { served: 0, left: 0, ended: [] };
    counts.set(groupId, known);
    return known;
  };

  return {
    moved: ({ before, after, at }: Move): void => {
      const was = before?.conversation;
      const is = after.conversation;
      if (was === undefined || was.group === null) return;
      if (was.status === 'queued' && was.kind === 'live' && at - (was.queuedAt ?? at) >= hasWaited) {
        if (is.status === 'active') countsOf(was.group.id).served += 1;
        else if (is.status === 'closed' || is.kind === 'message') countsOf(was.group.id).left += 1;
      }
      if (was.status === 'active' && is.status === 'closed') {
        const since = board.since(is.id);
        if (since !== null) countsOf(was.group.id).ended.push(Math.max(0, (is.wrapUpUntil ?? at) - since));
      }
    },
    /** What was measured before this hub began. */
    seed: (groupId: string, flow: Flow): void => void flows.set(groupId, flow),
    /** Every second. */
    look: (now: number): void => {
      const waiting = new Map<string, number>();
      for (const { conversation } of board.queued().values()) {
        const { group, kind, queuedAt } = conversation;
        if (group === null || kind !== 'live' || now - (queuedAt ?? now) < hasWaited) continue;
        waiting.set(group.id, (waiting.get(group.id) ?? 0) + 1);
      }
      const online = agents(now).filter((agent) => agent.online);
      places = new Map();
      for (const { id } of plan().groups) {
        const sum = online.reduce(
          (all, { profile, capacity }) => all + (isMember(profile, id) ? capacity : 0),
          0,
        );
        places.set(id, sum);
        const event = { at: now, waiting: waiting.get(id) ?? 0, places: sum, ...countsOf(id) };
        flows.set(id, flowAfter(flows.get(id) ?? noFlow(now), event));
        counts.delete(id);
      }
    },
    /** What those at the places 1 to `count` may expect to wait; null where nobody can say. */
    waits: (groupId: string, count: number, now: number): readonly number[] | null =>
      expectedWaits(flows.get(groupId) ?? noFlow(now), count, places.get(groupId) ?? 0),
  };
}
