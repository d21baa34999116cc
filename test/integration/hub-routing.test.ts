import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import type { RoutingPlan } from '#shared/domain/routing/plan.ts';
import { publicIdOf } from '../../src/hub/routing/public-id.ts';
import {
  type DeskClient,
  deskClient,
  say,
  testPeople,
  type VisitorClient,
  visitorClient,
} from '../support/hub.ts';
import { type RoutingHouse, routingHouse, withGroup } from '../support/routing-house.ts';

/** Who gets what, with a real hub and real sockets. Time passes only where a test says so. */

let house: RoutingHouse;
let sue: DeskClient;

beforeEach(async () => {
  house = await routingHouse();
  sue = await deskClient(house.url, testPeople.sue);
});
afterEach(() => house.stop());

const ann = () => deskClient(house.url, testPeople.ann);
const ben = () => deskClient(house.url, testPeople.ben);
const visitor = (known?: VisitorClient) => visitorClient(house.url, known);
const minute = 60_000;

type Told = { readonly entry: { readonly conversationId: string; readonly body: { readonly kind: string } } };
const about =
  (conversationId: string, kind: string, has: object = {}) =>
  (n: Told) =>
    n.entry.conversationId === conversationId &&
    n.entry.body.kind === kind &&
    Object.entries(has).every(([k, v]) => (n.entry.body as unknown as Record<string, unknown>)[k] === v);

/** To whom it went; the supervisor sees every one. */
async function given(conversationId: string): Promise<string> {
  const { entry } = await sue.until('entry', (n) => about(conversationId, 'assigned')(n) && toOf(n) !== null);
  return toOf({ entry }) ?? '';
}
const toOf = ({ entry: { body } }: Told) => (body as { to?: { name: string } | null }).to?.name ?? null;

async function rowOf(conversationId: string) {
  const pulled = await sue.get('conversation.pull', { conversationId, after: 0, before: null, limit: 200 });
  return pulled.conversation;
}

/** All that the hub began before is committed: by then it has answered what came later. */
async function settle(conversationId: string) {
  // Refused, but in its turn: what was to be written before is.
  const nothing = { conversationId, version: 0 };
  for (let i = 0; i < 3; i += 1)
    expect(await sue.ask('offer.withdraw', { ...nothing, key: newId() })).toMatchObject({ ok: false });
}

const closing = async (desk: DeskClient, conversationId: string) =>
  desk.get('conversation.close', {
    conversationId,
    key: newId(),
    version: (await rowOf(conversationId)).version,
  });

test('[P12] the decision is kept: who could have had it, and why it was them', async () => {
  await ann();
  await ben();
  await house.profile('Ann', { capacity: 2 });
  const one = await say(await visitor(), 'one');
  await given(one.conversationId);
  const { decisions } = await sue.get('conversation.decisions', { conversationId: one.conversationId });
  expect(decisions).toHaveLength(1);
  expect(decisions[0]).toMatchObject({ rule: 'least_loaded', to: { name: await given(one.conversationId) } });
  expect(decisions[0]?.candidates.map(({ name }) => name).sort()).toEqual(['Ann', 'Ben']);
});

test('a customer is served by the one they have chosen, though others have less to do', async () => {
  const first = await ann();
  const second = await ben();
  await house.profile('Ann', { listed: true, product: 'Refunds' });
  const busy = [await say(await visitor(), '1'), await say(await visitor(), '2')];
  for (const { conversationId } of busy) await given(conversationId);
  await second.get('status.set', { status: 'busy', reason: null });
  expect(await given((await say(await visitor(), '3')).conversationId)).toBe('Ann');
  await second.get('status.set', { status: 'online', reason: null });

  const chooser = await visitor();
  const { agents } = chooser.ready.service;
  expect(agents).toEqual([
    { id: expect.any(String), name: 'Ann', product: 'Refunds', picture: null, status: 'online' },
  ]);
  expect(agents[0]?.id).not.toBe(first.ready.me.id);
  const to = agents[0]?.id ?? null;
  const { conversationId } = await chooser.get('message.send', {
    key: newId(),
    text: 'Ann?',
    page: null,
    to,
  });
  expect(await given(conversationId)).toBe('Ann');
  const { decisions } = await sue.get('conversation.decisions', { conversationId });
  expect(decisions[0]?.rule).toBe('chosen');

  // Who is not shown to customers is not to be had by them, whatever they send.
  const sly = await visitor();
  const hidden = { key: newId(), text: 'Ben!', page: null, to: publicIdOf(second.ready.me.id) };
  const asked = await sly.get('message.send', hidden);
  await given(asked.conversationId);
  const why = await sue.get('conversation.decisions', { conversationId: asked.conversationId });
  expect(why.decisions[0]?.rule).toBe('least_loaded');
});

