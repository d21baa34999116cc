import { type EventEmitter, once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { httpPaths, namespaces, socketPath } from '#shared/protocol/handshake.ts';
import {
  type DeskClient,
  deskClient,
  door,
  post,
  rawSocket,
  register,
  say,
  shopOrigin,
  signIn,
  startTestHub,
  type TestHub,
  testPeople,
  type VisitorClient,
  visitorClient,
} from '../support/hub.ts';

/** What must not come in: each is refused with its code, logged, and disturbs nobody else. */

let hub: TestHub;
let ann: DeskClient;
/** Somebody who has nothing to do with it, and must not notice. */
let bystander: VisitorClient;

beforeEach(async () => {
  hub = await startTestHub();
  ann = await deskClient(hub.url, testPeople.ann);
  bystander = await visitorClient(hub.url);
});
afterEach(async () => {
  const { conversationId } = await say(bystander, 'I noticed nothing');
  await ann.until('entry', (n) => n.entry.conversationId === conversationId);
  expect(bystander.socket.connected).toBe(true);
  expect(ann.socket.connected).toBe(true);
  // The log says what was refused, never what was said or with which token.
  const log = JSON.stringify(hub.log);
  for (const secret of ['canary', bystander.token, testPeople.ann.password])
    expect(log).not.toContain(secret);
  await hub.stop();
});

const logged = (code: string, event: string) =>
  hub.log.filter((line) => line.code === code && line.event === event);

/** Written behind the answer: what is expected of it is awaited. */
async function auditOf(
  code: string,
): Promise<{ event: string; actor_id: string | null; subject: string | null }[]> {
  return hub.hub.database.kysely
    .selectFrom('audit')
    .select(['event', 'actor_id', 'subject'])
    .where('code', '=', code)
    .execute();
}

/** The refusal that a socket gets at the door. */
async function refusedAtDoor(namespace: string, auth: object, origin?: string): Promise<Refusal> {
  const socket = rawSocket(hub.url + namespace, auth, origin);
  const [error] = (await once(socket as never, 'connect_error')) as [{ data?: Refusal }];
  socket.disconnect();
  return error.data ?? { code: 'internal' };
}

test('a wrong password, and an address that nobody has, are answered alike', async () => {
  const wrong = await post(hub.url + httpPaths.signIn, {
    ...door(),
    email: testPeople.ann.email,
    password: 'canary',
  });
  const nobody = await post(hub.url + httpPaths.signIn, {
    ...door(),
    email: 'nobody@example.test',
    password: 'canary',
  });
  for (const { status, answer } of [wrong, nobody]) {
    expect(status).toBe(401);
    expect(answer).toEqual({ ok: false, error: { code: 'wrong_credentials' } });
  }
  expect(logged('wrong_credentials', 'api.desk.sign-in')).toHaveLength(2);
  await expect.poll(() => auditOf('wrong_credentials')).toHaveLength(2);
});

test('[P15] ten wrong passwords for a person, and that address has to wait; elsewhere they still get in', async () => {
  const attempt = (email: string, password: string) =>
    post(hub.url + httpPaths.signIn, { ...door(), email, password });
  // All at once: each counts from its beginning.
  const tries = await Promise.all(Array.from({ length: 12 }, () => attempt(testPeople.ben.email, 'canary')));
  expect(tries.filter((t) => t.status === 401)).toHaveLength(10);
  const slowed = tries.find((t) => t.status === 429);
  expect(slowed?.answer).toMatchObject({
    ok: false,
    error: { code: 'slow_down', retryAfter: expect.any(Number) },
  });
  expect(Number(slowed?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await attempt('BEN@example.test ', testPeople.ben.password)).status).toBe(429);
  await expect(signIn(hub.url, testPeople.sue)).resolves.toMatchObject({ me: { name: 'Sue' } });
});

test.each([
  'https://evil.example.test',
  'null',
  'https://shop.example.test.evil.test',
  'http://shop.example.test',
  'https://shop.example.test:8443',
  'https://sub.shop.example.test',
])('a page of %s gets neither a socket nor an identity', async (origin) => {
  const { token } = await register(hub.url);
  for (const transport of ['websocket', 'polling']) {
    const socket = rawSocket(hub.url + namespaces.visitor, { ...door(), token, locale: 'en' }, origin, [
      transport,
    ]);
    await once(socket as never, 'connect_error');
    expect(socket.connected).toBe(false);
    socket.disconnect();
  }
  // Not at the namespace's door: before that, where the connection begins.
  const begin = await fetch(`${hub.url}${socketPath}/?EIO=4&transport=polling`, { headers: { origin } });
  expect(begin.status).toBe(403);
  expect(begin.headers.get('access-control-allow-origin')).toBeNull();
  const { status, answer, headers } = await post(
    hub.url + httpPaths.register,
    { ...door(), locale: 'en' },
    { origin },
  );
  expect(status).toBe(403);
  expect(answer).toEqual({ ok: false, error: { code: 'origin_refused' } });
  expect(headers.get('access-control-allow-origin')).toBeNull();
  expect(logged('origin_refused', 'connect').length).toBeGreaterThanOrEqual(2);
  expect(logged('origin_refused', 'api.visitor.register')).toHaveLength(1);
  await expect
    .poll(async () => (await auditOf('origin_refused')).map((row) => row.subject))
    .toContain(origin);
});

test('a visitor without an origin, and a desk with one, are refused', async () => {
  const { token } = await register(hub.url);
  const visitor = await refusedAtDoor(namespaces.visitor, { ...door(), token, locale: 'en' });
  expect(visitor).toEqual({ code: 'origin_refused' });
  const desk = await signIn(hub.url, testPeople.ben);
  expect(await refusedAtDoor(namespaces.desk, { ...door(), token: desk.token }, shopOrigin)).toEqual({
    code: 'origin_refused',
  });
  const { status } = await post(
    hub.url + httpPaths.signIn,
    { ...door(), ...testPeople.ben },
    { origin: shopOrigin },
  );
  expect(status).toBe(403);
});

test('[P15] a packet of 1 MB ends that connection with code 1009, and only that one', async () => {
  const visitor = await visitorClient(hub.url);
  const transport = visitor.socket.io.engine.transport as unknown as { ws: EventEmitter };
  const closed = once(transport.ws, 'close');
  visitor.socket.emit('message.send', { key: newId(), text: `canary ${'x'.repeat(1_000_000)}`, page: null });
  const [code] = await closed;
  expect(code).toBe(1009);
  expect(logged('too_large', 'packet')).toMatchObject([
    { actor: visitor.visitorId, address: expect.any(String) },
  ]);
});

test('[P15] long polling with 1 MB is answered 413', async () => {
  const { token } = await register(hub.url);
  const socket = rawSocket(hub.url + namespaces.visitor, { ...door(), token, locale: 'en' }, shopOrigin, [
    'polling',
  ]);
  await once(socket as never, 'ready');
  const gone = once(socket as never, 'disconnect');
  socket.emit('message.send', { key: newId(), text: `canary ${'x'.repeat(1_000_000)}`, page: null });
  await gone;
  await expect.poll(() => logged('too_large', 'packet')).toHaveLength(1);
});

test('a body that is too large, no JSON, or of another kind is refused with its code', async () => {
  const url = hub.url + httpPaths.signIn;
  const large = await post(url, { ...door(), email: 'a@b.test', password: 'canary'.repeat(10_000) });
  expect([large.status, large.answer]).toEqual([413, { ok: false, error: { code: 'too_large' } }]);
  const broken = await post(url, '{"canary');
  expect([broken.status, broken.answer]).toEqual([400, { ok: false, error: { code: 'bad_request' } }]);
  const form = await post(url, 'canary=1', { 'content-type': 'application/x-www-form-urlencoded' });
  expect([form.status, form.answer]).toEqual([400, { ok: false, error: { code: 'bad_request' } }]);
  const nowhere = await post(`${hub.url}/api/nowhere`, {});
  expect([nowhere.status, nowhere.answer]).toEqual([404, { ok: false, error: { code: 'not_found' } }]);
});

test('[P14] an event that is not in the registry is refused, also one that objects have by nature', async () => {
  const visitor = await visitorClient(hub.url);
  for (const event of [
    'conversation.close',
    'canary event with a text',
    'constructor',
    '__proto__',
    'toString',
  ]) {
    const answer = await visitor.socket.timeout(5000).emitWithAck(event, {});
    expect(answer).toEqual({ ok: false, error: { code: 'unknown_event' } });
  }
  expect(logged('unknown_event', 'conversation.close')).toMatchObject([{ actor: visitor.visitorId }]);
  expect(logged('unknown_event', '(malformed)').length).toBeGreaterThan(0);
});

test('[P14] what does not fit the schema is refused with the field’s path, never its value', async () => {
  const visitor = await visitorClient(hub.url);
  const ask = (...args: unknown[]) => visitor.socket.timeout(5000).emitWithAck('message.send', ...args);
  const good = { key: newId(), text: 'hello', page: null };
  const bad = (field?: string) => ({ ok: false, error: { code: 'bad_request', ...(field && { field }) } });
  expect(await ask({ ...good, key: 'canary' })).toEqual(bad('key'));
  expect(await ask({ ...good, text: ' \n ' })).toEqual(bad('text'));
  expect(await ask({ ...good, text: 'canary'.repeat(2000) })).toEqual(bad('text'));
  expect(await ask({ ...good, page: { url: 1, title: '' } })).toEqual(bad('page.url'));
  expect(await ask({ ...good, canary: true })).toEqual(bad());
  expect(await ask('canary')).toEqual(bad());
  expect(await ask()).toEqual(bad());
  expect(await ask(good, good)).toEqual(bad());
  expect(logged('bad_request', 'message.send')).toHaveLength(8);
});

test('[P14] an event without an acknowledgement is dropped and logged', async () => {
  const visitor = await visitorClient(hub.url);
  visitor.socket.emit('message.send', { key: newId(), text: 'canary', page: null });
  await expect.poll(() => logged('bad_request', 'message.send')).toMatchObject([{ reason: 'no_ack' }]);
  expect((await visitor.get('message.send', { key: newId(), text: 'first', page: null })).publicSeq).toBe(2);
});

test('[P14] another major version of the protocol is refused before anything else', async () => {
  const old = { protocol: '0.9', app: 'old/0', anything: 'canary' };
  expect(await refusedAtDoor(namespaces.desk, old)).toEqual({ code: 'upgrade_required' });
  expect(await refusedAtDoor(namespaces.visitor, old, shopOrigin)).toEqual({ code: 'upgrade_required' });
  const { status, answer } = await post(hub.url + httpPaths.signIn, old);
  expect([status, answer]).toEqual([426, { ok: false, error: { code: 'upgrade_required' } }]);
  expect(logged('upgrade_required', 'connect')).toHaveLength(2);
});

test('[P14] a handshake that does not fit, and a token that nobody has, are refused', async () => {
  expect(await refusedAtDoor(namespaces.desk, { ...door(), token: 'canary' })).toEqual({
    code: 'bad_request',
    field: 'token',
  });
  expect(await refusedAtDoor(namespaces.desk, {})).toMatchObject({ code: 'bad_request' });
  const token = 'A'.repeat(43);
  expect(await refusedAtDoor(namespaces.desk, { ...door(), token })).toEqual({ code: 'unauthenticated' });
  expect(await refusedAtDoor(namespaces.visitor, { ...door(), token, locale: 'en' }, shopOrigin)).toEqual({
    code: 'unauthenticated',
  });
  // A visitor's token opens no desk.
  expect(await refusedAtDoor(namespaces.desk, { ...door(), token: bystander.token })).toEqual({
    code: 'unauthenticated',
  });
  await expect.poll(() => auditOf('unauthenticated')).toHaveLength(3);
});

test('a message to somebody else’s conversation: not found, logged, on the audit trail', async () => {
  const visitor = await visitorClient(hub.url);
  const { conversationId } = await say(visitor, 'for whoever is there');
  await ann.until(
    'entry',
    (n) => n.entry.conversationId === conversationId && n.entry.body.kind === 'assigned',
  );
  const ben = await deskClient(hub.url, testPeople.ben);
  const message = { conversationId, key: newId(), text: 'canary' };
  const refused = await ben.ask('message.send', message);
  // The same answer as for one that does not exist: it must not tell.
  expect(refused).toEqual(await ben.ask('message.send', { ...message, conversationId: newId() }));
  expect(refused).toEqual({ ok: false, error: { code: 'not_found' } });
  for (const [event, input] of [
    ['conversation.pull', { conversationId, after: 0, before: null, limit: 10 }],
    ['conversation.close', { conversationId, key: newId(), version: 2 }],
    ['mark.set', { conversationId, seq: 1 }],
  ] as const) {
    expect(await ben.socket.timeout(5000).emitWithAck(event, input)).toEqual({
      ok: false,
      error: { code: 'not_found' },
    });
  }
  const { id } = ben.ready.me;
  expect(logged('not_found', 'message.send')).toMatchObject([
    { actor: id, subject: conversationId },
    { actor: id },
  ]);
  await expect
    .poll(() => auditOf('not_found'))
    .toContainEqual({
      event: 'message.send',
      actor_id: id,
      subject: conversationId,
    });
  const { entries } = await ann.get('conversation.pull', {
    conversationId,
    after: 0,
    before: null,
    limit: 50,
  });
  expect(entries.map((e) => e.body.kind)).toEqual(['opened', 'message', 'routed', 'assigned']);
});

test('a visitor reads no conversation but their own', async () => {
  const { conversationId } = await say(bystander, 'private');
  const visitor = await visitorClient(hub.url);
  const answer = await visitor.ask('transcript.pull', { conversationId, after: 0, limit: 10 });
  expect(answer).toEqual({ ok: false, error: { code: 'not_found' } });
  await expect
    .poll(() => auditOf('not_found'))
    .toContainEqual({
      event: 'transcript.pull',
      actor_id: visitor.visitorId,
      subject: conversationId,
    });
});

test('[P15] more than a visitor may send is slowed down, with the time to wait; the connection stays', async () => {
  const visitor = await visitorClient(hub.url);
  const answers = await Promise.all(
    Array.from({ length: 80 }, (_, n) =>
      visitor.ask('message.send', { key: newId(), text: `canary ${n}`, page: null }),
    ),
  );
  expect(answers.filter((a) => a.ok)).toHaveLength(60);
  const refused = answers.flatMap((a) => (a.ok ? [] : [a.error]));
  for (const error of refused) expect(error).toEqual({ code: 'slow_down', retryAfter: expect.any(Number) });
  expect(visitor.socket.connected).toBe(true);
  // One line for the burst: whoever sends too much must not write our log.
  expect(logged('slow_down', 'message.send')).toHaveLength(1);
});
