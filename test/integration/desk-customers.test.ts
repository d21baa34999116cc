import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import {
  type DeskClient,
  deskClient,
  say,
  shopOrigin,
  startTestHub,
  type TestHub,
  testPeople,
  visitorClient,
} from '../support/hub.ts';
import { newFolder, removeFolder, startTestDesk, type TestDesk } from './desk-support.ts';

/** Cards of customers from the browser that they write with to the desk's cache, over a real hub. */

let hub: TestHub;
let dir: string;
let desk: TestDesk;

beforeEach(async () => {
  hub = await startTestHub();
  dir = await newFolder();
  desk = startTestDesk(dir);
});
afterEach(async () => {
  await desk.stop();
  await hub.stop();
  await removeFolder(dir);
});

async function annServes(): Promise<{ conversationId: string }> {
  const { email, password } = testPeople.ann;
  await desk.desk.signIn({ hub: hub.url, email, password });
  await desk.until('app.connection', (c) => c.state === 'connected');
  const { conversationId } = await say(await visitorClient(hub.url), 'hello');
  const isOurs = (row: { conversation: { id: string; agent: unknown } }) =>
    row.conversation.id === conversationId && row.conversation.agent !== null;
  await desk.until('conversations.changed', ({ rows }) => rows.some(isOurs));
  return { conversationId };
}
const customers = () => desk.desk.customers;
const said = (client: DeskClient) => {
  const heard: unknown[] = [];
  client.socket.on('customer', (news: unknown) => heard.push(news));
  return heard;
};

test('[A8] a card comes behind an empty answer, then from the cache, also without a hub', async () => {
  const at = await annServes();
  expect(await customers()['customers.open'](at)).toEqual({ customer: null });
  const { customer } = await desk.until('customers.changed');
  expect(customer).toMatchObject({ verified: false, conversations: 1, name: null });
  await expect.poll(async () => (await customers()['customers.open'](at)).customer?.id).toBe(customer.id);
  const history = await customers()['customers.history']({ ...at, before: null });
  expect(history).toMatchObject({ complete: true, conversations: [{ id: at.conversationId }] });

  await hub.hub.stop();
  await desk.until('app.connection', (c) => c.state !== 'connected', desk.mark());
  expect((await customers()['customers.open'](at)).customer).toEqual(customer);
  expect(await customers()['customers.history']({ ...at, before: null })).toEqual(history);
  await expect(
    customers()['customers.save']({ ...at, version: 1, change: { phone: '1' } }),
  ).rejects.toMatchObject({ refusal: { code: 'unavailable' } });
});

test('[A8] what one writes another sees at once, and the list says the name', async () => {
  const at = await annServes();
  const [sue, ben] = [await deskClient(hub.url, testPeople.sue), await deskClient(hub.url, testPeople.ben)];
  const [bySue, byBen] = [said(sue), said(ben)];
  const { customer } = await customers()['customers.save']({ ...at, version: 1, change: { name: '王芳' } });
  await expect.poll(() => bySue).toEqual([{ customer }]);
  const named = await desk.until('conversations.changed', ({ rows }) =>
    rows.some((row) => row.conversation.visitor.name === '王芳'),
  );
  expect(named.rows[0]?.conversation.id).toBe(at.conversationId);

  // Somebody else writes: it is in the cache without being asked for.
  const key = newId();
  await sue.get('customer.note.add', { ...at, key, text: 'calls back' });
  await desk.until('customers.changed', (news) => news.customer.notes[0]?.id === key);
  await expect
    .poll(async () => (await customers()['customers.open'](at)).customer?.notes[0]?.text)
    .toBe('calls back');
  // Whoever has nothing to do with that customer hears nothing of them, and reads nothing.
  expect(byBen).toEqual([]);
  expect(await ben.ask('customer.pull', at)).toEqual({ ok: false, error: { code: 'not_found' } });
});