test('who served a customer before is asked first, for as long as the group says', async () => {
  const first = await ann();
  const second = await ben();
  await second.get('status.set', { status: 'away', reason: null });
  const customer = await visitor();
  const before = await say(customer, 'hello');
  expect(await given(before.conversationId)).toBe('Ann');
  await closing(first, before.conversationId);
  const other = await say(await visitor(), 'me too');
  expect(await given(other.conversationId)).toBe('Ann');
  await second.get('status.set', { status: 'online', reason: null });

  const again = await say(customer, 'it is me again');
  expect(await given(again.conversationId)).toBe('Ann');
  const { decisions } = await sue.get('conversation.decisions', { conversationId: again.conversationId });
  expect(decisions[0]?.rule).toBe('sticky');

  await closing(first, again.conversationId);
  await house.group({ stickyFor: 5 * minute });
  house.clock.leap(6 * minute);
  const late = await say(customer, 'and again');
  expect(await given(late.conversationId)).toBe('Ben');
});

test('a valuable customer goes before all who have waited less than their head start', async () => {
  await house.plan((plan) => ({
    ...plan,
    rules: [
      {
        id: newId(),
        name: 'VIP pages',
        conditions: [{ on: 'page', is: 'contains', value: '/vip' }],
        group: plan.settings.defaultGroup,
        needs: [],
        priority: 2,
      },
    ],
  }));
  const usual = await say(await visitor(), 'I am early');
  house.clock.leap(1000);
  const page = { url: 'https://shop.example.test/vip', title: 'VIP' };
  const vip = await (await visitor()).get('message.send', { key: newId(), text: 'important', page });
  await sue.until('entry', about(vip.conversationId, 'routed', { priority: 2, rule: 'VIP pages' }));
  await house.profile('Ann', { capacity: 1 });
  const first = await ann();
  expect(await given(vip.conversationId)).toBe('Ann');
  await settle(usual.conversationId);
  expect(await rowOf(usual.conversationId)).toMatchObject({ status: 'queued' });

  // Two steps of priority are an hour: who has waited for more is before a valuable one who comes now.
  house.clock.leap(61 * minute);
  const second = await (await visitor()).get('message.send', { key: newId(), text: 'important too', page });
  await closing(first, vip.conversationId);
  expect(await given(usual.conversationId)).toBe('Ann');
  await closing(first, usual.conversationId);
  expect(await given(second.conversationId)).toBe('Ann');
});

test('who is full gets nothing more until a place is free; wrap-up holds one until it is done or over', async () => {
  await house.group({ wrapUpFor: 2 * minute });
  const first = await ann();
  await house.profile('Ann', { capacity: 1 });
  const talks: string[] = [];
  for (const text of ['one', 'two', 'three']) {
    talks.push((await say(await visitor(), text)).conversationId);
    house.clock.leap(1000);
  }
  const [one, two, three] = talks as [string, string, string];
  expect(await given(one)).toBe('Ann');
  await settle(two);
  expect([await rowOf(two), await rowOf(three)]).toMatchObject([{ status: 'queued' }, { status: 'queued' }]);

  await closing(first, one);
  await settle(two);
  expect(await rowOf(two)).toMatchObject({ status: 'queued' });
  const { version } = await rowOf(one);
  await first.get('wrap.done', { conversationId: one, key: newId(), version });
  expect(await given(two)).toBe('Ann');

  await closing(first, two);
  house.clock.leap(119_000);
  await settle(three);
  expect(await rowOf(three)).toMatchObject({ status: 'queued' });
  house.clock.leap(1000);
  expect(await given(three)).toBe('Ann');
});

test('after its time in the queue another group helps out, and the decision says so', async () => {
  const care = newId();
  const plan = await house.plan((before) => {
    const [first] = before.groups;
    const two = withGroup(before, { id: care, name: 'Care' });
    return {
      ...two,
      groups: two.groups.map((g) => (g === first ? { ...g, overflowAfter: 30_000, overflowTo: care } : g)),
    };
  });
  await house.profile('Ben', { groups: [care] });
  await ben();
  const { conversationId } = await say(await visitor(), 'hello');
  house.clock.leap(29_000);
  await settle(conversationId);
  expect(await rowOf(conversationId)).toMatchObject({
    status: 'queued',
    group: { id: plan.settings.defaultGroup },
  });
  house.clock.leap(1000);
  expect(await given(conversationId)).toBe('Ben');
  const { decisions } = await sue.get('conversation.decisions', { conversationId });
  expect(decisions[0]).toMatchObject({ rule: 'overflow', overflow: { name: 'Care' }, waited: 30_000 });
});

