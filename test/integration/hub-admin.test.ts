import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import type { RoutingPlan } from '#shared/domain/routing/plan.ts';
import { usualProfile } from '#shared/domain/routing/profile.ts';
import {
  type AdminCallName,
  adminBase,
  adminCalls,
  isForOperator,
  maxAdminBody,
} from '#shared/protocol/admin.ts';
import { adminAs, callAdmin } from '../support/admin.ts';
import {
  deskClient,
  post,
  register,
  shopOrigin,
  signIn,
  startTestHub,
  type TestHub,
  testPeople,
} from '../support/hub.ts';

/** Administration over HTTP, as a desk or the operator speaks it. */

const boss = {
  name: 'Boss',
  email: 'boss@example.test',
  password: 'correct horse boss',
  role: 'admin',
} as const;
const operator = 'O'.repeat(43);
/** The hub does not look at its database every second: what is seen here is done at once. */
const withoutLooks = { now: () => Date.now(), every: () => () => undefined };
let hub: TestHub;
let token: string;
let admin: ReturnType<typeof adminAs>;

beforeEach(async () => {
  hub = await startTestHub({ operatorToken: operator, clock: withoutLooks });
  await hub.hub.people.create(boss);
  ({ token } = await signIn(hub.url, boss));
  admin = adminAs(hub.url, token);
});
afterEach(() => hub.stop());

const audit = () =>
  hub.hub.database.kysely
    .selectFrom('audit')
    .select(['code', 'event', 'actor_kind', 'actor_id', 'subject'])
    .orderBy('id')
    .execute();
const calls = Object.keys(adminCalls) as AdminCallName[];
const refused = (code: string, more: object = {}) => ({ ok: false, error: { code, ...more } });

describe('[P14] who may ask', () => {
  test('every call: an admin and the operator, nobody else; some the operator alone', async () => {
    const visitor = await register(hub.url);
    const [ann, sue] = [await signIn(hub.url, testPeople.ann), await signIn(hub.url, testPeople.sue)];
    // What does not fit is refused only after who asks was found good: an empty object fits few calls.
    const granted = ['granted', 'bad_request'];
    const table: [string | null, Record<string, string>, readonly string[]][] = [
      [null, {}, ['unauthenticated']],
      ['x', {}, ['unauthenticated']],
      ['A'.repeat(43), {}, ['unauthenticated']],
      [visitor.token, {}, ['unauthenticated']],
      [ann.token, {}, ['forbidden']],
      [sue.token, {}, ['forbidden']],
      [token, {}, granted],
      [operator, {}, granted],
      [token, { origin: shopOrigin }, ['origin_refused']],
      [operator, { origin: shopOrigin }, ['origin_refused']],
    ];
    for (const name of calls) {
      for (const [i, [as, headers, expected]] of table.entries()) {
        const { answer } = await callAdmin(hub.url, as, name, {}, headers);
        const isAdmin = as === token && headers.origin === undefined;
        const codes = isAdmin && isForOperator(name) ? ['forbidden'] : expected;
        expect(codes, `${name}, row ${i}`).toContain(answer.ok ? 'granted' : answer.error.code);
      }
    }
  });

  test('what was denied is on the audit trail with who tried; a token that ended is nobody’s', async () => {
    const ann = await signIn(hub.url, testPeople.ann);
    await callAdmin(hub.url, ann.token, 'people.list', null);
    await expect
      .poll(audit)
      .toContainEqual(
        expect.objectContaining({ code: 'forbidden', event: 'api.desk.admin.people', actor_id: ann.me.id }),
      );
    await post(`${hub.url}/api/desk/sign-out`, {}, { authorization: `Bearer ${token}` });
    expect((await callAdmin(hub.url, token, 'people.list', null)).status).toBe(401);
  });

  test('without an operator nobody has that token; other paths are not found', async () => {
    const other = await startTestHub();
    expect((await callAdmin(other.url, operator, 'people.list', null)).status).toBe(401);
    await other.stop();
    const { status } = await post(
      `${hub.url}${adminBase}/nonsense`,
      {},
      { authorization: `Bearer ${token}` },
    );
    expect(status).toBe(404);
  });
});

