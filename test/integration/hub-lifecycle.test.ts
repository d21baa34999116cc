import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { heartbeatInterval, httpPaths, namespaces } from '#shared/protocol/handshake.ts';
import {
  deskClient,
  door,
  post,
  rawSocket,
  say,
  shopOrigin,
  signIn,
  startTestHub,
  type TestHub,
  testPeople,
  visitorClient,
} from '../support/hub.ts';

let hub: TestHub;
const folders: string[] = [];
afterEach(async () => {
  await hub.stop();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** A clock whose beats the test gives. */
function heldClock() {
  const beats: { interval: number; run: () => void }[] = [];
  return {
    now: Date.now,
    every: (interval: number, run: () => void) => {
      const beat = { interval, run };
      beats.push(beat);
      return () => void beats.splice(beats.indexOf(beat), 1);
    },
    beats,
  };
}

test('[P9] every 15 s all hear how far the feed is, from the database: also of what was never told', async () => {
  const clock = heldClock();
  hub = await startTestHub({ clock });
  const sue = await deskClient(hub.url, testPeople.sue);
  const visitor = await visitorClient(hub.url);
  const { conversationId } = await say(visitor, 'hello');
  await sue.until('entry', (n) => n.entry.body.kind === 'routed');

  // As if another node had written, and its broadcast were lost.
  const { kysely } = hub.hub.database;
  await kysely.updateTable('workspace').set({ feed_head: 41 }).execute();
  await kysely.updateTable('conversation_growth').set({ last_public_seq: 40 }).execute();
  const beat = clock.beats.find((b) => b.interval === heartbeatInterval);
  beat?.run();
  expect(await sue.until('head')).toEqual({ head: 41 });
  expect(await visitor.until('head')).toEqual({
    conversation: { id: conversationId, status: 'queued', kind: 'live', agent: null, publicSeq: 40 },
  });
});

test('[P16] signing out ends the sockets of that sign-in, and its token; another device stays', async () => {
  hub = await startTestHub();
  const { token } = await signIn(hub.url, testPeople.ann);
  const desk = await deskClient(hub.url, { token });
  const other = await deskClient(hub.url, testPeople.ann);
  const gone = once(desk.socket as never, 'disconnect');
  const signOut = () =>
    fetch(hub.url + httpPaths.signOut, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
  expect((await signOut()).status).toBe(200);
  expect(await desk.until('revoked')).toEqual({ code: 'unauthenticated' });
  await gone;
  expect((await signOut()).status).toBe(401);
  await expect(deskClient(hub.url, { token })).rejects.toMatchObject({ data: { code: 'unauthenticated' } });
  expect(other.socket.connected).toBe(true);
});

test('[P16] a disabled person is out on every device, and does not come in again', async () => {
  hub = await startTestHub();
  const { token } = await signIn(hub.url, testPeople.ann);
  const desks = [await deskClient(hub.url, { token }), await deskClient(hub.url, testPeople.ann)];
  const gone = desks.map((desk) => once(desk.socket as never, 'disconnect'));
  await hub.hub.disablePerson(desks[0]?.ready.me.id ?? '');
  for (const desk of desks) expect(await desk.until('revoked')).toEqual({ code: 'forbidden' });
  await Promise.all(gone);
  // Not only that it is signed out: a desk that was away is told why, and takes away what it keeps of the account.
  await expect(deskClient(hub.url, { token })).rejects.toMatchObject({ data: { code: 'forbidden' } });
  await expect(signIn(hub.url, testPeople.ann)).rejects.toThrow('forbidden');
});

test('an agent whose last desk has gone is given nothing more', async () => {
  hub = await startTestHub();
  const [first, second] = [
    await deskClient(hub.url, testPeople.ann),
    await deskClient(hub.url, testPeople.ann),
  ];
  const sue = await deskClient(hub.url, testPeople.sue);
  first.close();
  const kept = await say(await visitorClient(hub.url), 'hello');
  await second.until(
    'entry',
    (n) => n.entry.conversationId === kept.conversationId && n.entry.body.kind === 'assigned',
  );
  second.close();
  await expect.poll(() => hub.hub.online()).toEqual([]);
  const { conversationId } = await say(await visitorClient(hub.url), 'anybody?');
  const { conversation } = await sue.get('conversation.pull', {
    conversationId,
    after: 0,
    before: null,
    limit: 1,
  });
  expect(conversation).toMatchObject({ status: 'queued', agent: null });
});

test('[P17] a hub that stops answers what it was asked, says when to come again, and keeps all of it', async () => {
  hub = await startTestHub();
  const visitor = await visitorClient(hub.url);
  const desk = await deskClient(hub.url, testPeople.sue);
  const { conversationId } = await say(visitor, 'before');

  // The database is busy: what is asked now is still to be committed when the hub is told to stop.
  let free: () => void = () => undefined;
  const busy = new Promise<void>((resolve) => {
    free = resolve;
  });
  const held = hub.hub.database.transaction(() => busy);
  const asked = Array.from({ length: 20 }, (_, n) =>
    visitor.ask('message.send', { key: newId(), text: `last ${n}`, page: null }),
  );
  // Refused at once, and after them: by its answer they have all arrived.
  await visitor.socket.timeout(5000).emitWithAck('no.such.event', {});
  const gone = [once(visitor.socket as never, 'disconnect'), once(desk.socket as never, 'disconnect')];
  const restarted = hub.restart();
  const late = visitor.ask('message.send', { key: newId(), text: 'too late', page: null });
  free();
  await held;

  for (const answer of await Promise.all(asked)) expect(answer).toMatchObject({ ok: true });
  expect(await late).toEqual({ ok: false, error: { code: 'unavailable', retryAfter: 1000 } });
  expect(await visitor.until('draining')).toEqual({ retryAfter: 1000 });
  expect(await desk.until('draining')).toEqual({ retryAfter: 1000 });
  await Promise.all(gone);

  await restarted;
  const again = await visitorClient(hub.url, visitor);
  const { entries } = await again.get('transcript.pull', { conversationId, after: 2, limit: 200 });
  expect(entries.map((e) => e.body.kind === 'message' && e.body.text)).toEqual(
    asked.map((_, n) => `last ${n}`),
  );
});

test('the widget’s scripts go to any site: the loader asked for anew, a panel kept for ever', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'yingke-widget-'));
  folders.push(folder);
  await writeFile(join(folder, 'widget.js'), "/* loader */ const look = '%7B%22yingke%22%3A%22look%22%7D'");
  await writeFile(join(folder, 'panel-Ab_c-1.js'), '/* panel */');
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await mkdir(join(folder, 'panel-x.js'));
  hub = await startTestHub({ widgetFolder: folder });

  const loader = await fetch(`${hub.url}/widget.js`);
  expect(await loader.text()).toBe("/* loader */ const look = '%7B%7D'");
  const headers = Object.fromEntries(loader.headers);
  expect(headers).toMatchObject({
    'content-type': expect.stringContaining('javascript'),
    'cache-control': 'no-cache',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
  });
  // By hand: `fetch` adds headers to a conditional request that ask for the whole again.
  const [same] = (await once(
    get(`${hub.url}/widget.js`, { headers: { 'if-none-match': headers.etag } }),
    'response',
  )) as [IncomingMessage];
  expect(same.statusCode).toBe(304);
  same.resume();

  // The house's look is in it from then on, and nothing of it can end the string in which it stands.
  const labelEn = "it's `$" + '{here}`\\';
  await hub.hub.look.set({ accent: '#0b4b8f', labelEn });
  const dressed = await fetch(`${hub.url}/widget.js`);
  expect(dressed.headers.get('etag')).not.toBe(headers.etag);
  const [, look = ''] = /look = '([\w%.~-]*)'$/u.exec(await dressed.text()) ?? [];
  expect(JSON.parse(decodeURIComponent(look))).toMatchObject({
    accent: '#0b4b8f',
    labelEn,
    palette: { of: '#0b4b8f', light: expect.stringContaining('--yk-accent:rgb(11,75,143)') },
  });

  const panel = await fetch(`${hub.url}/widget/panel-Ab_c-1.js`);
  expect(panel.headers.get('cache-control')).toContain('immutable');
  for (const path of [
    'secret.txt',
    'panel-%2e%2e%2fsecret.js',
    '..%2fsecret.txt',
    'panel-y.js',
    'panel-x.js',
  ]) {
    const refused = await fetch(`${hub.url}/widget/${path}`);
    expect([path, refused.status]).toEqual([path, 404]);
    expect(await refused.json()).toEqual({ ok: false, error: { code: 'not_found' } });
  }
});

