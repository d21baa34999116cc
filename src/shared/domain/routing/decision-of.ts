import { levelOf, type RoutingAgent } from './agent.ts';
import type { Choice, Waiting } from './choose.ts';
import { type Candidate, maxCandidates, type RoutingDecision } from './decision.ts';
import type { Strategy } from './plan.ts';
import { byStrategy, scoreOf } from './strategy.ts';

/** The form of a choice that is kept and shown. */
export function decisionOf<A extends RoutingAgent>(
  choice: Choice<A>,
  waiting: Waiting,
  at: number,
): RoutingDecision {
  const { to, rule, group, overflow, free, leftOut } = choice;
  const others = best(free, byStrategy(group.strategy), maxCandidates).filter((agent) => agent !== to);
  const listed = (to === null ? others : [to, ...others]).slice(0, maxCandidates);
  const all = free.length + (to === null || free.includes(to) ? 0 : 1);
  return {
    at,
    to: to === null ? null : { id: to.id, name: to.name },
    rule,
    strategy: group.strategy,
    group: { id: group.id, name: group.name },
    overflow: overflow === null ? null : { id: overflow.id, name: overflow.name },
    waited: Math.max(0, at - waiting.queuedAt),
    rank: waiting.rank,
    candidates: listed.map((agent) => candidateOf(agent, waiting, group.strategy, at)),
    more: all - listed.length,
    leftOut,
  };
}

function candidateOf(agent: RoutingAgent, { needs }: Waiting, strategy: Strategy, at: number): Candidate {
  // Who was given one earlier in the same round has a moment a little later than `at`.
  const idleSince = Math.min(Math.floor(agent.idleSince), at);
  return {
    id: agent.id,
    name: agent.name,
    load: agent.load,
    capacity: agent.capacity,
    idleSince: idleSince === 0 ? null : idleSince,
    skills: needs.skills
      .slice(0, maxCandidates)
      .map(({ skill }) => ({ skill, level: levelOf(agent.profile, skill) })),
    score: scoreOf(agent, strategy),
  };
}

/** The first `count` in order: of 200 agents ten are shown, so they are not all sorted. */
function best<A>(list: readonly A[], before: (a: A, b: A) => number, count: number): A[] {
  const kept: A[] = [];
  for (const one of list) {
    const last = kept[count - 1];
    if (last !== undefined && before(one, last) >= 0) continue;
    const place = kept.findIndex((other) => before(one, other) < 0);
    kept.splice(place === -1 ? kept.length : place, 0, one);
    if (kept.length > count) kept.pop();
  }
  return kept;
}