describe('[P15] what may come in', () => {
  test('exactly the shape that is promised; the path of what is wrong, never its value', async () => {
    const ask = async (name: AdminCallName, request: unknown) =>
      (await callAdmin(hub.url, token, name, request)).answer;
    expect(await ask('people.create', { name: '', email: 'a@b.c', role: 'agent' })).toEqual(
      refused('bad_request', { field: 'name' }),
    );
    expect(await ask('people.create', { name: 'A', email: 'canary', role: 'agent' })).toEqual(
      refused('bad_request', { field: 'email' }),
    );
    expect(await ask('people.disable', { id: newId(), canary: 1 })).toEqual(refused('bad_request'));
    expect(await ask('people.disable', '{"canary')).toEqual(refused('bad_request'));
    for (const origin of ['https://canary.example/', 'javascript:alert(1)', 'null', 'https://a:b@c.example'])
      expect(await ask('origins.allow', { origin })).toEqual(refused('bad_request', { field: 'origin' }));
    expect(await ask('plan.save', { version: 1, plan: { canary: 1 } })).toMatchObject(
      refused('bad_request', { field: expect.stringMatching(/^plan\./u) }),
    );
    expect(JSON.stringify(hub.log)).not.toContain('canary');
  });

  test('a plan with all that it may have, and no more bytes than that', async () => {
    const { version, plan } = await admin('plan.read', null);
    const first = plan.groups[0] as RoutingPlan['groups'][number];
    const groups = Array.from({ length: 200 }, (_, i) => ({ ...first, id: newId(), name: `Group ${i}` }));
    const rules = Array.from({ length: 500 }, (_, i) => ({
      id: newId(),
      name: `Rule ${i}`,
      conditions: Array.from({ length: 5 }, (_, n) => ({
        on: 'page' as const,
        is: 'contains' as const,
        value: `/${i}/${n}/${'x'.repeat(100)}`,
      })),
      group: first.id,
      needs: [],
      priority: 0,
    }));
    const big = { ...plan, groups: [first, ...groups.slice(1)], rules };
    expect((await admin('plan.save', { version, plan: big })).version).toBe(2);
    const { status, answer } = await callAdmin(hub.url, token, 'plan.check', {
      plan,
      canary: 'x'.repeat(maxAdminBody),
    });
    expect([status, answer]).toEqual([413, refused('too_large')]);
  });
});

describe('[B1] the plan', () => {
  const withCapacity = (plan: RoutingPlan, capacity: number) => ({
    ...plan,
    settings: { ...plan.settings, capacity },
  });

  test('is read, checked, saved under its version, read again and restored; each change has its row', async () => {
    const { version, plan } = await admin('plan.read', null);
    expect(version).toBe(1);
    expect(await admin('plan.check', { plan })).toEqual({ problems: [] });
    const saved = await admin('plan.save', { version, plan: withCapacity(plan, 7) });
    expect(saved).toMatchObject({ version: 2, by: 'Boss', plan: { settings: { capacity: 7 } } });
    await expect(admin('plan.save', { version, plan })).rejects.toThrow('conflict');
    const asOperator = adminAs(hub.url, operator);
    const restored = await asOperator('plan.restore', { version: 2, to: 1 });
    expect(restored).toMatchObject({ version: 3, by: 'operator', plan });
    await expect(asOperator('plan.restore', { version: 3, to: 9 })).rejects.toThrow('not_found');
    expect(await admin('plan.version', { version: 2 })).toEqual(saved);
    await expect(admin('plan.version', { version: 4 })).rejects.toThrow('not_found');
    const { versions } = await admin('plan.history', null);
    expect(versions.map((one) => [one.version, one.by])).toEqual([
      [3, 'operator'],
      [2, 'Boss'],
      [1, 'Yingke'],
    ]);
    expect((await audit()).filter(({ code }) => code === 'changed')).toMatchObject([
      { event: 'sign-in.password', actor_kind: 'person' },
      { event: 'admin.plan.save', actor_kind: 'person', subject: '2' },
      { event: 'admin.plan.restore', actor_kind: 'operator', subject: '3 from 1' },
    ]);
  });

  test('with errors is not saved; the check tells them all, the people who work here taken into account', async () => {
    const { version, plan } = await admin('plan.read', null);
    const lonely = { ...(plan.groups[0] as RoutingPlan['groups'][number]), id: newId(), name: 'Lonely' };
    const bad = { ...plan, groups: [...plan.groups, { ...lonely, hours: newId() }] };
    for (const person of (await admin('people.list', null)).people.filter((p) => p.role === 'agent'))
      await admin('people.change', {
        id: person.id,
        profile: { ...usualProfile, groups: [plan.groups[0]?.id ?? ''] },
      });
    const { problems } = await admin('plan.check', { plan: bad });
    expect(problems.map(({ code, path }) => `${path} ${code}`)).toEqual([
      'groups.1.hours unknown_hours',
      'groups.1 group_without_members',
    ]);
    const { answer } = await callAdmin(hub.url, token, 'plan.save', { version, plan: bad });
    expect(answer).toEqual(refused('bad_request', { field: 'groups.1.hours' }));
    expect((await admin('plan.read', null)).version).toBe(1);
  });

  test('of twenty who save at once, one does', async () => {
    const { version, plan } = await admin('plan.read', null);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        callAdmin(hub.url, token, 'plan.save', { version, plan: withCapacity(plan, i + 1) }),
      ),
    );
    expect(answers.filter(({ answer }) => answer.ok)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(19);
  });
});