test('offered and not answered in time: the next one is asked, and who did not answer is away', async () => {
  await house.group({ offerFor: 20_000 });
  const desks = { Ann: await ann(), Ben: await ben() };
  const { conversationId } = await say(await visitor(), 'hello');
  const offered = await sue.until('entry', about(conversationId, 'offered'));
  const silent = toOf(offered) as 'Ann' | 'Ben';
  const other = silent === 'Ann' ? 'Ben' : 'Ann';
  expect(offered.conversation).toMatchObject({ status: 'queued', offer: { how: 'route', by: null } });
  // It is theirs to see: whoever looks at the queue does.
  await desks[silent].until('entry', about(conversationId, 'offered'));

  house.clock.leap(20_000);
  await sue.until('entry', about(conversationId, 'offer_ended', { because: 'no_answer' }));
  const away = await desks[silent].until('status', (n) => n.status === 'away');
  expect(away.reason).toEqual({ is: 'not_responding' });
  const next = await sue.until('entry', (n) => about(conversationId, 'offered')(n) && toOf(n) === other);
  const accepted = await desks[other].get('offer.accept', {
    conversationId,
    key: newId(),
    version: next.conversation.version,
  });
  expect(accepted.conversationId).toBe(conversationId);
  const assigned = await sue.until('entry', about(conversationId, 'assigned', { reason: 'accepted' }));
  expect(toOf(assigned)).toBe(other);

  // Away is away: the next customer is not offered to who does not answer.
  await desks[other].get('status.set', { status: 'busy', reason: null });
  const second = await say(await visitor(), 'and me?');
  await settle(second.conversationId);
  expect(await rowOf(second.conversationId)).toMatchObject({ status: 'queued', offer: null });
  await desks[silent].get('status.set', { status: 'online', reason: null });
  const back = await sue.until('entry', about(second.conversationId, 'offered'));
  expect(toOf(back)).toBe(silent);
});

test('declined: the next one is asked at once, and who declined stays as they are', async () => {
  await house.group({ offerFor: 20_000 });
  const desks = { Ann: await ann(), Ben: await ben() };
  const { conversationId } = await say(await visitor(), 'hello');
  const offered = await sue.until('entry', about(conversationId, 'offered'));
  const first = toOf(offered) as 'Ann' | 'Ben';
  const { version } = offered.conversation;
  await desks[first].get('offer.decline', { conversationId, key: newId(), version });
  const next = await sue.until('entry', (n) => about(conversationId, 'offered')(n) && toOf(n) !== first);
  expect(next.conversation.queuedAt).toBe(offered.conversation.queuedAt);
  expect(desks[first].news('status')).toEqual([]);
});

test('[P10] a colleague who is asked and does not answer: it stays with who asked, and nobody is set away', async () => {
  const first = await ann();
  const { conversationId } = await say(await visitor(), 'hello');
  await given(conversationId);
  const second = await ben();
  const asked = { conversationId, key: newId(), version: (await rowOf(conversationId)).version };
  const to = { person: second.ready.me.id, ask: true };
  await first.get('conversation.transfer', { ...asked, to, note: 'please' });
  await second.until('entry', about(conversationId, 'offered', { how: 'transfer' }));
  house.clock.leap(60_000);
  await first.until('entry', about(conversationId, 'offer_ended', { how: 'transfer', because: 'no_answer' }));
  expect(await rowOf(conversationId)).toMatchObject({
    agent: { name: 'Ann' },
    offer: null,
    status: 'active',
  });
  await settle(conversationId);
  expect(second.news('status')).toEqual([]);
});

test('handed to a group it keeps what it has waited, is not given back, and the customer is told in plain words', async () => {
  const care = newId();
  await house.plan((before) => withGroup(before, { id: care, name: 'L2-Care', publicName: 'After sales' }));
  const second = await ben();
  expect(await given((await say(await visitor(), 'me first')).conversationId)).toBe('Ben');
  const first = await ann();
  const customer = await visitor();
  const { conversationId } = await say(customer, 'hello');
  await given(conversationId);
  const { openedAt } = await rowOf(conversationId);
  house.clock.leap(30_000);
  const { version } = await rowOf(conversationId);
  const asked = { conversationId, key: newId(), version, note: null };
  // She has less to do than he: she would be the one, had she not just given it away.
  await first.get('conversation.transfer', { ...asked, to: { group: care } });
  await second.until('entry', (n) => about(conversationId, 'assigned')(n) && toOf(n) === 'Ben');
  await customer.until('entry', ({ entry: { body } }) => body.kind === 'assigned' && body.agent === 'Ben');
  const told = customer.news('entry').map((n) => n.entry.body);
  expect(told).toContainEqual({ kind: 'assigned', agent: null, group: 'After sales', passedOn: true });
  expect(told.at(-1)).toEqual({ kind: 'assigned', agent: 'Ben' });
  expect(await rowOf(conversationId)).toMatchObject({ group: { id: care, name: 'L2-Care' } });
  expect((await rowOf(conversationId)).openedAt).toBe(openedAt);
});

