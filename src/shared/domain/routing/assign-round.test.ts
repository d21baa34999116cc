import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agentOf, groupOf, waitingOf } from '../../../../test/support/routing.ts';
import { isMember, isSkilled, limitFor, type RoutingAgent, speaks } from './agent.ts';
import { assignRound } from './assign-round.ts';
import type { Waiting } from './choose.ts';
import { routingDecision } from './decision.ts';
import { noNeeds } from './needs.ts';
import type { Group } from './plan.ts';
import { byRank } from './rank.ts';

const now = 1_000_000;
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const groupIds = [uuid(1), uuid(2), uuid(3)];
const agentIds = Array.from({ length: 7 }, (_, n) => uuid(100 + n));
const skillIds = [uuid(10), uuid(11)];
const planOf = (groups: readonly Group[]) => ({
  groups: [...groups],
  settings: { defaultGroup: groups[0]!.id },
});

// Few of everything, so that they meet.
const level = fc.constantFrom(0, 50, 100);
const anyAgent = fc.record({
  online: fc.boolean(),
  load: fc.integer({ min: 0, max: 4 }),
  capacity: fc.integer({ min: 1, max: 4 }),
  lastGivenAt: fc.integer({ min: 0, max: 5 }),
  idleSince: fc.integer({ min: 0, max: 5 }),
  profile: fc.record({
    groups: fc.option(fc.uniqueArray(fc.constantFrom(...groupIds))),
    skills: fc.uniqueArray(fc.record({ skill: fc.constantFrom(...skillIds), level }), {
      selector: ({ skill }) => skill,
    }),
    languages: fc.uniqueArray(fc.constantFrom('zh-CN' as const, 'en' as const)),
  }),
});
const anyAgents = fc
  .array(anyAgent, { maxLength: agentIds.length })
  .map((list) => list.map((said, n) => agentOf(agentIds[n]!, said)));
const anyGroups = fc
  .tuple(
    ...groupIds.map((id) =>
      fc
        .record({
          strategy: fc.constantFrom('least_loaded' as const, 'longest_idle' as const, 'round_robin' as const),
          overflowAfter: fc.option(fc.constantFrom(0, 50_000)),
          overflowTo: fc.option(fc.constantFrom(...groupIds)),
        })
        .map((said) => groupOf(id, said)),
    ),
  )
  .map((groups) => [...groups]);
const needed = fc.record({
  skills: fc.array(fc.record({ skill: fc.constantFrom(...skillIds), level }), { maxLength: 1 }),
  language: fc.option(fc.constantFrom('zh-CN' as const, 'en' as const), { freq: 1 }),
  agent: fc.option(fc.constantFrom(...agentIds), { freq: 1 }),
});
const sometimes = <T>(one: fc.Arbitrary<T>) => fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, one);
const anyWaiting = (weights: fc.Arbitrary<number>) =>
  fc
    .array(
      fc.record({
        kind: fc.constantFrom('live' as const, 'live' as const, 'message' as const),
        groupId: fc.constantFrom(...groupIds),
        queuedAt: fc.integer({ min: now - 100_000, max: now }),
        rank: fc.integer({ min: 0, max: 20 }),
        needs: needed,
        weight: weights,
        asked: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.array(fc.constantFrom(...agentIds))),
        stickyTo: sometimes(
          fc.record({ agentId: fc.constantFrom(...agentIds), until: fc.constantFrom(now, now + 1) }),
        ),
      }),
      { maxLength: 25 },
    )
    .map((list) => list.map((said, n) => waitingOf(uuid(1000 + n), said)));
const scenes = (weights: fc.Arbitrary<number>) => fc.tuple(anyWaiting(weights), anyAgents, anyGroups);
const one = fc.constant(1);
const mixed = fc.constantFrom(1, 1, 2, 3, 0.5);