describe('people', () => {
  const idOf = async (email: string) => {
    const { people } = await admin('people.list', null);
    return people.find((person) => person.email === email)?.id ?? '';
  };

  test('are made with a password that works and is shown once; an address is one person’s', async () => {
    const profile = { ...usualProfile, listed: true, product: 'Phones' };
    const made = await admin('people.create', {
      name: 'Cai',
      email: ' Cai@Example.test ',
      role: 'agent',
      profile,
    });
    expect(made.person).toMatchObject({ name: 'Cai', email: 'cai@example.test', disabled: false, profile });
    expect(made.password).toMatch(/^[a-km-np-z2-9]{4}(-[a-km-np-z2-9]{4}){3}$/u);
    expect((await signIn(hub.url, { email: 'cai@example.test', password: made.password })).me).toMatchObject({
      id: made.person.id,
      role: 'agent',
    });
    await expect(
      admin('people.create', { name: 'Other', email: 'CAI@example.test', role: 'agent' }),
    ).rejects.toThrow('conflict');
    const { people } = await admin('people.list', null);
    expect(people.map(({ name }) => name)).toEqual(['Ann', 'Ben', 'Boss', 'Cai', 'Sue']);
    expect(JSON.stringify([people, hub.log])).not.toContain(made.password);
    expect(JSON.stringify(people)).not.toContain('argon2');
  });

  test('[P16] in another role or under another name their desk comes back and is told so', async () => {
    const ann = await deskClient(hub.url, testPeople.ann);
    const gone = new Promise((resolve) => ann.socket.once('disconnect', resolve));
    const { person } = await admin('people.change', { id: ann.ready.me.id, name: '安' });
    expect(person).toMatchObject({ role: 'agent', name: '安', email: testPeople.ann.email });
    await gone;
    const renamed = await deskClient(hub.url, testPeople.ann);
    const goneAgain = new Promise((resolve) => renamed.socket.once('disconnect', resolve));
    await admin('people.change', { id: ann.ready.me.id, role: 'supervisor' });
    await goneAgain;
    const again = await deskClient(hub.url, testPeople.ann);
    expect(again.ready.me).toMatchObject({ role: 'supervisor', name: '安' });
    // A profile is no reason to go away.
    await admin('people.change', { id: ann.ready.me.id, profile: usualProfile });
    await again.get('marks.pull', {});
  });

  test('[P16] disabled they are out at once and cannot come in, until they are enabled', async () => {
    const ann = await deskClient(hub.url, testPeople.ann);
    const { id } = ann.ready.me;
    expect((await admin('people.disable', { id })).person.disabled).toBe(true);
    expect(await ann.until('revoked')).toEqual({ code: 'forbidden' });
    await expect(signIn(hub.url, testPeople.ann)).rejects.toThrow('forbidden');
    expect((await admin('people.enable', { id })).person.disabled).toBe(false);
    await signIn(hub.url, testPeople.ann);
    for (const call of ['people.disable', 'people.enable', 'people.password'] as const)
      await expect(admin(call, { id: newId() })).rejects.toThrow('not_found');
  });

  test('[P16] a new password instead of theirs signs them out everywhere', async () => {
    const ann = await deskClient(hub.url, testPeople.ann);
    const { password } = await admin('people.password', { id: ann.ready.me.id });
    expect(await ann.until('revoked')).toEqual({ code: 'unauthenticated', by: 'admin' });
    await expect(signIn(hub.url, testPeople.ann)).rejects.toThrow('wrong_credentials');
    await signIn(hub.url, { email: testPeople.ann.email, password });
  });

  test('the last admin who is there stays one', async () => {
    const id = await idOf(boss.email);
    await expect(admin('people.disable', { id })).rejects.toThrow('conflict');
    await expect(admin('people.change', { id, role: 'agent', name: 'X' })).rejects.toThrow('conflict');
    expect((await admin('people.list', null)).people.find((p) => p.id === id)).toMatchObject({
      role: 'admin',
      name: 'Boss',
    });
    const second = await admin('people.create', { name: 'Two', email: 'two@example.test', role: 'admin' });
    await admin('people.disable', { id: second.person.id });
    // One who cannot sign in is none.
    await expect(admin('people.disable', { id })).rejects.toThrow('conflict');
    await admin('people.enable', { id: second.person.id });
    await admin('people.disable', { id });
    await expect(admin('people.list', null)).rejects.toThrow('unauthenticated');
  });
});

