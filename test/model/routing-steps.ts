import * as fc from 'fast-check';
import { newId } from '#shared/domain/key.ts';
import type { Group, RoutingPlan } from '#shared/domain/routing/plan.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Write } from '../../src/hub/conversations/index.ts';
import type { Truth } from './routing-truth.ts';
import type { World } from './routing-world.ts';

/** Who does it, to what and how: numbers that mean one of those there are then. */
export const anyStep = fc.record({
  does: fc.constantFrom(
    ...([
      'write',
      'write',
      'write',
      'leave message',
      'pass',
      'pass',
      'pass',
      'tick',
      'come',
      'come',
    ] as const),
    ...(['go', 'answer', 'answer', 'close', 'close', 'wrap', 'take', 'hand', 'ask', 'invite'] as const),
    ...(['status', 'status', 'withdraw', 'restart', 'plan', 'profile', 'both', 'supervise'] as const),
  ),
  who: fc.nat(11),
  what: fc.nat(11),
  how: fc.nat(11),
});
export type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;

const minute = 60_000;
const spans = [700, 1000, 3000, 8000, 15_000, 31_000, minute, 95_000, 5 * minute];
const pages = ['/', '/', '/care', '/vip', '/skill', '/care/vip'];

export const skill = '11111111-1111-7111-8111-111111111111';

/** A plan of two groups: one gives at once, or offers; rules by page. */
export function planOf(
  seed: { readonly [K in 'a' | 'b' | 'c' | 'd']: number },
  before: RoutingPlan,
): RoutingPlan {
  const [first] = before.groups;
  if (first === undefined) throw new Error('a plan has a group');
  const other = before.groups[1]?.id ?? newId();
  const strategies = ['least_loaded', 'longest_idle', 'round_robin'] as const;
  const sales: Group = {
    ...first,
    strategy: strategies[seed.a % 3] ?? 'least_loaded',
    stickyFor: seed.b % 2 === 0 ? 0 : 10 * minute,
    offerFor: seed.c % 3 === 0 ? 20_000 : null,
    wrapUpFor: seed.d % 3 === 0 ? 30_000 : 0,
    overflowAfter: seed.b % 3 === 0 ? 30_000 : null,
    overflowTo: seed.b % 3 === 0 ? other : null,
  };
  const care: Group = {
    ...sales,
    id: other,
    name: 'Care',
    strategy: strategies[seed.d % 3] ?? 'least_loaded',
    offerFor: seed.d % 2 === 0 ? 15_000 : null,
    overflowAfter: null,
    overflowTo: null,
  };
  const rule = (
    value: string,
    group: string,
    priority: number,
    needs: { skill: string; level: number }[],
  ) => ({
    id: newId(),
    name: value,
    conditions: [{ on: 'page' as const, is: 'contains' as const, value }],
    group,
    needs,
    priority,
  });
  return {
    ...before,
    groups: [sales, care],
    skills: [{ id: skill, name: 'Returns' }],
    rules: [
      rule('/care', other, 0, []),
      rule('/vip', sales.id, 3, []),
      rule('/skill', sales.id, 0, [{ skill, level: 50 }]),
    ],
    settings: { ...before.settings, capacity: 1 + (seed.c % 3), priorityStep: minute },
  };
}

