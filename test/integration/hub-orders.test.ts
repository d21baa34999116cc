import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OrderSettings, OrdersAnswer } from '#shared/protocol/orders.ts';
import { signCustomer } from '../../src/hub/demo/index.ts';
import { maxAnswer } from '../../src/hub/orders/fetch-json.ts';
import { adminAs, callAdmin } from '../support/admin.ts';
import { heldClock } from '../support/held-clock.ts';
import {
  type DeskClient,
  deskClient,
  register,
  say,
  shopOrigin,
  signIn,
  startTestHub,
  type TestHub,
  testPeople,
  visitorClient,
} from '../support/hub.ts';

/** Orders of the house's back office, which is a real server here, asked by a real hub. */

type Asked = { readonly url: string; readonly secret: string | undefined };
type Office = {
  readonly origin: string;
  readonly port: number;
  readonly asked: Asked[];
  reply: (response: ServerResponse, request: IncomingMessage) => void;
};

const servers: Server[] = [];
const json = (value: unknown) => (response: ServerResponse) =>
  void response.setHeader('content-type', 'application/json').end(JSON.stringify(value));

async function openOffice(): Promise<Office> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    asked.push({ url: request.url ?? '', secret: request.headers['x-key'] as string | undefined });
    office.reply(response, request);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const office: Office = { origin: `http://127.0.0.1:${port}`, port, asked, reply: json({ orders: [] }) };
  return office;
}

let hub: TestHub;
let office: Office;
const clock = heldClock();