/** The rules once more, as slowly and plainly as can be: may this one go to this agent, but for the load? */
function mayGo(w: Waiting, agent: RoutingAgent, agents: readonly RoutingAgent[], groups: readonly Group[]) {
  const group = groups.find(({ id }) => id === w.groupId)!;
  const due = group.overflowAfter !== null && now - w.queuedAt >= group.overflowAfter;
  const fits = (a: RoutingAgent) =>
    a.online &&
    (isMember(a.profile, group.id) ||
      (due && group.overflowTo !== null && isMember(a.profile, group.overflowTo))) &&
    speaks(a.profile, w.needs.language) &&
    isSkilled(a.profile, w.needs.skills);
  const times = (a: RoutingAgent) => w.asked.filter((id) => id === a.id).length;
  const chosen = agents.find(({ id }) => id === w.needs.agent);
  if (chosen?.online && times(chosen) === 0) {
    if (agent === chosen) return true;
    if (now - w.queuedAt < (group.overflowAfter ?? 60_000)) return false;
  }
  return fits(agent) && agents.every((a) => !fits(a) || times(a) >= times(agent));
}

test('[B1] whoever is given one may have it, is online, and is never over capacity; none is given twice', () => {
  fc.assert(
    fc.property(scenes(mixed), ([waiting, agents, groups]) => {
      const given = assignRound([...waiting, ...waiting], agents, planOf(groups), now);
      expect(new Set(given.map((g) => g.waiting.id)).size).toBe(given.length);
      const loads = new Map(agents.map(({ id, load }) => [id, load]));
      for (const { waiting: w, to, decision } of given) {
        expect(mayGo(w, to, agents, groups)).toBe(true);
        const load = loads.get(to.id)! + w.weight;
        expect(load).toBeLessThanOrEqual(limitFor(to.capacity, w.kind, w.weight));
        loads.set(to.id, load);
        expect(routingDecision.parse(decision)).toEqual(decision);
        expect(decision.to).toEqual({ id: to.id, name: to.name });
        expect(decision.candidates[0]?.id).toBe(to.id);
        const { group, offline, language, skill, asked, full } = decision.leftOut;
        const counted = decision.candidates.length + decision.more;
        const outside = decision.rule === 'chosen' ? [0, 1] : [0];
        expect(outside).toContain(
          counted + group + offline + language + skill + asked + full - agents.length,
        );
      }
    }),
    { numRuns: 500 },
  );
});

test('[B1] nobody is passed over by a later one for an agent who fits both', () => {
  fc.assert(
    fc.property(scenes(mixed), ([waiting, agents, groups]) => {
      const given = assignRound(waiting, agents, planOf(groups), now);
      expect(given.map((g) => g.waiting)).toEqual(given.map((g) => g.waiting).sort(byRank));
      const got = new Set(given.map((g) => g.waiting));
      const loads = new Map(agents.map(({ id, load }) => [id, load]));
      for (const { waiting: later, to } of given) {
        for (const earlier of waiting) {
          if (got.has(earlier) || byRank(earlier, later) > 0) continue;
          const hadRoom =
            loads.get(to.id)! + earlier.weight <= limitFor(to.capacity, earlier.kind, earlier.weight);
          // A message leaves places free for those who are there; they do not pass it over.
          if (hadRoom) expect(mayGo(earlier, to, agents, groups)).toBe(false);
        }
        loads.set(to.id, loads.get(to.id)! + later.weight);
      }
    }),
    { numRuns: 500 },
  );
});

test('[B1] nobody waits on while somebody free may have them', () => {
  fc.assert(
    fc.property(scenes(one), ([waiting, agents, groups]) => {
      const given = assignRound(waiting, agents, planOf(groups), now);
      const got = new Set(given.map((g) => g.waiting));
      const loads = new Map(agents.map(({ id, load }) => [id, load]));
      for (const { to, waiting: w } of given) loads.set(to.id, loads.get(to.id)! + w.weight);
      for (const left of waiting) {
        if (got.has(left)) continue;
        for (const agent of agents) {
          const free = loads.get(agent.id)! + 1 <= limitFor(agent.capacity, left.kind, 1);
          if (free) expect(mayGo(left, agent, agents, groups)).toBe(false);
        }
      }
    }),
    { numRuns: 500 },
  );
});