/** Does it, where that can be done, and lets everything settle that follows from it. */
export async function play(world: World, truth: Truth, { does, who, what, how }: Step): Promise<void> {
  const agent = world.agents[who % world.agents.length];
  const other = world.agents[what % world.agents.length];
  const supervisor = world.people.at(-1);
  const visitor = world.visitors[what % world.visitors.length];
  if (agent === undefined || other === undefined || supervisor === undefined || visitor === undefined) return;
  const talks = truth.talks();
  const open = talks.filter(({ status }) => status !== 'closed');
  const theirs = open.filter((talk) => talk.agent === agent.id);
  const queued = open.filter(({ status }) => status === 'queued');
  const one = <T>(list: readonly T[]): T | undefined => list[how % Math.max(1, list.length)];
  const versionOf = (id: string) => world.hub().routing.known.board.seat(id)?.conversation.version ?? 0;
  const key = newId();

  /** A refusal is an answer like another. */
  const ask = async (...writes: Write[]) => {
    const asked = writes.map((write) => world.hub().conversations.write(write));
    for (const result of await Promise.allSettled(asked))
      if (result.status === 'rejected' && !(result.reason instanceof RefusalError)) throw result.reason;
    await world.settle();
  };
  const on = (id: string) => ({ conversationId: id, key, version: versionOf(id) });
  const groups = world.hub().plans.current().plan.groups;

  switch (does) {
    case 'write': {
      const page = { url: `https://shop.example.test${pages[how % pages.length]}`, title: '' };
      const to = how === 11 ? { to: { id: agent.id, name: agent.name } } : {};
      return ask({ kind: 'visitorMessage', visitor, key, text: 'hello', page, ...to });
    }
    case 'leave message': {
      const contact = { name: null, email: 'c@example.test', phone: null };
      return ask({ kind: 'leaveMessage', visitor, key, text: 'later', contact, page: null });
    }
    case 'pass':
      return world.pass(spans[how % spans.length] ?? 1000);
    case 'tick':
      return world.tick();
    case 'come':
      return world.connect(agent);
    case 'go':
      return world.disconnect(agent);
    case 'answer': {
      const asked = open.filter(({ offer }) => offer?.to === agent.id)[0];
      if (asked === undefined) return;
      return ask({ kind: how % 4 === 0 ? 'decline' : 'accept', person: agent, ...on(asked.id) });
    }
    case 'close': {
      const talk = one(theirs);
      if (talk === undefined) return;
      const { conversation } = world.hub().routing.known.board.seat(talk.id) ?? {};
      const wrapUpFor = world.hub().routing.house.wrapUpFor(conversation?.group?.id ?? null);
      return ask({ kind: 'close', person: agent, ...on(talk.id), wrapUpFor });
    }
    case 'wrap': {
      const talk = talks.find(({ agent: by, wrapUntil }) => by === agent.id && wrapUntil > world.now());
      if (talk === undefined) return;
      const [row] = await world.hub().standing.of([talk.id]);
      const version = row?.conversation.version ?? 0;
      return ask({ kind: 'wrapDone', person: agent, conversationId: talk.id, key, version });
    }
    case 'take': {
      const talk = one(queued);
      return talk && ask({ kind: 'take', person: agent, ...on(talk.id) });
    }
    case 'both': {
      // Two take one at the same moment; routing may have it in its hands too.
      const talk = one(queued);
      if (talk === undefined) return;
      const second = world.agents[(who + 1) % world.agents.length] ?? agent;
      return ask(
        { kind: 'take', person: agent, ...on(talk.id) },
        { kind: 'take', person: second, ...on(talk.id), key: newId() },
      );
    }
    case 'hand': {
      const talk = one(theirs);
      const group = groups[what % groups.length];
      if (talk === undefined || group === undefined) return;
      const to =
        what % 2 === 0
          ? { groupId: group.id, group: { id: group.id, name: group.name } }
          : { person: other.id, ask: false };
      return ask({ kind: 'transfer', person: agent, ...on(talk.id), to, note: null, until: 0 });
    }
    case 'ask': {
      const talk = one(theirs);
      const until = world.now() + minute;
      const to = { person: other.id, ask: true };
      return talk && ask({ kind: 'transfer', person: agent, ...on(talk.id), to, note: 'please', until });
    }
    case 'invite': {
      const talk = one(theirs);
      const until = world.now() + minute;
      return talk && ask({ kind: 'invite', person: agent, ...on(talk.id), to: other.id, note: null, until });
    }
    case 'withdraw': {
      const talk = theirs.find(({ offer }) => offer !== null);
      return talk && ask({ kind: 'withdraw', person: agent, ...on(talk.id) });
    }
    case 'supervise': {
      const talk = one(open);
      if (talk === undefined) return;
      const until = world.now() + minute;
      const by = { person: supervisor, ...on(talk.id) };
      if (how % 3 === 0) return ask({ kind: 'close', ...by });
      const to = { person: other.id, ask: how % 3 === 1 };
      return ask({ kind: 'transfer', ...by, to, note: null, until });
    }
    case 'status': {
      const status = (['online', 'online', 'busy', 'away', 'invisible'] as const)[how % 5] ?? 'online';
      await world.hub().routing.setStatus(agent.id, { status, reason: null });
      return world.settle();
    }
    case 'restart':
      return world.restart(({ id }) => (id.charCodeAt(id.length - 1) + how) % 3 !== 0);
    case 'plan': {
      const { version, plan } = world.hub().plans.current();
      await world.hub().plans.save(version, planOf({ a: who, b: what, c: how, d: who + how }, plan), 'test');
      return world.settle();
    }
    case 'profile': {
      const before = world.profiles.get(agent.id);
      const groupIds = groups.map(({ id }) => id);
      if (before === undefined) return;
      return world.setProfile(agent.id, {
        ...before,
        capacity: what % 3 === 0 ? null : 1 + (what % 3),
        groups: how % 3 === 0 ? null : how % 3 === 1 ? groupIds.slice(0, 1) : groupIds,
        // The first of them always can: what is asked for is to be had.
        skills: who % 2 === 0 ? [{ skill, level: 50 + how }] : [],
      });
    }
  }
}
