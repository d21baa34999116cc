import type { RoutingAgent } from '#shared/domain/routing/agent.ts';
import { assignRound } from '#shared/domain/routing/assign-round.ts';
import type { Waiting } from '#shared/domain/routing/choose.ts';
import { noNeeds } from '#shared/domain/routing/needs.ts';
import { usualProfile } from '#shared/domain/routing/profile.ts';
import { rankOf } from '#shared/domain/routing/rank.ts';
import { randomOf } from '../faults/random.ts';
import { emptyPlan, groupNamed, uuidOf } from './house.ts';

/** How long deciding takes on this machine, milliseconds. */
export type Speed = {
  readonly waiting: number;
  readonly agents: number;
  /**
   * One place becomes free, a thousand wait: who gets it. Each is decided three times and the fastest counts,
   * for other work on the machine interrupts; `interrupted` is the p99 of all.
   */
  readonly decision: { readonly p50: number; readonly p99: number; readonly interrupted: number };
  /** Everybody has places, a thousand wait: each gets one. */
  readonly round: { readonly given: number; readonly time: number };
};

const now = 1_800_000_000_000;

export function measureSpeed(options: { readonly waiting: number; readonly agents: number }): Speed {
  const random = randomOf(1);
  const groups = Array.from({ length: 8 }, (_, n) => groupNamed(`Group ${n}`, { overflowAfter: 60_000 })).map(
    (group, n, all) => ({ ...group, overflowTo: all[(n + 1) % all.length]?.id ?? null }),
  );
  const plan = emptyPlan(groups, 20);
  const skills = [uuidOf('skill 1'), uuidOf('skill 2')];
  const agents: RoutingAgent[] = Array.from({ length: options.agents }, (_, n) => ({
    id: uuidOf(`agent ${n}`),
    name: `Agent ${n}`,
    online: true,
    load: 20,
    capacity: 20,
    lastGivenAt: now - random.between(0, 3_600_000),
    idleSince: now - random.between(0, 3_600_000),
    profile: {
      ...usualProfile,
      groups: [random.pick(groups).id, random.pick(groups).id],
      skills: skills.map((skill) => ({ skill, level: random.between(0, 100) })),
    },
  }));
  const waiting: Waiting[] = Array.from({ length: options.waiting }, (_, n) => {
    const queuedAt = now - random.between(0, 600_000);
    return {
      id: uuidOf(`conversation ${n}`),
      kind: 'live',
      groupId: random.pick(groups).id,
      queuedAt,
      rank: rankOf({ queuedAt, priority: random.between(0, 10), front: false }, plan.settings),
      needs: { ...noNeeds, skills: [{ skill: random.pick(skills), level: random.between(0, 100) }] },
      weight: 1,
      asked: n % 10 === 0 ? [random.pick(agents).id] : [],
      stickyTo: null,
    };
  });
  const decide = (): readonly number[] => {
    const free = random.between(0, agents.length - 1);
    const people = agents.map((agent, n) => (n === free ? { ...agent, load: 19 } : agent));
    return [1, 2, 3].map(() => timed(() => assignRound(waiting, people, plan, now)));
  };
  // What is compiled only after some calls is not what a hub that runs does.
  for (let n = 0; n < 200; n++) decide();
  const times = Array.from({ length: 1000 }, decide);
  const fastest = times.map((three) => Math.min(...three));
  const empty = agents.map((agent) => ({ ...agent, load: 0 }));
  let given = 0;
  const round = timed(() => {
    given = assignRound(waiting, empty, plan, now).length;
  });
  return {
    waiting: waiting.length,
    agents: agents.length,
    decision: {
      p50: percentile(fastest, 0.5),
      p99: percentile(fastest, 0.99),
      interrupted: percentile(times.flat(), 0.99),
    },
    round: { given, time: round },
  };
}

function timed(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
}
