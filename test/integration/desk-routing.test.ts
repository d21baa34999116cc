import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import type { Colleagues } from '#shared/ipc/routing.ts';
import { type DeskClient, deskClient, say, testPeople, visitorClient } from '../support/hub.ts';
import { type RoutingHouse, routingHouse, withGroup } from '../support/routing-house.ts';
import {
  eventually,
  newFolder,
  removeFolder,
  startTestDesk,
  type TestDesk,
  transcriptOf,
} from './desk-support.ts';

/** The desk's own part in routing, against a real hub whose clock the test holds. */

/** The hub tells of colleagues once a second. Milliseconds. */
const second = 1000;

let house: RoutingHouse;
let dir: string;
let desk: TestDesk;
let ben: DeskClient;

beforeEach(async () => {
  house = await routingHouse();
  // A hub that has just started takes everybody for being here until they have had the time to come back.
  house.clock.leap(30_000);
  dir = await newFolder();
  desk = startTestDesk(dir);
});
afterEach(async () => {
  await desk.stop();
  await house.stop();
  await removeFolder(dir);
});

async function signedIn(person: keyof typeof testPeople = 'ann') {
  const { email, password } = testPeople[person];
  await desk.desk.signIn({ hub: house.url, email, password });
  await desk.until('app.connection', (c) => c.state === 'connected');
}
const benIsHere = async () => {
  ben = await deskClient(house.url, testPeople.ben);
};
const write = async (text: string) => say(await visitorClient(house.url), text);

const routing = () => desk.desk.routing;
async function rowOf(conversationId: string): Promise<ConversationRow | undefined> {
  const rows = await desk.desk.conversations['conversations.list']({});
  return rows.find(({ conversation }) => conversation.id === conversationId);
}
/** The row once it is as a test wants it. */
async function rowThat(
  conversationId: string,
  fits: (conversation: ConversationRow['conversation']) => boolean,
): Promise<ConversationRow['conversation']> {
  let found: ConversationRow['conversation'] | undefined;
  // The one that fitted: what a colleague has may have left the list a moment later.
  await eventually(desk, async () => {
    const row = await rowOf(conversationId);
    if (row === undefined || !fits(row.conversation)) return false;
    found = row.conversation;
    return true;
  });
  if (found === undefined) throw new Error('no such row');
  return found;
}
const mine = (conversationId: string) => rowThat(conversationId, ({ agent }) => agent?.name === 'Ann');
const kindsOf = async (conversationId: string) =>
  (await transcriptOf(desk, conversationId)).map(({ body }) => body.kind);
const seen = (all: Colleagues, name: string) => all.people.find((one) => one.name === name);

test('status: told by the hub, said by the person, seen by colleagues, told again after a break (A13)', async () => {
  await signedIn();
  await desk.until('status.changed', ({ own }) => own?.status === 'online');
  await benIsHere();
  const reason = { is: 'said', text: 'Meeting' } as const;
  await routing()['status.set']({ status: 'away', reason });
  house.clock.leap(second);
  await ben.until('colleagues', ({ people }) =>
    people.some((one) => one.name === 'Ann' && one.status === 'away'),
  );
  const from = desk.mark();
  await house.restart();
  await desk.until('app.connection', (c) => c.state === 'connected', from);
  await desk.until('status.changed', ({ own }) => own?.status === 'away', from);
  const { status } = await routing()['routing.now']({});
  expect(status).toMatchObject({ own: { status: 'away', reason } });
  expect(status.settings.awayReasons.length).toBeGreaterThan(0);
  expect(status.settings.awayAfter).toBe(desk.desk.awayAfter());
});

test('a locked screen is away by itself, and over by itself; what was said is not (A13)', async () => {
  await signedIn();
  await desk.until('status.changed');
  await benIsHere();
  const annIs = (status: string) => (all: { people: Colleagues['people'] }) =>
    all.people.some((one) => one.name === 'Ann' && one.status === status);
  desk.desk.hands('locked');
  await desk.until('status.changed', ({ own }) => own?.reason?.is === 'locked');
  house.clock.leap(second);
  await ben.until('colleagues', annIs('away'));
  const { conversationId } = await write('nobody there?');
  await rowThat(conversationId, ({ agent }) => agent?.name === 'Ben');

  const from = desk.mark();
  desk.desk.hands('active');
  await desk.until('status.changed', ({ own }) => own?.status === 'online', from);
  await routing()['status.set']({ status: 'away', reason: null });
  desk.desk.hands('active');
  desk.desk.hands('locked');
  desk.desk.hands('active');
  expect((await routing()['routing.now']({})).status.own).toMatchObject({ status: 'away', reason: null });
});