test('sites are allowed and withdrawn from that moment on', async () => {
  const site = 'https://other.example.test';
  await expect(register(hub.url, site)).rejects.toThrow('origin_refused');
  await admin('origins.allow', { origin: site });
  await register(hub.url, site);
  const { origins } = await admin('origins.list', null);
  expect(origins.map(({ origin }) => origin)).toEqual([shopOrigin, site]);
  await admin('origins.withdraw', { origin: site });
  await expect(register(hub.url, site)).rejects.toThrow('origin_refused');
});

test('the secret of signed identities: none at first, then one, then another; never in the log or on the trail', async () => {
  expect(await admin('identity.show', null)).toEqual({ secret: null });
  const { secret } = await admin('identity.new', {});
  expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/u);
  expect(await admin('identity.show', null)).toEqual({ secret });
  const other = await admin('identity.new', {});
  expect(other.secret).not.toBe(secret);
  const { headers } = await callAdmin(hub.url, token, 'identity.show', null);
  expect(headers.get('cache-control')).toBe('no-store');
  const kept = JSON.stringify([hub.log, await audit()]);
  for (const one of [secret, other.secret, token, operator]) expect(kept).not.toContain(one);
});

test('every change has its row on the audit trail, after the sign-in of who makes it, and nothing else has', async () => {
  const { person } = await admin('people.create', { name: 'Cai', email: 'cai@example.test', role: 'agent' });
  const { id } = person;
  await admin('people.change', { id, name: 'Cai 2' });
  await admin('people.password', { id });
  await admin('people.disable', { id });
  await admin('people.enable', { id });
  await admin('origins.allow', { origin: 'https://a.example.test' });
  await admin('origins.withdraw', { origin: 'https://a.example.test' });
  await admin('identity.new', {});
  for (const name of ['people.list', 'plan.read', 'plan.history', 'origins.list', 'identity.show'] as const)
    await admin(name, null);
  const rows = await audit();
  expect(rows.map(({ event, subject }) => [event, subject])).toEqual([
    ['sign-in.password', expect.any(String)],
    ['admin.people.create', id],
    ['admin.people.change', id],
    ['admin.people.password', id],
    ['admin.people.disable', id],
    ['admin.people.enable', id],
    ['admin.origins.allow', 'https://a.example.test'],
    ['admin.origins.withdraw', 'https://a.example.test'],
    ['admin.identity.new', null],
  ]);
  expect(new Set(rows.map((row) => row.actor_id))).toEqual(new Set([(await signIn(hub.url, boss)).me.id]));
});