const groups = [groupOf('sales'), groupOf('help')];
const ids = (given: ReturnType<typeof assignRound>) => given.map((g) => `${g.waiting.id}>${g.to.id}`);

test('[B1] each goes to who has least by then, this round counted; equals take turns', () => {
  const agents = [agentOf('a', { load: 3 }), agentOf('b', { load: 1 }), agentOf('c', { load: 2 })];
  const waiting = Array.from({ length: 5 }, (_, n) => waitingOf(`c${n}`));
  expect(ids(assignRound(waiting, agents, planOf(groups), now))).toEqual([
    'c0>b',
    'c1>c',
    'c2>b',
    'c3>a',
    'c4>c',
  ]);
  const round = [groupOf('sales', { strategy: 'round_robin' })];
  expect(
    assignRound(waiting, [agentOf('a'), agentOf('b')], planOf(round), now).map(({ to }) => to.id),
  ).toEqual(['a', 'b', 'a', 'b', 'a']);
});

test('[B1] who is not free for one is free for another: a full group holds up nobody else', () => {
  const agents = [
    agentOf('a', { load: 5, profile: { groups: ['sales'] } }),
    agentOf('b', { load: 4, profile: { groups: ['help'] } }),
  ];
  const waiting = [
    ...Array.from({ length: 500 }, (_, n) => waitingOf(`s${n}`, { rank: n })),
    waitingOf('h', { groupId: 'help', rank: 1000 }),
  ];
  expect(ids(assignRound(waiting, agents, planOf(groups), now))).toEqual(['h>b']);
});

test('[B2] the chosen agent of another group gets them also where nobody of their own group is free', () => {
  const agents = [
    agentOf('a', { load: 5, profile: { groups: ['sales'] } }),
    agentOf('b', { load: 4, profile: { groups: ['help'] } }),
  ];
  const waiting = [waitingOf('c', { queuedAt: now, needs: { ...noNeeds, agent: 'b' } })];
  expect(ids(assignRound(waiting, agents, planOf(groups), now))).toEqual(['c>b']);
});

test('[B2] who waits for the agent they chose holds up nobody else', () => {
  const agents = [agentOf('a', { load: 4 }), agentOf('b', { load: 5 })];
  const heavy = waitingOf('heavy', { weight: 2, queuedAt: now, rank: 0, needs: { ...noNeeds, agent: 'b' } });
  const light = waitingOf('light', { queuedAt: now, rank: 1 });
  expect(ids(assignRound([heavy, light], agents, planOf(groups), now))).toEqual(['light>a']);
});

test('[B1] a heavy one does not wait for ever behind light ones that take each place as it is free', () => {
  const heavy = waitingOf('heavy', { weight: 3, rank: 0 });
  const first = agentOf('a', { load: 4, capacity: 5 });
  const light = (n: number) => waitingOf(`light${n}`, { rank: n });
  // One place free, then two: kept. The places of another agent go to the light ones.
  for (const load of [4, 3]) {
    const agents = [{ ...first, load }, agentOf('b', { load: 5, capacity: 5 })];
    expect(ids(assignRound([heavy, light(1), light(2)], agents, planOf(groups), now))).toEqual([]);
    const other = [agents[0]!, agentOf('b', { load: 4, capacity: 5 })];
    expect(ids(assignRound([heavy, light(1), light(2)], other, planOf(groups), now))).toEqual(['light1>b']);
  }
  expect(ids(assignRound([light(1), heavy], [{ ...first, load: 2 }], planOf(groups), now))).toEqual([
    'heavy>a',
  ]);
  // Nobody could ever have it: nothing is kept.
  const tooHeavy = waitingOf('heavy', { weight: 6, rank: 0 });
  expect(ids(assignRound([tooHeavy, light(1)], [first], planOf(groups), now))).toEqual(['light1>a']);
});
