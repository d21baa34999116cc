import { expect, vi } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import type { ScoreCard } from '#shared/domain/quality/card.ts';
import { usualProfile } from '#shared/domain/routing/profile.ts';
import { usualSupervision } from '#shared/domain/supervision/usual.ts';
import { type HeldClock, heldClock } from '../held-clock.ts';
import {
  type DeskClient,
  deskClient,
  say,
  startTestHub,
  type TestHub,
  type TestPerson,
  visitorClient,
} from '../hub.ts';
import { groupOf } from '../routing.ts';
import { haveRules, watching } from '../watch.ts';
import { type On, on } from './on.ts';

const person = (name: string, role: TestPerson['role']): TestPerson => ({
  ...{ name, role, email: `${name.toLowerCase()}@house.test`, password: `correct horse ${name}` },
});

/** A conversation that is served, one that is closed and reviewed, and what there is of both. */
export type Thing = {
  readonly on: On;
  /** What says that an answer is of it. */
  readonly marks: readonly string[];
};

export type House = {
  readonly hub: TestHub;
  readonly clock: HeldClock;
  /** The one agent and the one supervisor are in the group A alone; supervisors see their own groups. */
  readonly askers: Readonly<Record<TestPerson['role'], DeskClient>>;
  /** What each of the askers serves themselves. */
  readonly own: Readonly<Record<TestPerson['role'], Thing>>;
  /** What a colleague in A serves. */
  readonly group: Thing;
  /** What somebody in B serves. */
  readonly other: Thing;
  readonly otherGroup: { readonly id: string; readonly name: string };
};

const until = (holds: () => Promise<boolean>) =>
  vi.waitFor(async () => expect(await holds()).toBe(true), { timeout: 30_000 });

const item = newId();
const card: ScoreCard = {
  name: { zh: '卡', en: 'Card' },
  sections: [
    {
      id: newId(),
      name: { zh: '节', en: 'Section' },
      items: [
        {
          ...{ id: item, name: { zh: '项', en: 'Item' }, hint: { zh: '', en: '' }, weight: 1 },
          ...{ scale: { is: 'yes_no' } as const, mayNotApply: false, fatal: false },
        },
      ],
    },
  ],
  fatalCap: 0,
  pass: 50,
  appealDays: 7,
};