test('colleagues and groups are known, and follow what happens', async () => {
  await signedIn();
  const first = await desk.until('colleagues.changed');
  expect(first.groups).toHaveLength(1);
  expect(seen(first, 'Ben')).toMatchObject({ status: 'offline' });
  const from = desk.mark();
  await benIsHere();
  house.clock.leap(second);
  await desk.until('colleagues.changed', (all) => seen(all, 'Ben')?.status === 'online', from);
  const { conversationId } = await write('hello');
  await ben.until(
    'entry',
    (n) => n.entry.conversationId === conversationId && n.entry.body.kind === 'assigned',
  );
  house.clock.leap(second);
  await desk.until('colleagues.changed', (all) => all.people.some(({ load }) => load === 1), from);
});

test('[P12] offered by routing: accepted it is theirs; not answered they are away until they say so', async () => {
  await house.group({ offerFor: 20_000 });
  await signedIn();
  const first = await write('hello');
  const { version } = await rowThat(first.conversationId, ({ offer }) => offer?.to.name === 'Ann');
  await routing()['offers.accept']({ conversationId: first.conversationId, version });
  await mine(first.conversationId);

  const second = await write('me too');
  await rowThat(second.conversationId, ({ offer }) => offer?.to.name === 'Ann');
  house.clock.leap(20_000);
  await desk.until('status.changed', ({ own }) => own?.reason?.is === 'not_responding');
  await rowThat(second.conversationId, ({ offer, status }) => offer === null && status === 'queued');
  expect(await kindsOf(second.conversationId)).toContain('offer_ended');
  desk.desk.hands('active');
  const { own } = (await routing()['routing.now']({})).status;
  expect(own?.reason).toEqual({ is: 'not_responding' });
  await routing()['status.set']({ status: 'online', reason: null });
  await rowThat(second.conversationId, ({ offer }) => offer?.to.name === 'Ann');
});

test('[P12] asked first, a colleague declines and then accepts; the note goes along, the loser is told', async () => {
  await signedIn();
  const { conversationId } = await write('hello');
  const { version } = await mine(conversationId);
  await benIsHere();
  const to = { person: ben.ready.me.id, ask: true };
  await routing()['conversations.transfer']({ conversationId, version, to, note: 'wants a refund' });
  const asked = await rowThat(conversationId, ({ offer }) => offer?.how === 'transfer');
  expect(asked).toMatchObject({
    agent: { name: 'Ann' },
    offer: { by: { name: 'Ann' }, to: { name: 'Ben' } },
  });
  const told = await ben.until('entry', (n) => n.entry.body.kind === 'offered');
  await ben.get('offer.decline', { conversationId, key: newId(), version: told.conversation.version });
  const back = await rowThat(conversationId, ({ offer }) => offer === null);
  expect(await kindsOf(conversationId)).toEqual(expect.arrayContaining(['note', 'offered', 'offer_ended']));
  // Asked with what was true before: somebody has moved it meanwhile.
  const late = routing()['conversations.transfer']({ conversationId, version, to, note: null });
  await expect(late).rejects.toMatchObject({ refusal: { code: 'conflict' } });

  await routing()['conversations.transfer']({ conversationId, version: back.version, to, note: null });
  const again = await ben.until(
    'entry',
    (n) => n.entry.body.kind === 'offered' && n.conversation.version > back.version,
  );
  await ben.get('offer.accept', { conversationId, key: newId(), version: again.conversation.version });
  await rowThat(conversationId, ({ agent }) => agent?.name === 'Ben');
});

test('[P12] asked by a colleague: accepted it is mine; withdrawn it is asked of nobody', async () => {
  await benIsHere();
  const { conversationId } = await write('hello');
  await ben.until('entry', (n) => n.entry.body.kind === 'assigned');
  await signedIn();
  const me = desk.desk.account();
  if (me.state !== 'signed-in') throw new Error('nobody is signed in');
  const versionNow = async () => {
    const pulled = await ben.get('conversation.pull', { conversationId, after: 0, before: null, limit: 1 });
    return pulled.conversation.version;
  };
  const ask = async () =>
    ben.get('conversation.transfer', {
      conversationId,
      key: newId(),
      version: await versionNow(),
      to: { person: me.me.id, ask: true },
      note: 'please go on',
    });
  await ask();
  await rowThat(conversationId, ({ offer }) => offer?.to.name === 'Ann');
  expect(await kindsOf(conversationId)).toContain('note');
  const from = desk.mark();
  await ben.get('offer.withdraw', { conversationId, key: newId(), version: await versionNow() });
  await desk.until(
    'entries.added',
    ({ entries }) => entries.some(({ body }) => body.kind === 'offer_ended' && body.because === 'withdrawn'),
    from,
  );
  await eventually(desk, async () => (await rowOf(conversationId))?.conversation.offer == null);

  await ask();
  const { version } = await rowThat(conversationId, ({ offer }) => offer?.to.name === 'Ann');
  await routing()['offers.accept']({ conversationId, version });
  await mine(conversationId);
});