test('a hub without a built widget runs, and says that there is none', async () => {
  hub = await startTestHub({ widgetFolder: '/nowhere/at/all' });
  expect((await fetch(`${hub.url}/widget.js`)).status).toBe(404);
  expect(await (await fetch(`${hub.url}/health`)).json()).toMatchObject({ ok: true, value: { head: 0 } });
});

test('a browser may ask from an allowed page, and is told so for that page alone', async () => {
  hub = await startTestHub();
  const preflight = (origin: string) =>
    fetch(hub.url + httpPaths.register, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
  const allowed = await preflight(shopOrigin);
  expect(allowed.status).toBe(204);
  expect(allowed.headers.get('access-control-allow-origin')).toBe(shopOrigin);
  expect(allowed.headers.get('vary')).toContain('Origin');
  expect(
    (await preflight('https://evil.example.test')).headers.get('access-control-allow-origin'),
  ).toBeNull();
});

test('registrations from one address are limited', async () => {
  hub = await startTestHub({ limits: { registrations: { points: 2, duration: 60_000 } } });
  const ask = () =>
    fetch(hub.url + httpPaths.register, {
      method: 'POST',
      headers: { origin: shopOrigin, 'content-type': 'application/json' },
      body: JSON.stringify({ ...door(), locale: 'en' }),
    });
  const statuses = [await ask(), await ask(), await ask()].map((r) => r.status);
  expect(statuses).toEqual([200, 200, 429]);
});

test('[P15] behind a proxy addresses are what the proxy says, last of all; else nobody’s word for it counts', async () => {
  for (const behindProxy of [true, false]) {
    hub = await startTestHub({ behindProxy, limits: { guessing: { perPerson: 10, perAddress: 2 } } });
    const guess = async (from: string) =>
      (
        await post(
          hub.url + httpPaths.signIn,
          { ...door(), email: `${from}@b.test`, password: 'x' },
          { 'x-forwarded-for': from },
        )
      ).status;
    // What stands before the last is the customer's own invention.
    const statuses = [
      await guess('10.9.9.1'),
      await guess('1.2.3.4, 10.9.9.1'),
      await guess('5.6.7.8, 10.9.9.1'),
    ];
    expect(statuses).toEqual([401, 401, 429]);
    expect(await guess('10.9.9.2')).toBe(behindProxy ? 401 : 429);

    const socket = rawSocket(hub.url + namespaces.desk, {}, undefined, ['polling'], {
      'x-forwarded-for': '10.9.9.3',
    });
    await once(socket as never, 'connect_error');
    const address = hub.log.find((line) => line.event === 'connect')?.address;
    expect(address).toBe(behindProxy ? '10.9.9.3' : '127.0.0.1');
    await hub.stop();
  }
});

test('a socket works over long polling too', async () => {
  hub = await startTestHub();
  const { token } = await visitorClient(hub.url);
  const auth = { ...door(), token, locale: 'en' };
  const socket = rawSocket(hub.url + namespaces.visitor, auth, shopOrigin, ['polling', 'websocket']);
  await once(socket as never, 'ready');
  const answer = await socket
    .timeout(5000)
    .emitWithAck('message.send', { key: newId(), text: 'hello', page: null });
  expect(answer).toMatchObject({ ok: true, value: { publicSeq: 2 } });
  socket.disconnect();
});
