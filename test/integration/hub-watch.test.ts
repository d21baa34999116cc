import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import type { WatchAlert } from '#shared/protocol/watch.ts';
import { backOff } from '../../src/hub/watch/hook.ts';
import { adminAs } from '../support/admin.ts';
import { type HeldClock, heldClock } from '../support/held-clock.ts';
import {
  type DeskClient,
  deskClient,
  say,
  signIn,
  startTestHub,
  type TestHub,
  testPeople,
  visitorClient,
} from '../support/hub.ts';
import { haveRules, watching } from '../support/watch.ts';

/** Alert rules (E5) in a real hub, by sockets. Time passes only where the tests say so. */

const tom = {
  name: 'Tom',
  email: 'tom@example.test',
  password: 'correct horse tom',
  role: 'supervisor',
} as const;
const adam = {
  name: 'Adam',
  email: 'adam@example.test',
  password: 'correct horse adam',
  role: 'admin',
} as const;

let hub: TestHub;
let clock: HeldClock;
let sue: DeskClient;
let tomsDesk: DeskClient;

beforeEach(async () => {
  clock = heldClock();
  hub = await startTestHub({ clock });
  await hub.hub.people.create(tom);
  await hub.hub.people.create(adam);
  [sue, tomsDesk] = await Promise.all([deskClient(hub.url, testPeople.sue), deskClient(hub.url, tom)]);
});
afterEach(() => hub.stop());

/** By steps in which leases are renewed; what a look began is most often over when the hub has answered twice. */
async function pass(seconds: number): Promise<void> {
  for (let s = 0; s < seconds; s += 5) {
    clock.leap(Math.min(5, seconds - s) * 1000);
    await sue.get('watch.open', {});
    await sue.get('watch.open', {});
  }
}
const open = async (): Promise<WatchAlert[]> => (await sue.get('watch.open', {})).alerts;
/** Looks go on until there are so many. */
const openOnes = (count: number) =>
  expect
    .poll(async () => {
      await pass(1);
      return (await open()).length;
    })
    .toBe(count);
/** Looks go on until that desk has been told. */
const heard = (desk: DeskClient, rung = 0) =>
  expect
    .poll(async () => {
      await pass(1);
      return desk.news('watch_call').some(({ alerts }) => (alerts[0]?.rung ?? 0) >= rung);
    })
    .toBe(true);
const history = async (alertId: string): Promise<string[]> =>
  (await sue.get('watch.history', { alertId })).lines.map(({ what, person, because }) =>
    [what, person?.name, because].filter(Boolean).join(' '),
  );