test('a guest speaks in it, and leaves', async () => {
  await benIsHere();
  const { conversationId } = await write('hello');
  await ben.until('entry', (n) => n.entry.body.kind === 'assigned');
  await signedIn();
  const me = desk.desk.account();
  if (me.state !== 'signed-in') throw new Error('nobody is signed in');
  const { conversation } = await ben.get('conversation.pull', {
    conversationId,
    after: 0,
    before: null,
    limit: 1,
  });
  const about = { conversationId, key: newId(), version: conversation.version };
  await ben.get('conversation.invite', { ...about, to: me.me.id, note: null });
  const asked = await rowThat(conversationId, ({ offer }) => offer?.how === 'invite');
  await routing()['offers.accept']({ conversationId, version: asked.version });
  const joined = await rowThat(conversationId, ({ guests }) => guests.length === 1);
  expect(joined.agent?.name).toBe('Ben');
  await desk.desk.conversations['conversations.send']({ conversationId, key: newId(), text: 'I can help' });
  await ben.until('entry', (n) => n.entry.body.kind === 'message' && n.entry.author.name === 'Ann');
  await routing()['conversations.leave']({ conversationId, version: joined.version });
  await ben.until('entry', (n) => n.entry.body.kind === 'left');
});

test('to a group it waits in its queue; wrap-up lasts until it is done', async () => {
  const care = newId();
  await house.plan((before) => withGroup(before, { id: care, name: 'Care' }));
  await house.group({ wrapUpFor: 60_000 });
  await signedIn();
  const first = await write('one');
  const one = await mine(first.conversationId);
  const to = { group: care };
  await house.profile('Ann', { groups: [one.group?.id ?? ''] });
  await routing()['conversations.transfer']({ ...at(one), to, note: null });
  const queued = await rowThat(first.conversationId, ({ status }) => status === 'queued');
  expect(queued).toMatchObject({ group: { id: care, name: 'Care' }, agent: null });

  const second = await write('two');
  await routing()['conversations.close'](at(await mine(second.conversationId)));
  const closed = await rowThat(second.conversationId, ({ status }) => status === 'closed');
  expect(closed.wrapUpUntil).toBe((closed.closedAt ?? 0) + 60_000);
  await routing()['conversations.wrapDone'](at(closed));
  await rowThat(second.conversationId, ({ wrapUpUntil }) => wrapUpUntil === null);
});

test('why it went to whom is for supervisors', async () => {
  await benIsHere();
  const { conversationId } = await write('hello');
  await ben.until('entry', (n) => n.entry.body.kind === 'assigned');
  await signedIn('sue');
  const { decisions } = await routing()['conversations.decisions']({ conversationId });
  expect(decisions).toMatchObject([{ to: { name: 'Ben' }, rule: 'least_loaded' }]);
  await desk.desk.signOut();
  const from = desk.mark();
  const { email, password } = testPeople.ann;
  await desk.desk.signIn({ hub: house.url, email, password });
  await desk.until('app.connection', (c) => c.state === 'connected', from);
  const asked = routing()['conversations.decisions']({ conversationId });
  await expect(asked).rejects.toMatchObject({
    refusal: { code: expect.stringMatching(/forbidden|not_found/) },
  });
});

test('what is not signed in asks for nothing', async () => {
  expect(await routing()['routing.now']({})).toMatchObject({ status: { own: null }, colleagues: null });
  const refused = { refusal: { code: 'unauthenticated' } };
  await expect(routing()['status.set']({ status: 'busy', reason: null })).rejects.toMatchObject(refused);
  const about = { conversationId: newId(), version: 1 };
  await expect(routing()['offers.accept'](about)).rejects.toMatchObject(refused);
});

function at({ id, version }: ConversationRow['conversation']) {
  return { conversationId: id, version };
}