/** A hub where two groups work beside each other, and everything that belongs to one of them is there of each. */
export async function openHouse(): Promise<House> {
  const clock = heldClock();
  const hub = await startTestHub({ clock });
  const home = hub.hub.plans.current().plan.settings.defaultGroup;
  const otherGroup = { id: newId(), name: 'Secret team' };
  /** Who writes from now on comes to that group, and was in no other. */
  const comeTo = async (defaultGroup: string): Promise<void> => {
    const { version, plan } = hub.hub.plans.current();
    const isThere = plan.groups.some(({ id }) => id === otherGroup.id);
    const groups = isThere
      ? plan.groups
      : [...plan.groups, groupOf(otherGroup.id, { name: otherGroup.name })];
    const supervision = { ...usualSupervision, groups: 'own' } as const;
    const settings = { ...plan.settings, supervision, defaultGroup };
    await hub.hub.plans.save(version, { ...plan, groups, settings }, 'test');
  };
  await comeTo(home);
  const join = async (who: TestPerson, groups: string[] | null): Promise<DeskClient> => {
    const { id } = await hub.hub.people.create(who);
    await hub.hub.profiles.setProfile(id, { ...usualProfile, groups });
    return deskClient(hub.url, who);
  };
  const askers = {
    agent: await join(person('Abe', 'agent'), [home]),
    supervisor: await join(person('Sam', 'supervisor'), [home]),
    admin: await join(person('Ada', 'admin'), null),
  };
  const colleague = await join(person('Gus', 'agent'), [home]);
  const stranger = await join(person('Otto', 'agent'), [otherGroup.id]);
  // Reviews what all of them did.
  const ward = await join(person('Ward', 'admin'), null);
  // Nothing comes to them by itself: what is a colleague's was never theirs.
  await askers.agent.get('status.set', { status: 'busy', reason: null });
  const cardId = newId();
  await ward.get('quality.card.save', { id: cardId, version: 0, card, retired: false });
  const ruleOf = (groupId: string) =>
    watching({ kind: 'agent_silent', over: 60, worse: null }, { groups: [groupId] });
  const rules = { [home]: ruleOf(home), [otherGroup.id]: ruleOf(otherGroup.id) };
  await haveRules(hub.hub, ...Object.values(rules));

  const rowOf = async (conversationId: string) =>
    (await ward.get('conversation.pull', { conversationId, after: 0, before: null, limit: 1 })).conversation;
  const give = async (conversationId: string, person: string): Promise<void> => {
    const { version } = await rowOf(conversationId);
    const to = { person, ask: false };
    await ward.get('conversation.transfer', { conversationId, key: newId(), version, to, note: null });
  };
  /** Of a customer of that name, in that group, with that agent. */
  const served = async (name: string, agent: DeskClient, groupId: string): Promise<string> => {
    await comeTo(groupId);
    const visitor = await visitorClient(hub.url);
    const { conversationId } = await say(visitor, `canary words of ${name}`);
    visitor.close();
    await until(async () => (await rowOf(conversationId)).group !== null);
    await ward.get('customer.save', { conversationId, version: 1, change: { name } });
    // The hub may be giving it to somebody by itself meanwhile.
    await until(async () => {
      const { agent: has, group } = await rowOf(conversationId);
      if (has?.id === agent.ready.me.id && group?.id === groupId) return true;
      await give(conversationId, agent.ready.me.id);
      return false;
    });
    return conversationId;
  };

  const thing = async (of: string, agent: DeskClient, groupId: string) => {
    const conversationId = await served(`Canary of ${of}`, agent, groupId);
    const closed = await served(`Canary closed of ${of}`, agent, groupId);
    await ward.get('conversation.close', {
      ...{ conversationId: closed, key: newId(), version: (await rowOf(closed)).version },
    });
    const { review } = await ward.get('quality.begin', { id: newId(), conversationId: closed, cardId });
    const verdict = { marks: { [item]: 1 }, comments: [], summary: '' };
    await ward.get('quality.submit', { reviewId: review.id, version: 1, verdict, release: true });
    const key = newId();
    await ward.get('quality.followup.add', {
      ...{ reviewId: review.id, key, text: 'x', ownerId: ward.ready.me.id, dueAt: clock.now() + 1e9 },
    });
    const { version } = await rowOf(conversationId);
    return {
      of,
      on: {
        ...{ conversationId, version, closed, groupId, agentId: agent.ready.me.id, stale: 999 },
        ...{ to: colleague.ready.me.id, ruleId: rules[groupId]?.id ?? '', reviewId: review.id },
        ...{ followUpId: key, cardId, reviewer: ward.ready.me.id },
      },
    };
  };
  const own = {
    agent: await thing('own agent', askers.agent, home),
    supervisor: await thing('own supervisor', askers.supervisor, home),
    admin: await thing('own admin', askers.admin, home),
  };
  const group = await thing('colleague', colleague, home);
  const other = await thing('stranger', stranger, otherGroup.id);
  // One that is past, in either group.
  const past = [
    await served('Canary past of colleague', colleague, home),
    await served('Canary past of stranger', stranger, otherGroup.id),
  ];
  await comeTo(home);

  const open = async () => (await ward.get('watch.open', {})).alerts;
  await until(async () => {
    clock.leap(5000);
    return (await open()).length === 7;
  });
  const alerts = new Map((await open()).map(({ id, conversationId }) => [conversationId, id]));
  for (const id of past) await ward.get('watch.resolve', { alertId: alerts.get(id) ?? '', note: null });
  const find = { query: 'canary', before: null, limit: 50 } as const;
  const everywhere = { conversation: null, customer: null, agent: null, from: null, to: null };
  await until(async () => {
    clock.leap(5000);
    const filters = { ...everywhere, status: null, kind: null };
    return JSON.stringify(await ward.get('search', { ...find, filters })).includes('past of stranger');
  });

  const now = clock.now() + 1;
  const made = ({ of, on: some }: Awaited<ReturnType<typeof thing>>): Thing => {
    const alertId = alerts.get(some.conversationId) ?? '';
    const { conversationId, closed, reviewId, followUpId } = some;
    const words = ['', 'closed ', 'past '].map((kind) => `anary ${kind}of ${of}`);
    return {
      on: on({ ...some, alertId, now }),
      marks: [...words, conversationId, closed, alertId, reviewId, followUpId],
    };
  };
  return {
    ...{ hub, clock, askers, otherGroup },
    own: { agent: made(own.agent), supervisor: made(own.supervisor), admin: made(own.admin) },
    group: made(group),
    other: made(other),
  };
}
