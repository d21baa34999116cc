import { assertNever } from '../exhaustive.ts';
import type { RoutingAgent } from './agent.ts';
import type { Strategy } from './plan.ts';

/** What the strategy compares of an agent, the smallest first. */
export function scoreOf(agent: RoutingAgent, strategy: Strategy): number {
  switch (strategy) {
    case 'least_loaded':
      return agent.load / agent.capacity;
    case 'longest_idle':
      return agent.idleSince;
    case 'round_robin':
      return agent.lastGivenAt;
    default:
      return assertNever(strategy);
  }
}

/**
 * Order of those who could have it, the best first. Of equals the one who has been without anything new for
 * longest, then the one with the least skill in all, so that experts stay free for what needs them; ties
 * end in the id.
 */
export function byStrategy(strategy: Strategy): (a: RoutingAgent, b: RoutingAgent) => number {
  return (a, b) => {
    // Idle is who has nothing: somebody who has finished one of five is not before who has just ended their only one.
    const idle = strategy === 'longest_idle' ? Number(a.load > 0) - Number(b.load > 0) : 0;
    if (idle !== 0) return idle;
    const score = scoreOf(a, strategy) - scoreOf(b, strategy);
    if (score !== 0) return score;
    if (a.idleSince !== b.idleSince) return a.idleSince - b.idleSince;
    const skill = skillIn(a) - skillIn(b);
    if (skill !== 0) return skill;
    return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
  };
}

function skillIn({ profile }: RoutingAgent): number {
  let sum = 0;
  for (const { level } of profile.skills) sum += level;
  return sum;
}