test('[A8] the next line of somebody who was given a name still says it', async () => {
  const { email, password } = testPeople.ann;
  await desk.desk.signIn({ hub: hub.url, email, password });
  await desk.until('app.connection', (c) => c.state === 'connected');
  const visitor = await visitorClient(hub.url);
  const { conversationId } = await say(visitor, 'hello');
  await desk.until('conversations.changed', ({ rows }) => rows.some((r) => r.conversation.agent !== null));
  await customers()['customers.save']({ conversationId, version: 1, change: { name: '李娜' } });
  const from = desk.mark();
  await say(visitor, 'second');
  const news = await desk.until(
    'conversations.changed',
    ({ rows }) => rows.some((r) => r.conversation.lastMessage?.text === 'second'),
    from,
  );
  expect(news.rows[0]?.conversation.visitor.name).toBe('李娜');
});

test('[A8] who lost the race has the card as it is now', async () => {
  const at = await annServes();
  const sue = await deskClient(hub.url, testPeople.sue);
  await sue.get('customer.save', { ...at, version: 1, change: { phone: '110' } });
  await expect(
    customers()['customers.save']({ ...at, version: 1, change: { phone: '119' } }),
  ).rejects.toMatchObject({ refusal: { code: 'conflict' } });
  expect((await customers()['customers.open'](at)).customer).toMatchObject({ version: 2, phone: '110' });
});

test('[A8] what one may no longer read is not read from the cache either', async () => {
  const at = await annServes();
  await customers()['customers.open'](at);
  await desk.until('customers.changed');
  await customers()['customers.history']({ ...at, before: null });
  // As if she had never had it, and somebody else does.
  const other = (await deskClient(hub.url, testPeople.sue)).ready.me.id;
  await hub.hub.database.kysely.deleteFrom('participant').execute();
  await hub.hub.database.kysely.updateTable('conversation').set({ owners: other, agent_id: other }).execute();
  await expect(customers()['customers.history']({ ...at, before: null })).rejects.toMatchObject({
    refusal: { code: 'not_found' },
  });
});

test('[A8] nothing of a customer, and no word of a note, is in the hub’s log', async () => {
  const at = await annServes();
  await customers()['customers.addNote']({ ...at, key: newId(), text: 'canary of a note' });
  await customers()['customers.save']({ ...at, version: 1, change: { company: 'canary company' } });
  await expect(
    customers()['customers.save']({ ...at, version: 2, change: { email: 'canary without an at' } }),
  ).rejects.toMatchObject({ refusal: { code: 'bad_request', field: 'email' } });
  expect(JSON.stringify(hub.log)).not.toContain('canary');
});

test('[A8] pages that the customer goes to are told to the screen, and asked for where somebody looks', async () => {
  const { email, password } = testPeople.ann;
  await desk.desk.signIn({ hub: hub.url, email, password });
  await desk.until('app.connection', (c) => c.state === 'connected');
  const visitor = await visitorClient(hub.url);
  const { conversationId } = await say(visitor, 'hello');
  await desk.until('conversations.changed', ({ rows }) =>
    rows.some((row) => row.conversation.id === conversationId && row.conversation.agent !== null),
  );
  const page = { url: `${shopOrigin}/cart`, title: '购物车' };
  await visitor.get('page.view', { page });
  const { views } = await desk.until('way.changed');
  expect(views).toMatchObject([{ ...page, visitorId: visitor.visitorId, leftAt: null }]);
  expect(await customers()['customers.way']({ conversationId })).toEqual({ views });

  await hub.hub.stop();
  await desk.until('app.connection', (c) => c.state !== 'connected', desk.mark());
  await expect(customers()['customers.way']({ conversationId })).rejects.toMatchObject({
    refusal: { code: 'unavailable' },
  });
});

test('[F1] orders come to the screen by the hub alone, and say what is in their way', async () => {
  const at = await annServes();
  expect(await customers()['customers.orders'](at)).toEqual({ state: 'off' });
  const settings = { url: 'https://127.0.0.1:1/{phone}', internal: false, header: null, patience: 1000 };
  await hub.hub.orders.save({ settings });
  expect(await customers()['customers.orders'](at)).toEqual({ state: 'nobody', by: ['phone'] });
  await customers()['customers.open'](at);
  const { customer } = await desk.until('customers.changed');
  const change = { phone: '138' };
  await customers()['customers.save']({ ...at, version: customer.version, change });
  expect(await customers()['customers.orders']({ ...at, fresh: true })).toMatchObject({
    state: 'failed',
    fault: 'private_address',
  });
});