describe('[E5] a customer who waits', () => {
  const rule = watching({ kind: 'waiting', over: 60, worse: null });
  let conversationId: string;
  beforeEach(async () => {
    await haveRules(hub.hub, rule);
    ({ conversationId } = await say(await visitorClient(hub.url), 'a secret of the customer'));
  });

  test('who comes while it stands is told once: after others, after a cut, and after another start of the hub', async () => {
    tomsDesk.close();
    await openOnes(1);
    await heard(sue);
    await say(await visitorClient(hub.url), 'another');
    await openOnes(2);
    const calls = (desk: DeskClient) =>
      desk.news('watch_call').map(({ count, alerts }) => [count, alerts.length]);
    await expect.poll(() => calls(sue).length).toBe(2);
    let toms = await deskClient(hub.url, tom);
    await heard(toms);
    // Both in one, though they were raised one after the other.
    expect(calls(toms)).toEqual([[2, 2]]);
    await pass(30);
    expect([calls(toms).length, calls(sue).length]).toEqual([1, 2]);
    const ids = (await open()).map(({ id }) => id);
    for (const id of ids)
      expect((await history(id)).filter((line) => line.startsWith('told')).sort()).toEqual([
        'told Sue',
        'told Tom',
      ]);

    toms.close();
    await pass(30);
    toms = await deskClient(hub.url, tom);
    await pass(30);
    expect(calls(toms)).toEqual([]);

    // What somebody sees to is no news to who comes.
    await sue.get('watch.acknowledge', { alertId: ids[0] ?? '', note: null });
    sue.close();
    toms.close();
    await hub.restart();
    sue = await deskClient(hub.url, testPeople.sue);
    const adams = await deskClient(hub.url, adam);
    await pass(30);
    expect(calls(sue)).toEqual([]);
    // Admins hear of what has climbed alone, or of what is for all.
    expect(calls(adams)).toEqual([[1, 1]]);
  });

  test('is raised once, told to the desks of supervisors, and over when somebody has them', async () => {
    await pass(58);
    expect(await open()).toEqual([]);
    await openOnes(1);
    await heard(sue);
    await pass(30);
    const [alert] = await open();
    expect(alert).toMatchObject({
      conversationId,
      severity: 'warn',
      limit: 60,
      rule: { id: rule.id },
      count: 1,
    });
    expect(sue.news('watch_call')).toMatchObject([{ count: 1, alerts: [{ id: alert?.id }] }]);
    await heard(tomsDesk);
    expect(tomsDesk.news('watch_call')).toHaveLength(1);
    expect(JSON.stringify([sue.news('watch'), sue.news('watch_call')])).not.toContain('secret');

    const ann = await deskClient(hub.url, testPeople.ann);
    await openOnes(0);
    await sue.until('watch', ({ alerts }) => alerts.some(({ resolved }) => resolved?.how === 'over'));
    expect(await history(alert?.id ?? '')).toEqual(['raised', 'told Sue', 'told Tom', 'over'].sort(byPlace));
    const past = await sue.get('watch.past', { before: null, limit: 10 });
    expect(past).toMatchObject({
      alerts: [{ id: alert?.id, resolved: { how: 'over', by: null } }],
      complete: true,
    });
    ann.close();
  });
  // Sue and Tom are told in whatever order they are known.
  const order = ['raised', 'told Sue', 'told Tom', 'over'];
  const byPlace = (a: string, b: string) => order.indexOf(a) - order.indexOf(b);

  test('of two who acknowledge at once one is first, the other is told who; the note is kept', async () => {
    await pass(60);
    await openOnes(1);
    const [alert] = await open();
    const alertId = alert?.id ?? '';
    const answers = await Promise.all([
      sue.ask('watch.acknowledge', { alertId, note: 'I call them' }),
      tomsDesk.ask('watch.acknowledge', { alertId, note: null }),
    ]);
    const won = answers.filter(({ ok }) => ok);
    expect(won).toHaveLength(1);
    const first = answers[0]?.ok ? 'Sue' : 'Tom';
    expect(answers).toContainEqual({ ok: false, error: { code: 'taken', owner: first } });
    const told = await tomsDesk.until('watch', ({ alerts }) =>
      alerts.some((one) => one.acknowledged !== null),
    );
    expect(told.alerts).toMatchObject([{ id: alertId, acknowledged: { by: { name: first } } }]);
    expect((await history(alertId)).filter((line) => line.startsWith('acknowledged'))).toEqual([
      `acknowledged ${first}`,
    ]);
    // Said again by the same person it is said already.
    const again = await (first === 'Sue' ? sue : tomsDesk).ask('watch.acknowledge', { alertId, note: null });
    expect(again.ok).toBe(true);
  });

  test('done with by hand it is not raised again for the same wait', async () => {
    await pass(60);
    await openOnes(1);
    const [alert] = await open();
    await sue.get('watch.resolve', { alertId: alert?.id ?? '', note: 'they have called' });
    await pass(60);
    expect(await open()).toEqual([]);
    expect((await sue.get('watch.past', { before: null, limit: 10 })).alerts).toHaveLength(1);
    const second = await tomsDesk.ask('watch.resolve', { alertId: alert?.id ?? '', note: null });
    expect(second).toEqual({ ok: false, error: { code: 'taken', owner: 'Sue' } });
  });

  test('a restart forgets nothing and repeats nothing', async () => {
    await pass(60);
    await openOnes(1);
    const [before] = await open();
    await hub.restart();
    [sue, tomsDesk] = await Promise.all([deskClient(hub.url, testPeople.sue), deskClient(hub.url, tom)]);
    await pass(40);
    expect(await open()).toEqual([before]);
    expect([...sue.news('watch_call'), ...tomsDesk.news('watch_call')]).toEqual([]);
  });

  test('twelve at once are one call; snoozed, a rule raises nothing; muted, one desk alone hears nothing', async () => {
    for (let n = 0; n < 11; n += 1) await say(await visitorClient(hub.url), 'hello');
    await tomsDesk.get('watch.quiet', { ruleId: rule.id, minutes: 60, for: 'me' });
    clock.leap(61_000);
    await openOnes(12);
    await heard(sue);
    const [call] = sue.news('watch_call');
    expect(call).toMatchObject({ count: 12, rule: { id: rule.id } });
    await pass(90);
    expect(sue.news('watch_call')).toHaveLength(1);
    expect(tomsDesk.news('watch_call')).toEqual([]);

    await sue.get('watch.quiet', { ruleId: rule.id, minutes: 60, for: 'all' });
    expect((await tomsDesk.get('watch.open', {})).quiet).toMatchObject([
      { ruleId: rule.id, for: 'me', by: 'Tom' },
      { ruleId: rule.id, for: 'all', by: 'Sue' },
    ]);
    await say(await visitorClient(hub.url), 'one more');
    await pass(90);
    expect(await open()).toHaveLength(12);
  });
});