test('outside the hours a message is left, is worked through when nobody waits, and says so to the customer', async () => {
  const shut: Pick<RoutingPlan, 'hours'> = {
    hours: [
      {
        id: newId(),
        name: 'Never today',
        timeZone: 'UTC',
        week: [[], [], [], [], [], [], []],
        exceptions: [],
      },
    ],
  };
  const hours = shut.hours[0]?.id ?? null;
  const tomorrow = new Date(house.clock.now() + 24 * 3600_000).toISOString().slice(0, 10);
  const exceptions = [{ date: tomorrow, name: 'Open day', periods: [{ from: 540, to: 1080 }] }];
  await house.plan((plan) => ({
    ...plan,
    hours: shut.hours.map((one) => ({ ...one, exceptions })),
    groups: plan.groups.map((group) => ({ ...group, hours })),
  }));
  const customer = await visitor();
  expect(customer.ready.service).toEqual({
    open: false,
    opensAt: Date.parse(`${tomorrow}T09:00:00Z`),
    agents: [],
  });
  const contact = { name: 'Li', email: 'li@example.test', phone: null };
  const left = await customer.get('message.leave', { key: newId(), text: 'call me', contact, page: null });
  // What nevertheless comes as a live one is not lost: it waits, and nobody says how long.
  const impatient = await visitor();
  const live = await say(impatient, 'is anybody there?');
  await sue.until('entry', about(live.conversationId, 'routed'));
  house.clock.leap(2000);
  expect((await impatient.until('queue')).queue).toEqual({
    conversationId: live.conversationId,
    place: 1,
    wait: null,
  });
  await ann();
  await given(live.conversationId);
  await given(left.conversationId);
  const order = sue.news('entry').filter((n) => n.entry.body.kind === 'assigned');
  expect(order.map((n) => n.entry.conversationId)).toEqual([live.conversationId, left.conversationId]);
  expect((await rowOf(left.conversationId)).kind).toBe('message');
});

test('[P10] customers see their place and it moves; after a break of the line it is the same', async () => {
  const waiting: { client: VisitorClient; id: string }[] = [];
  for (const text of ['one', 'two', 'three']) {
    const client = await visitor();
    waiting.push({ client, id: (await say(client, text)).conversationId });
    await sue.until('entry', about(waiting.at(-1)?.id ?? '', 'routed'));
    house.clock.leap(1000);
  }
  const [a, b, c] = waiting as [(typeof waiting)[0], (typeof waiting)[0], (typeof waiting)[0]];
  house.clock.leap(2000);
  for (const [n, { client }] of waiting.entries())
    await client.until('queue', ({ queue }) => queue?.place === n + 1);
  expect(c.client.news('queue').at(-1)?.queue).toEqual({ conversationId: c.id, place: 3, wait: null });

  await house.profile('Ann', { capacity: 1 });
  await ann();
  await given(a.id);
  house.clock.leap(2000);
  await a.client.until('queue', ({ queue }) => queue === null);
  // There is somebody now, so it can be said how long it will take.
  await b.client.until('queue', ({ queue }) => queue?.place === 1 && (queue.wait ?? 0) > 0);
  await c.client.until('queue', ({ queue }) => queue?.place === 2);
  c.client.close();
  const back = await visitor(c.client);
  expect(back.ready.queue).toMatchObject({ conversationId: c.id, place: 2, wait: expect.any(Number) });

  await house.restart();
  sue = await deskClient(house.url, testPeople.sue);
  const after = await visitor(c.client);
  expect(after.ready.queue).toMatchObject({ conversationId: c.id, place: 2 });
});

