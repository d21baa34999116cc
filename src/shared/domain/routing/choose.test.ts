import { expect, test } from 'vitest';
import { agentOf, groupOf, waitingOf } from '../../../../test/support/routing.ts';
import { choose, type Waiting } from './choose.ts';
import { maxCandidates, routingDecision } from './decision.ts';
import { decisionOf } from './decision-of.ts';
import { noNeeds } from './needs.ts';
import type { Group } from './plan.ts';
import { sceneOf } from './scene.ts';

const now = 1_000_000_000;
const [sales, help] = [groupOf('sales'), groupOf('help')];

type Person = Parameters<typeof agentOf>[1];
type People = Readonly<Record<string, Person>>;

/** What `choose` says for people by name, in a plan of these groups. */
function ask(people: People, waiting: Partial<Waiting> = {}, groups: readonly Group[] = [sales, help]) {
  const agents = Object.entries(people).map(([id, agent]) => agentOf(id, agent));
  const scene = sceneOf(agents, { groups: [...groups], settings: { defaultGroup: groups[0]!.id } });
  const one = waitingOf('c', { queuedAt: now, groupId: sales.id, ...waiting });
  const choice = choose(one, scene, now);
  return { ...choice, to: choice.to?.id ?? null, decision: decisionOf(choice, one, now) };
}

test('[B1] least loaded is by share of capacity, not by number', () => {
  expect(ask({ a: { load: 2, capacity: 4 }, b: { load: 3, capacity: 10 } }).to).toBe('b');
  expect(ask({ a: { idleSince: 20 }, b: { idleSince: 10 } }).to).toBe('b');
});

test('[B1] longest idle: who has nothing, then who has had nothing new for longest', () => {
  const groups = [groupOf('sales', { strategy: 'longest_idle' })];
  const busy = { load: 1, idleSince: 10 };
  expect(ask({ a: busy, b: { idleSince: 30 }, c: { idleSince: 20 } }, {}, groups).to).toBe('c');
  expect(ask({ a: busy, b: { load: 1, idleSince: 5 } }, {}, groups).to).toBe('b');
});

test('[B1] round robin: whose turn is longest ago, whatever their load', () => {
  const groups = [groupOf('sales', { strategy: 'round_robin' })];
  expect(ask({ a: { lastGivenAt: 20 }, b: { lastGivenAt: 10, load: 4 } }, {}, groups).to).toBe('b');
});

test('[B1] of equals the one with less skill, so that experts stay free; then the id', () => {
  const skills = [{ skill: 'tax', level: 90 }];
  expect(ask({ a: { profile: { skills } }, b: {} }).to).toBe('b');
  expect(ask({ b: {}, a: {} }).to).toBe('a');
});

test('[B1] only members who are online, speak the language, have the skill and room', () => {
  const needs = { skills: [{ skill: 'tax', level: 50 }], language: 'en', agent: null } as const;
  const able = { skills: [{ skill: 'tax', level: 50 }] };
  const result = ask(
    {
      other: { profile: { groups: [help.id], ...able } },
      gone: { online: false, profile: able },
      chinese: { profile: { languages: ['zh-CN'], ...able } },
      beginner: { profile: { skills: [{ skill: 'tax', level: 49 }] } },
      full: { load: 5, capacity: 5, profile: able },
      right: { load: 4, capacity: 5, profile: { ...able, languages: ['en'], groups: [sales.id] } },
    },
    { needs: { ...needs, skills: [...needs.skills] } },
  );
  expect(result.to).toBe('right');
  expect(result.decision.leftOut).toEqual({ group: 1, offline: 1, language: 1, skill: 1, asked: 0, full: 1 });
  expect(result.decision.candidates).toEqual([
    {
      id: 'right',
      name: 'right',
      load: 4,
      capacity: 5,
      idleSince: null,
      skills: [{ skill: 'tax', level: 50 }],
      score: 0.8,
    },
  ]);
});

test('[B2] the chosen agent before all others, also of another group', () => {
  const needs = { ...noNeeds, agent: 'b' };
  const result = ask({ a: {}, b: { load: 4, profile: { groups: [help.id] } } }, { needs });
  expect(result).toMatchObject({ to: 'b', rule: 'chosen' });
  expect(result.decision.candidates.map(({ id }) => id)).toEqual(['b', 'a']);
});

test('[B2] chosen but full: it waits for them until overflow, or a minute; then anybody', () => {
  const needs = { ...noNeeds, agent: 'b' };
  const people = { a: {}, b: { load: 5, capacity: 5 } };
  expect(ask(people, { needs, queuedAt: now - 59_999 })).toMatchObject({ to: null, rule: 'chosen' });
  expect(ask(people, { needs, queuedAt: now - 60_000 }).to).toBe('a');
  const patient = [groupOf('sales', { overflowAfter: 90_000 })];
  expect(ask(people, { needs, queuedAt: now - 89_999 }, patient).to).toBeNull();
  expect(ask(people, { needs, queuedAt: now - 90_000 }, patient).to).toBe('a');
});

