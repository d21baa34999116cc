import { hasRoom, isMember, isSkilled, type RoutingAgent, speaks } from './agent.ts';
import type { LeftOut, RoutingRule } from './decision.ts';
import type { Needs } from './needs.ts';
import type { Group } from './plan.ts';
import type { InLine } from './rank.ts';
import type { Scene } from './scene.ts';
import { byStrategy } from './strategy.ts';

/** A conversation that waits for somebody and is not on offer to anyone. */
export type Waiting = InLine & {
  readonly groupId: string;
  /** When it first came into a queue, epoch milliseconds. */
  readonly queuedAt: number;
  readonly needs: Needs;
  /** Load it will be to whoever serves it, more than 0; 1 for a chat. */
  readonly weight: number;
  /** Who was offered it and did not answer or declined: an id for each time. */
  readonly asked: readonly string[];
  /** Who served this customer lately, and until when that counts; null: nobody. */
  readonly stickyTo: { readonly agentId: string; readonly until: number } | null;
};

/** What was looked at, and what came of it; `decisionOf` makes the kept form. */
export type Choice<A extends RoutingAgent> = {
  /** Null: it waits on. */
  readonly to: A | null;
  readonly rule: RoutingRule;
  readonly group: Group;
  readonly overflow: Group | null;
  /** Who could have it now, in no order. */
  readonly free: readonly A[];
  /** Whose turn it would be but for their load. Empty where it waits for the one the customer chose. */
  readonly full: readonly A[];
  readonly leftOut: LeftOut;
};

/** A customer waits so long for the agent they chose where the group's overflow says nothing else. Milliseconds. */
export const patienceForChosen = 60_000;

/**
 * Who gets it now. First the agent whom the customer chose, whatever their group: while they are online but
 * full it waits for them, for as long as until overflow; then anybody. Then the agent who served the customer
 * lately. Then whoever is best by the group's strategy, and where the group has nobody free and overflow is
 * due, whoever is best in the other group.
 *
 * Nobody is asked again while somebody who is online and fits was asked less often. `held` are agents that
 * this one cannot have, whatever room they have.
 */
export function choose<A extends RoutingAgent>(
  waiting: Waiting,
  scene: Scene<A>,
  now: number,
  held: ReadonlySet<string> = none,
): Choice<A> {
  const { needs, asked } = waiting;
  const group = scene.group(waiting.groupId);
  const overflow = overflowOf(waiting, scene, now);
  const { turn, leftOut } = whoseTurn(waiting, group, overflow, scene);
  const mayHave = (agent: A) => hasRoom(agent, waiting) && !held.has(agent.id);
  const free: A[] = [];
  const full: A[] = [];
  for (const agent of turn) (mayHave(agent) ? free : full).push(agent);
  leftOut.full = full.length;
  const looked = { group, overflow, free, full, leftOut };

  const chosen = needs.agent === null ? undefined : scene.agent(needs.agent);
  if (chosen?.online && !asked.includes(chosen.id)) {
    if (mayHave(chosen)) return { ...looked, to: chosen, rule: 'chosen' };
    if (now - waiting.queuedAt < (group.overflowAfter ?? patienceForChosen)) {
      return { ...looked, to: null, rule: 'chosen', full: [] };
    }
  }

  const { stickyTo } = waiting;
  if (stickyTo !== null && stickyTo.until > now) {
    const sticky = free.find(({ id }) => id === stickyTo.agentId);
    if (sticky !== undefined) return { ...looked, to: sticky, rule: 'sticky' };
  }

  const before = byStrategy(group.strategy);
  const own = overflow === null ? free : free.filter(({ profile }) => isMember(profile, group.id));
  const best = first(own, before);
  if (best !== null) return { ...looked, to: best, rule: group.strategy };
  const helper = first(free, before);
  return { ...looked, to: helper, rule: helper === null ? group.strategy : 'overflow' };
}

const none: ReadonlySet<string> = new Set();

/** The group that helps out by now; null: none, or not yet. */
export function overflowOf<A extends RoutingAgent>(
  { groupId, queuedAt }: Pick<Waiting, 'groupId' | 'queuedAt'>,
  scene: Scene<A>,
  now: number,
): Group | null {
  const { id, overflowAfter, overflowTo } = scene.group(groupId);
  if (overflowAfter === null || overflowTo === null || now - queuedAt < overflowAfter) return null;
  const other = scene.group(overflowTo);
  return other.id === overflowTo && other.id !== id ? other : null;
}

/** Who is online, fits, and was asked no more often than anybody else of these; and why the others are not. */
function whoseTurn<A extends RoutingAgent>(
  { needs, asked }: Waiting,
  group: Group,
  overflow: Group | null,
  scene: Scene<A>,
): { turn: readonly A[]; leftOut: { -readonly [K in keyof LeftOut]: LeftOut[K] } } {
  const own = scene.members(group.id);
  const others =
    overflow === null ? [] : scene.members(overflow.id).filter(({ profile }) => !isMember(profile, group.id));
  const leftOut = { group: 0, offline: 0, language: 0, skill: 0, asked: 0, full: 0 };
  leftOut.group = scene.agents.length - own.length - others.length;

  const fits: A[] = [];
  for (const agents of [own, others]) {
    for (const agent of agents) {
      if (!agent.online) leftOut.offline += 1;
      else if (!speaks(agent.profile, needs.language)) leftOut.language += 1;
      else if (!isSkilled(agent.profile, needs.skills)) leftOut.skill += 1;
      else fits.push(agent);
    }
  }
  if (asked.length === 0) return { turn: fits, leftOut };

  const times = (agent: A) => asked.reduce((sum, id) => sum + Number(id === agent.id), 0);
  const least = Math.min(...fits.map(times));
  const turn = fits.filter((agent) => times(agent) === least);
  leftOut.asked = fits.length - turn.length;
  return { turn, leftOut };
}

function first<A>(list: readonly A[], before: (a: A, b: A) => number): A | null {
  let best: A | null = null;
  for (const one of list) if (best === null || before(one, best) < 0) best = one;
  return best;
}