test('[A13] colleagues hear within a second who is there; who is invisible is so to agents only', async () => {
  const first = await ann();
  house.clock.leap(1000);
  const second = await ben();
  house.clock.leap(1000);
  const { id } = second.ready.me;
  const isBen = (status: string) => (n: { people: { id: string; status: string }[] }) =>
    n.people.some((one) => one.id === id && one.status === status);
  await first.until('colleagues', isBen('online'));

  await second.get('status.set', { status: 'away', reason: { is: 'said', text: 'Lunch' } });
  house.clock.leap(1000);
  const told = await first.until('colleagues', isBen('away'));
  expect(told.people.find((one) => one.id === id)?.reason).toEqual({ is: 'said', text: 'Lunch' });

  await second.get('status.set', { status: 'invisible', reason: null });
  house.clock.leap(1000);
  await sue.until('colleagues', isBen('invisible'));
  await first.until('colleagues', isBen('offline'));
  const pulled = await first.get('colleagues.pull', {});
  expect(pulled.people.find((one) => one.id === id)?.status).toBe('offline');
  expect(pulled.groups).toMatchObject([{ name: 'General', open: true, waiting: 0, free: 1 }]);
  // Their own devices are told what it is.
  expect(second.news('status').map((n) => n.status)).toEqual(['away', 'invisible']);
});

test('[A13] a status is kept when the hub starts anew', async () => {
  const first = await ann();
  await first.get('status.set', { status: 'away', reason: { is: 'locked' } });
  await house.restart();
  const again = await ann();
  expect(again.ready).toMatchObject({
    status: { status: 'away', reason: { is: 'locked' } },
    settings: { awayReasons: ['Meeting', 'Meal', 'Training', 'Break'], awayAfter: 600_000 },
  });
});

test('what customers can expect is kept up to date: who is there, how, and whether it is open', async () => {
  await house.profile('Ann', { listed: true, product: 'Refunds' });
  const customer = await visitor();
  expect(customer.ready.service).toEqual({ open: true, opensAt: null, agents: [] });
  const first = await ann();
  house.clock.leap(1000);
  const there = (status: string | undefined) => (n: { service: { agents: { status: string }[] } }) =>
    n.service.agents[0]?.status === status;
  await customer.until('service', there('online'));
  await first.get('status.set', { status: 'away', reason: null });
  house.clock.leap(1000);
  await customer.until('service', there('away'));
  // Whoever does not want to be seen is not shown to customers either.
  await first.get('status.set', { status: 'invisible', reason: null });
  house.clock.leap(1000);
  await expect.poll(() => customer.news('service').at(-1)?.service.agents).toEqual([]);

  const id = newId();
  const week = [[], [], [], [], [], [], []];
  await house.plan((plan) => ({
    ...plan,
    hours: [{ id, name: 'Closed', timeZone: 'UTC', week, exceptions: [] }],
    groups: plan.groups.map((group) => ({ ...group, hours: id })),
  }));
  house.clock.leap(1000);
  await customer.until('service', ({ service }) => !service.open && service.opensAt === null);
});

test('who comes between two looks is told of what changes back before the second', async () => {
  const first = await visitor();
  const id = newId();
  const hours = (week: [] | null) =>
    house.plan((plan) => ({
      ...plan,
      hours: week ? [{ id, name: 'Closed', timeZone: 'UTC', week: Array(7).fill(week), exceptions: [] }] : [],
      groups: plan.groups.map((group) => ({ ...group, hours: week && id })),
    }));
  await hours([]);
  house.clock.leap(1000);
  await first.until('service', ({ service }) => !service.open);
  await hours(null);
  const second = await visitor();
  expect(second.ready.service.open).toBe(true);
  await hours([]);
  house.clock.leap(1000);
  await second.until('service', ({ service }) => !service.open);
});

test('a page that a rule leads to another group has that group’s people', async () => {
  const care = newId();
  await house.plan((before) => ({
    ...withGroup(before, { id: care, name: 'Care' }),
    rules: [
      {
        id: newId(),
        name: 'Help',
        conditions: [{ on: 'page', is: 'contains', value: '/help' }],
        group: care,
        needs: [],
        priority: 0,
      },
    ],
  }));
  await house.profile('Ann', { listed: true });
  await house.profile('Ben', { listed: true, groups: [care] });
  await ann();
  await ben();
  const page = (path: string) => ({ page: { url: `https://shop.example.test${path}`, title: '' } });
  const names = (one: VisitorClient) => one.ready.service.agents.map(({ name }) => name);
  expect(names(await visitorClient(house.url, undefined, undefined, page('/')))).toEqual(['Ann']);
  const helped = await visitorClient(house.url, undefined, undefined, page('/help/me'));
  expect(names(helped)).toEqual(['Ann', 'Ben']);

  // The rule is gone: they are at the default group's by then.
  await house.plan((before) => ({ ...before, rules: [] }));
  house.clock.leap(1000);
  await helped.until('service', ({ service }) => service.agents.length === 1);
});