describe('[E5] what is said and rated', () => {
  test('a word of the list, in traditional characters and with stars between, and again; nothing of the message goes along', async () => {
    await haveRules(hub.hub, watching({ kind: 'customer_words', words: ['投诉'] }));
    await pass(2);
    const visitor = await visitorClient(hub.url);
    const { conversationId } = await say(visitor, '我要投*訴, 我的密码是 hunter2');
    await openOnes(1);
    expect(await open()).toMatchObject([{ conversationId, word: '投诉', count: 1 }]);
    await say(visitor, '投诉投诉');
    await expect
      .poll(async () => {
        await pass(1);
        return (await open())[0]?.count;
      })
      .toBe(2);
    const [alert] = await open();
    expect(await history(alert?.id ?? '')).toEqual(expect.arrayContaining(['raised', 'again']));
    const { value } = (await sue.ask('watch.history', { alertId: alert?.id ?? '' })) as unknown as {
      value: unknown;
    };
    expect(JSON.stringify([value, sue.news('watch'), sue.news('watch_call')])).not.toContain('hunter2');
    // Another conversation, and what the house says itself, is another matter.
    await say(await visitorClient(hub.url), '投资');
    await pass(3);
    expect(await open()).toHaveLength(1);
  });

  test('what was said just before the hub went down is found after it', async () => {
    await haveRules(hub.hub, watching({ kind: 'customer_words', words: ['lawyer'] }));
    await pass(2);
    const visitor = await visitorClient(hub.url);
    await say(visitor, 'first');
    await pass(2);
    await say(visitor, 'my lawyer will call');
    await hub.restart();
    sue = await deskClient(hub.url, testPeople.sue);
    await openOnes(1);
    await hub.restart();
    sue = await deskClient(hub.url, testPeople.sue);
    await pass(3);
    expect(await open()).toMatchObject([{ word: 'lawyer', count: 1 }]);
  });

  test('a word of an agent, by name; over when the conversation is closed. A bad rating', async () => {
    await haveRules(
      hub.hub,
      watching({ kind: 'agent_words', words: ['shut up'] }),
      watching({ kind: 'rating', atMost: 2 }),
    );
    await pass(2);
    const ann = await deskClient(hub.url, testPeople.ann);
    const visitor = await visitorClient(hub.url);
    const { conversationId } = await say(visitor, 'shut up');
    await ann.until('entry', ({ entry }) => entry.body.kind === 'assigned');
    await pass(2);
    expect(await open()).toEqual([]);
    await ann.get('message.send', { conversationId, key: newId(), text: 'No, SHUT  UP yourself' });
    await openOnes(1);
    expect(await open()).toMatchObject([
      { person: { name: 'Ann' }, word: 'shut up', rule: { kind: 'agent_words' } },
    ]);
    await ann.get('rating.ask', { conversationId, key: newId() });
    await visitor.get('rating.set', { conversationId, key: newId(), score: 1, comment: 'a secret' });
    await openOnes(2);
    expect((await open()).find(({ rule }) => rule.kind === 'rating')).toMatchObject({
      value: 1,
      limit: 2,
      conversationId,
    });
    const pulled = await ann.get('conversation.pull', { conversationId, after: 0, before: null, limit: 1 });
    await ann.get('conversation.close', {
      conversationId,
      key: newId(),
      version: pulled.conversation.version,
    });
    await openOnes(1);
    expect((await open())[0]?.rule.kind).toBe('rating');
  });
});