beforeEach(async () => {
  office = await openOffice();
  hub = await startTestHub({ clock });
});
afterEach(async () => {
  await hub.stop();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const settings = (more: Partial<OrderSettings> = {}): OrderSettings => ({
  url: `${office.origin}/orders?customer={sub}`,
  internal: true,
  header: 'X-Key',
  // As much as there may be: the machine may have other work.
  patience: 15_000,
  ...more,
});
const open = (more: Partial<OrderSettings> = {}) =>
  hub.hub.orders.save({ settings: settings(more), secret: 'top secret' });

/** Somebody whom the shop has signed, in a conversation of Ann's. */
async function serving(sub: string | null = 'shop-7'): Promise<{ ann: DeskClient; conversationId: string }> {
  const ann = await deskClient(hub.url, testPeople.ann);
  const known = await register(hub.url);
  const secret = await hub.hub.identity.renew();
  const customer = signCustomer({ sub, name: '李娜' }, secret, clock.now());
  const visitor = await visitorClient(hub.url, known, shopOrigin, sub === null ? {} : { customer });
  const { conversationId } = await say(visitor, 'where is it?');
  await ann.until(
    'entry',
    (n) => n.entry.body.kind === 'assigned' && n.entry.conversationId === conversationId,
  );
  return { ann, conversationId };
}
const tried = (more: Partial<OrderSettings>): Promise<OrdersAnswer> =>
  hub.hub.orders.tryOut(
    { settings: settings(more), secret: 'top secret' },
    { sub: 'shop-7', email: null, phone: null },
  );

test('[F1] orders of a signed customer come to whoever serves them, once however often they are asked for', async () => {
  const { ann, conversationId } = await serving();
  expect(await ann.get('orders.pull', { conversationId })).toEqual({ state: 'off' });
  await open();
  office.reply = json({
    orders: [{ id: 'A-1', title: '<b>电池</b>', amount: 468, currency: 'CNY', url: 'javascript:1' }],
  });
  const answers = await Promise.all([1, 2, 3].map(() => ann.get('orders.pull', { conversationId })));
  expect(answers[0]).toMatchObject({
    state: 'found',
    by: ['sub'],
    at: clock.now(),
    orders: [{ id: 'A-1', title: '<b>电池</b>', amount: 468, url: null }],
  });
  expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
  expect(office.asked).toEqual([{ url: '/orders?customer=shop-7', secret: 'top secret' }]);

  office.reply = json({ orders: [] });
  clock.leap(29_000);
  expect(await ann.get('orders.pull', { conversationId })).toEqual(answers[0]);
  expect(await ann.get('orders.pull', { conversationId, fresh: true })).toMatchObject({ orders: [] });
  clock.leap(30_000);
  await ann.get('orders.pull', { conversationId });
  expect(office.asked).toHaveLength(3);

  // Whoever has nothing to do with the customer learns nothing, and makes nobody ask.
  const ben = await deskClient(hub.url, testPeople.ben);
  expect(await ben.ask('orders.pull', { conversationId })).toEqual({
    ok: false,
    error: { code: 'not_found' },
  });
  expect(office.asked).toHaveLength(3);
});

test('[F1] of whom nothing is known nobody is asked; what stands in the card counts as such', async () => {
  const { ann, conversationId } = await serving(null);
  await open({ url: `${office.origin}/o?c={sub}&tel={phone}` });
  expect(await ann.get('orders.pull', { conversationId })).toEqual({ state: 'nobody', by: ['sub', 'phone'] });
  expect(office.asked).toEqual([]);
  const { customer } = await ann.get('customer.pull', { conversationId });
  const change = { phone: '138 0013/2716' };
  await ann.get('customer.save', { conversationId, version: customer.version, change });
  expect(await ann.get('orders.pull', { conversationId })).toMatchObject({ state: 'found', by: ['phone'] });
  expect(office.asked[0]?.url).toBe('/o?c=&tel=138%200013%2F2716');
});

test.each([
  [
    'an error',
    (r: ServerResponse) => void r.writeHead(500).end('stack trace'),
    { fault: 'status', status: 500 },
  ],
  ['no JSON', (r: ServerResponse) => void r.end('<html>'), { fault: 'not_json', status: 200 }],
  ['nesting without end', (r: ServerResponse) => void r.end('['.repeat(200_000)), { fault: 'not_json' }],
  ['another shape', json({ orders: [{ id: 1, time: 'soon' }] }), { fault: 'shape', field: 'orders.0.time' }],
  ['too much', (r: ServerResponse) => void r.end('"'.padEnd(maxAnswer + 2, 'x')), { fault: 'too_large' }],
  [
    'more than it says, without end',
    (r: ServerResponse) => {
      const more = () => {
        if (!r.destroyed) r.write('x'.repeat(65_536), more);
      };
      more();
    },
    { fault: 'too_large' },
  ],
  ['a cut line', (r: ServerResponse) => void r.write('{"ord', () => r.destroy()), { fault: 'no_connection' }],
  ['nothing at all', (r: ServerResponse) => void r.destroy(), { fault: 'no_connection' }],
])('[F1] %s is said in plain words, and nobody waits for more', async (_, reply, expected) => {
  office.reply = reply;
  expect(await tried({})).toMatchObject({ state: 'failed', ...expected });
  expect(JSON.stringify(hub.log)).not.toContain('top secret');
  expect(JSON.stringify(hub.log)).not.toContain('shop-7');
});

test.each([
  ['before its first word', (r: ServerResponse) => void r],
  ['in the middle', (r: ServerResponse) => void r.write('{"orders":[')],
])('[F1] who is slow %s is not waited for', async (_, reply) => {
  office.reply = reply;
  expect(await tried({ patience: 500 })).toMatchObject({ state: 'failed', fault: 'late' });
});

test('[F1] nobody is followed to another address, and the secret goes nowhere else', async () => {
  const other = await openOffice();
  for (const status of [301, 302, 303, 307, 308]) {
    office.reply = (response) => void response.writeHead(status, { location: `${other.origin}/` }).end();
    expect(await tried({ patience: 14_000 + status })).toMatchObject({ fault: 'redirect', status });
  }
  expect(other.asked).toEqual([]);
});

test('[F1] an address in our own network is not asked unless an admin has said that it is the house’s', async () => {
  for (const host of [
    `127.0.0.1:${office.port}`,
    `localhost:${office.port}`,
    `[::1]:${office.port}`,
    `[::ffff:127.0.0.1]:${office.port}`,
  ])
    expect(await tried({ url: `https://${host}/{sub}`, internal: false })).toMatchObject({
      state: 'failed',
      fault: 'private_address',
    });
  // What clouds tell their machines is never a back office.
  expect(await tried({ url: 'http://169.254.169.254/latest/{sub}' })).toMatchObject({
    fault: 'private_address',
  });
  expect(await tried({ url: `http://localhost:${office.port}/{sub}` })).toMatchObject({ state: 'found' });
  expect(office.asked).toHaveLength(1);
  // Not a server of https, and not a server at all.
  expect(await tried({ url: `https://127.0.0.1:${office.port}/{sub}` })).toMatchObject({ fault: 'no_trust' });
  expect(await tried({ url: 'http://127.0.0.1:1/{sub}' })).toMatchObject({ fault: 'no_connection' });
});

test('[F1] so many are asked for at once, and the others wait', async () => {
  const held: ServerResponse[] = [];
  office.reply = (response) => void held.push(response);
  const all = Array.from({ length: 20 }, (_, i) =>
    hub.hub.orders.tryOut(
      { settings: settings(), secret: 'x' },
      { sub: `customer-${i}`, email: null, phone: null },
    ),
  );
  await expect.poll(() => held.length).toBe(8);
  office.reply = json({ orders: [] });
  for (const response of held) json({ orders: [] })(response);
  expect((await Promise.all(all)).map(({ state }) => state)).toEqual(Array(20).fill('found'));
});

test('[F1] an admin sets it up and tries it over HTTP; agents may not, and each has its row on the audit trail', async () => {
  await hub.hub.people.create({
    name: 'Boss',
    email: 'boss@example.test',
    password: 'correct horse boss',
    role: 'admin',
  });
  const boss = await signIn(hub.url, { email: 'boss@example.test', password: 'correct horse boss' });
  const ann = await signIn(hub.url, testPeople.ann);
  const admin = adminAs(hub.url, boss.token);
  office.reply = json({ orders: [{ id: 1 }] });
  const change = { settings: settings(), secret: 'top secret' };
  const sample = { sub: 'shop-7', email: null, phone: null };
  expect(await admin('orders.try', { ...change, sample })).toMatchObject({
    state: 'found',
    orders: [{ id: '1' }],
  });
  expect(await admin('orders.read', null)).toEqual({ settings: null, hasSecret: false });
  expect(await admin('orders.save', change)).toEqual({ settings: settings(), hasSecret: true });
  for (const [name, request] of [
    ['orders.read', null],
    ['orders.save', change],
    ['orders.try', { ...change, sample }],
  ] as const) {
    const { status, answer } = await callAdmin(hub.url, ann.token, name, request);
    expect([status, answer]).toEqual([403, { ok: false, error: { code: 'forbidden' } }]);
  }
  const wrong = { ...change, settings: settings({ url: 'http://{sub}.test/' }) };
  expect((await callAdmin(hub.url, boss.token, 'orders.save', wrong)).answer).toMatchObject({
    error: { code: 'bad_request', field: 'settings.url' },
  });
  const rows = await hub.hub.database.kysely
    .selectFrom('audit')
    .selectAll()
    .where('code', '=', 'changed')
    .where('event', 'not like', 'sign-in.%')
    .execute();
  expect(rows.map(({ event, subject }) => [event, subject])).toEqual([
    ['admin.orders.try', office.origin],
    ['admin.orders.save', office.origin],
  ]);
  expect(JSON.stringify([rows, hub.log])).not.toContain('top secret');
});

test('[F1] the secret is shown to nobody, and stays with the host that it was given for', async () => {
  expect(await open()).toEqual({ settings: settings(), hasSecret: true });
  expect(await hub.hub.orders.read()).toEqual({ settings: settings(), hasSecret: true });
  const elsewhere = settings({ url: 'https://thief.example.test/{sub}', internal: false });
  for (const what of [
    hub.hub.orders.save({ settings: elsewhere }),
    hub.hub.orders.tryOut({ settings: elsewhere }, { sub: 'a', email: null, phone: null }),
  ])
    await expect(what).rejects.toMatchObject({ refusal: { code: 'bad_request', field: 'secret' } });
  const longer = settings({ patience: 9000 });
  expect(await hub.hub.orders.save({ settings: longer })).toEqual({ settings: longer, hasSecret: true });
  expect(await hub.hub.orders.save({ settings: { ...longer, header: null } })).toMatchObject({
    hasSecret: false,
  });
  await open();
  expect(await hub.hub.orders.save({ settings: null })).toEqual({ settings: null, hasSecret: false });
  const { ann, conversationId } = await serving();
  expect(await ann.get('orders.pull', { conversationId })).toEqual({ state: 'off' });
});