test('[B2] chosen but not here, or has not answered: anybody, at once', () => {
  const needs = { ...noNeeds, agent: 'b' };
  expect(ask({ a: {}, b: { online: false } }, { needs }).to).toBe('a');
  expect(ask({ a: {} }, { needs }).to).toBe('a');
  expect(ask({ a: { load: 4 }, b: {} }, { needs, asked: ['b'] }).to).toBe('a');
});

test('[B1] who served them lately, for as long as that counts and only if free', () => {
  const stickyTo = { agentId: 'b', until: now + 1 };
  const people = { a: {}, b: { load: 4, capacity: 5 } };
  expect(ask(people, { stickyTo })).toMatchObject({ to: 'b', rule: 'sticky' });
  expect(ask(people, { stickyTo: { ...stickyTo, until: now } })).toMatchObject({ to: 'a' });
  expect(ask({ a: {}, b: { load: 5, capacity: 5 } }, { stickyTo })).toMatchObject({ to: 'a' });
  expect(ask({ a: {}, b: { profile: { groups: [help.id] } } }, { stickyTo }).to).toBe('a');
});

test('[B1] nobody is asked again before all others who fit, even those who are full', () => {
  const people = { a: {}, b: { load: 1 }, c: { load: 2 } };
  expect(ask(people, { asked: ['a'] }).to).toBe('b');
  expect(ask(people, { asked: ['a', 'b'] }).to).toBe('c');
  expect(ask(people, { asked: ['b', 'a', 'c'] }).to).toBe('a');
  expect(ask(people, { asked: ['b', 'a', 'c', 'a'] }).to).toBe('b');
  const result = ask({ ...people, c: { load: 5, capacity: 5 } }, { asked: ['a', 'b'] });
  expect(result.to).toBeNull();
  expect(result.decision.leftOut).toMatchObject({ asked: 2, full: 1 });
  expect(ask({ ...people, c: { online: false } }, { asked: ['a', 'b'] }).to).toBe('a');
});

test('[B1] overflow: after its time the other group helps, if nobody of the own group is free', () => {
  const groups = [groupOf('sales', { overflowAfter: 30_000, overflowTo: help.id }), help];
  const own = { load: 4, capacity: 5, profile: { groups: [sales.id] } };
  const other = { profile: { groups: [help.id] } };
  const late = { queuedAt: now - 30_000 };
  expect(ask({ a: { ...own, load: 5 }, b: other }, { queuedAt: now - 29_999 }, groups).to).toBeNull();
  expect(ask({ a: own, b: other }, late, groups)).toMatchObject({ to: 'a', rule: 'least_loaded' });
  const helped = ask({ a: { ...own, load: 5 }, b: other }, late, groups);
  expect(helped).toMatchObject({ to: 'b', rule: 'overflow' });
  expect(helped.decision).toMatchObject({
    overflow: { id: help.id },
    strategy: 'least_loaded',
    waited: 30_000,
  });
});

test('[B1] messages leave half of the places free; who has one place may still be given one', () => {
  const kind = 'message';
  expect(ask({ a: { load: 9, capacity: 20 } }, { kind }).to).toBe('a');
  expect(ask({ a: { load: 10, capacity: 20 } }, { kind }).to).toBeNull();
  expect(ask({ a: { load: 10, capacity: 20 } }).to).toBe('a');
  expect(ask({ a: { load: 0, capacity: 1 } }, { kind }).to).toBe('a');
  expect(ask({ a: { load: 0, capacity: 1 } }, { kind, weight: 2 }).to).toBeNull();
});

test('[B1] weights that are fractions fill an agent exactly', () => {
  // 0.1 + 0.2 + 0.3 is a hair more than 0.6.
  expect(ask({ a: { load: 0.1 + 0.2, capacity: 0.6 } }, { weight: 0.3 }).to).toBe('a');
  expect(ask({ a: { load: 0.4, capacity: 0.6 } }, { weight: 0.3 }).to).toBeNull();
});

test('[B1] a group that is no longer in the plan is served as the default one', () => {
  expect(ask({ a: { profile: { groups: [sales.id] } } }, { groupId: 'gone' }).to).toBe('a');
});

test('[B1] a decision is bounded and fits its schema', () => {
  const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
  const groups = [groupOf(uuid(1))];
  const people = Object.fromEntries(
    Array.from({ length: 50 }, (_, n) => [uuid(100 + n), { load: n % 7, capacity: 20, idleSince: n }]),
  );
  const { decision } = ask(people, { groupId: uuid(1), queuedAt: now - 5000 }, groups);
  expect(routingDecision.parse(JSON.parse(JSON.stringify(decision)))).toEqual(decision);
  expect(decision.candidates).toHaveLength(maxCandidates);
  expect(decision.more).toBe(40);
  // As if all had been sorted.
  expect(decision.candidates.map(({ load, idleSince }) => [load, idleSince ?? 0])).toEqual(
    Array.from({ length: 50 }, (_, n) => [n % 7, n])
      .sort(([a = 0, x = 0], [b = 0, y = 0]) => a - b || x - y)
      .slice(0, 10),
  );
  const none = ask({}, { groupId: uuid(1) }, groups).decision;
  expect(routingDecision.parse(none)).toMatchObject({ to: null, candidates: [], more: 0 });
});