test('[E5] an agent who is away too long, and a queue that is too long', async () => {
  await haveRules(
    hub.hub,
    watching({ kind: 'away', status: 'away', over: 60, worse: null }),
    watching({ kind: 'queue', over: 1, clear: 0, worse: null }),
  );
  const ann = await deskClient(hub.url, testPeople.ann);
  await ann.get('status.set', { status: 'away', reason: null });
  await say(await visitorClient(hub.url), 'one');
  await pass(30);
  expect(await open()).toEqual([]);
  await say(await visitorClient(hub.url), 'two');
  await openOnes(1);
  expect(await open()).toMatchObject([{ rule: { kind: 'queue' }, value: 2, limit: 1, conversationId: null }]);
  await pass(40);
  await openOnes(2);
  expect((await open()).map(({ person }) => person?.name)).toContain('Ann');
  await ann.get('status.set', { status: 'online', reason: null });
  // They have both customers now: the queue is empty, and nobody is away.
  await openOnes(0);
});

test('[E5] a group that serves too few in time, counted from what is kept', async () => {
  await haveRules(
    hub.hub,
    watching({ kind: 'service_level', below: 70, clear: 80, minutes: 60, least: 3, worse: null }),
  );
  for (const text of ['one', 'two', 'three']) await say(await visitorClient(hub.url), text);
  await pass(2);
  expect(await open()).toEqual([]);
  clock.leap(10 * 60_000);
  await pass(16);
  await openOnes(1);
  expect(await open()).toMatchObject([{ rule: { kind: 'service_level' }, value: 0, limit: 70 }]);
  clock.leap(61 * 60_000);
  await pass(16);
  await openOnes(0);
});

test('[H3] a critical one that nobody acknowledges climbs: the receiver, all supervisors, admins and the webhook; then it stops', async () => {
  const received = await receiver();
  const { me } = await signIn(hub.url, testPeople.sue);
  await hub.hub.watch.hook.save({ url: received.url, internal: true }, false);
  const rule = watching(
    { kind: 'waiting', over: 10, worse: null },
    { severity: 'critical', receivers: { to: 'people', people: [me.id] }, climbAfter: 60 },
  );
  await haveRules(hub.hub, rule);
  const adamsDesk = await deskClient(hub.url, adam);
  await say(await visitorClient(hub.url), 'hello');
  await pass(11);
  await heard(sue);
  await pass(30);
  expect([tomsDesk, adamsDesk].flatMap((desk) => desk.news('watch_call'))).toEqual([]);
  await pass(35);
  await heard(tomsDesk, 1);
  expect([adamsDesk.news('watch_call').length, received.bodies.length]).toEqual([0, 0]);
  await pass(65);
  await heard(adamsDesk, 2);
  await heard(sue, 2);
  await heard(tomsDesk, 2);
  await expect.poll(() => received.bodies.map(({ type }) => type)).toEqual(['watch.climbed']);
  const [alert] = await open();
  const lines = await history(alert?.id ?? '');
  expect(lines.filter((line) => line.startsWith('climbed'))).toEqual(['climbed time', 'climbed time']);
  await adamsDesk.get('watch.acknowledge', { alertId: alert?.id ?? '', note: null });
  const calls = sue.news('watch_call').length;
  await pass(200);
  expect(sue.news('watch_call')).toHaveLength(calls);
});

test('[H3] where everybody who was to hear of it has muted it or is gone, it climbs at once', async () => {
  const { me } = await signIn(hub.url, testPeople.sue);
  const rule = watching(
    { kind: 'waiting', over: 10, worse: null },
    { severity: 'critical', receivers: { to: 'people', people: [me.id] }, climbAfter: 3600 },
  );
  await haveRules(hub.hub, rule);
  await sue.get('watch.quiet', { ruleId: rule.id, minutes: 60, for: 'me' });
  await say(await visitorClient(hub.url), 'hello');
  await pass(30);
  await heard(tomsDesk, 1);
  const [alert] = await open();
  expect(await history(alert?.id ?? '')).toContain('climbed nobody');
  expect(sue.news('watch_call')).toEqual([]);
});

type Received = {
  readonly url: string;
  readonly bodies: { readonly id: string; readonly type: string; readonly alert: object | null }[];
  readonly raw: { readonly headers: IncomingHttpHeaders; readonly body: string }[];
  status: number;
  location: string | null;
};
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** The house's own system, as a real server. */
async function receiver(): Promise<Received> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString('utf8');
    });
    request.on('end', () => {
      received.raw.push({ headers: request.headers, body });
      received.bodies.push(JSON.parse(body));
      if (received.location !== null) response.setHeader('location', received.location);
      response.writeHead(received.status).end();
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const received: Received = {
    url: `http://127.0.0.1:${port}/hook`,
    bodies: [],
    raw: [],
    status: 204,
    location: null,
  };
  return received;
}

describe('[E5] the webhook', () => {
  const rule = watching({ kind: 'customer_words', words: ['lawyer'] }, { webhook: true, notify: false });
  let received: Received;
  const admin = async () => adminAs(hub.url, (await signIn(hub.url, adam)).token);

  beforeEach(async () => {
    received = await receiver();
    await haveRules(hub.hub, rule);
    await pass(2);
  });
  const save = async (url = received.url, internal = true) =>
    (await admin())('hook.save', { settings: { url, internal }, newSecret: false });

  test('is signed, says nothing of what was written, and hears of raising, acknowledging and the end', async () => {
    const { secret } = await save();
    await say(await visitorClient(hub.url), 'my lawyer knows the password hunter2');
    await openOnes(1);
    await expect.poll(() => received.bodies.length).toBe(1);
    const [alert] = await open();
    await sue.get('watch.acknowledge', { alertId: alert?.id ?? '', note: 'a note' });
    await sue.get('watch.resolve', { alertId: alert?.id ?? '', note: null });
    await expect
      .poll(async () => {
        await pass(1);
        return received.bodies.map(({ type }) => type).sort();
      })
      .toEqual(['watch.acknowledged', 'watch.raised', 'watch.resolved']);
    expect(received.bodies[0]).toMatchObject({
      alert: { id: alert?.id, rule: { kind: 'customer_words' }, count: 1 },
    });
    for (const { headers, body } of received.raw) {
      expect(body).not.toMatch(/hunter2|a note|lawyer knows/u);
      const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': given } = headers;
      const key = Buffer.from((secret ?? '').replace('whsec_', ''), 'base64');
      const own = createHmac('sha256', key).update(`${id}.${time}.${body}`).digest('base64');
      expect(given).toBe(`v1,${own}`);
      expect(Math.abs(Number(time) * 1000 - clock.now())).toBeLessThan(60_000);
      expect(JSON.parse(body)).toMatchObject({ id });
    }
  });

  test('is tried again under the same id until it is taken, and the admin sees what came of it', async () => {
    await save();
    received.status = 500;
    await say(await visitorClient(hub.url), 'lawyer');
    await openOnes(1);
    await expect.poll(() => received.bodies.length).toBe(1);
    const call = await admin();
    await expect
      .poll(async () => (await call('hook.read', null)).log)
      .toMatchObject([{ state: 'tried', fault: 'status', status: 500, tries: 1 }]);
    received.status = 200;
    clock.leap(backOff[0]);
    await expect.poll(() => received.bodies.length).toBe(2);
    expect(received.bodies[1]?.id).toBe(received.bodies[0]?.id);
    await expect
      .poll(async () => (await call('hook.read', null)).log)
      .toMatchObject([{ state: 'sent', fault: null, tries: 2 }]);
  });

  test('that is never taken is given up', async () => {
    await save();
    received.status = 503;
    await say(await visitorClient(hub.url), 'lawyer');
    await openOnes(1);
    const call = await admin();
    const nextIn = async () => {
      const { next_at } = await hub.hub.database.kysely
        .selectFrom('watch_delivery')
        .select('next_at')
        .executeTakeFirstOrThrow();
      return next_at === null ? null : next_at - clock.now();
    };
    for (const wait of backOff) {
      await expect.poll(nextIn).toBe(wait);
      clock.leap(wait);
    }
    await expect.poll(nextIn).toBeNull();
    await expect
      .poll(async () => (await call('hook.read', null)).log[0])
      .toMatchObject({ tries: backOff.length + 1, state: 'given_up' });
  });

  test('goes to nobody else: not where it is sent on to, not into our network unless an admin said so', async () => {
    const call = await admin();
    await save();
    received.status = 302;
    received.location = 'http://127.0.0.1:1/';
    expect(await call('hook.try', {})).toMatchObject({ state: 'given_up', fault: 'redirect', status: 302 });
    received.status = 204;
    received.location = null;
    expect(await call('hook.try', {})).toMatchObject({ state: 'sent', type: 'watch.test' });
    expect(received.bodies.at(-1)).toMatchObject({ type: 'watch.test', alert: null });
    const before = received.bodies.length;
    await expect(save(received.url, false)).rejects.toThrow('bad_request');
    await save(received.url.replace('http:', 'https:'), false);
    expect(await call('hook.try', {})).toMatchObject({ fault: 'private_address', status: null });
    await save('https://169.254.169.254/latest', true);
    expect(await call('hook.try', {})).toMatchObject({ fault: 'private_address' });
    await expect(save('file:///etc/passwd', true)).rejects.toThrow('bad_request');
    await expect(save('https://user:secret@example.test/', false)).rejects.toThrow('bad_request');
    expect(received.bodies).toHaveLength(before);
  });

  test('a secret stays with an address until another is asked for', async () => {
    const call = await admin();
    const first = (await save()).secret;
    expect((await save(`${received.url}/other`)).secret).toBe(first);
    const settings = { url: received.url, internal: true };
    const second = (await call('hook.save', { settings, newSecret: true })).secret;
    expect(second).not.toBe(first);
    expect(second).toMatch(/^whsec_/u);
    expect(await call('hook.save', { settings: null, newSecret: false })).toMatchObject({ settings: null });
    await expect(call('hook.try', {})).rejects.toThrow('bad_request');
    expect(hub.log.some((line) => JSON.stringify(line).includes('whsec_'))).toBe(false);
  });
});

test('[E5] rules are saved against their version, and one that does not fit is refused by its place', async () => {
  const call = await adminAs(hub.url, (await signIn(hub.url, adam)).token);
  const usual = await call('watch.read', null);
  expect([usual.version, usual.rules.rules.length]).toEqual([0, 8]);
  const [first] = usual.rules.rules;
  if (first === undefined) throw new Error('no rule');
  const kept = await call('watch.save', { version: 0, rules: { rules: [{ ...first, on: false }] } });
  expect(kept).toMatchObject({ version: 1, by: 'Adam' });
  await expect(call('watch.save', { version: 0, rules: usual.rules })).rejects.toThrow('conflict');
  const wrong = watching({ kind: 'queue', over: 5, clear: 6, worse: null });
  await expect(call('watch.save', { version: 1, rules: { rules: [wrong] } })).rejects.toThrow(
    'rules.0.when.clear',
  );
  const lost = watching({ kind: 'rating', atMost: 1 }, { groups: [newId()] });
  await expect(call('watch.save', { version: 1, rules: { rules: [lost] } })).rejects.toThrow(
    'rules.0.groups',
  );
  await call('watch.save', { version: 1, rules: { rules: [] } });
  await call('watch.restore', { version: 2, to: 1 });
  expect(await call('watch.read', null)).toMatchObject({ version: 3, rules: { rules: [{ on: false }] } });
  expect((await call('watch.history', null)).versions.map(({ version }) => version)).toEqual([3, 2, 1]);
});
