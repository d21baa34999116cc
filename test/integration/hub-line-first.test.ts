import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import type { AdminCallName } from '#shared/protocol/admin.ts';
import { demoScoreCard } from '../../src/hub/demo/index.ts';
import { adminAs, callAdmin } from '../support/admin.ts';
import { deskClient, shopOrigin, signIn, startTestHub, type TestHub, testPeople } from '../support/hub.ts';
import { newReply } from '../support/replies.ts';

/**
 * Decision 49: whatever an administrator changes, its line on the audit trail is written first. Here the trail cannot be written:
 * then nothing may be done, of any call. That each of them would have been done is seen once the trail is back.
 */
const boss = {
  ...{ name: 'Boss', email: 'boss@example.test', password: 'correct horse boss' },
  role: 'admin',
} as const;
/** The hub does nothing by itself: what is seen to change was changed by a call. */
const withoutLooks = { now: () => Date.now(), every: () => () => undefined };
let hub: TestHub;
let token: string;
let admin: ReturnType<typeof adminAs>;

beforeEach(async () => {
  hub = await startTestHub({ clock: withoutLooks });
  await hub.hub.people.create(boss);
  ({ token } = await signIn(hub.url, boss));
  admin = adminAs(hub.url, token);
});
afterEach(() => hub.stop());

const kysely = () => hub.hub.database.kysely;
const rename = (from: string, to: string) => kysely().schema.alterTable(from).renameTo(to).execute();
const breakTrail = () => rename('audit', 'audit_elsewhere');
const mendTrail = () => rename('audit_elsewhere', 'audit');

/** Every row of every table, but of the trail. */
async function everything(): Promise<Record<string, string>> {
  const { rows } = await sql<{ name: string }>`
    select name from sqlite_master
    where type = 'table' and sql not like '%virtual%' and name not like 'sqlite_%' and name not like 'audit%'
  `.execute(kysely());
  const found: Record<string, string> = {};
  for (const { name } of rows) {
    const table = await sql`select * from ${sql.table(name)} order by 1`.execute(kysely());
    found[name] = JSON.stringify(table.rows);
  }
  return found;
}

const provider = {
  ...{ name: 'IdP', issuer: 'http://127.0.0.1:9', clientId: 'yingke', address: 'http://127.0.0.1:9' },
  ...{ scopes: [], groupsClaim: 'groups', grants: [], trustsEmail: false },
};
const orders = {
  ...{ url: 'https://orders.example.test/?customer={sub}', internal: false },
  ...{ header: null, patience: 1000 },
};
const hook = { url: 'https://alerts.example.test/hook', internal: false };

/** A request of each call that is granted, asked one after the other; null: it only reads. */
async function requests(): Promise<Record<AdminCallName, object | null>> {
  const [ann, ben] = [await signIn(hub.url, testPeople.ann), await signIn(hub.url, testPeople.ben)];
  // Another sign-in of the one that asks, which stays.
  const self = await signIn(hub.url, boss);
  const { devices } = await admin('devices.list', null);
  const deviceOf = (id: string) => devices.find(({ person }) => person.id === id)?.device ?? '';
  const [annsDevice, bensDevice] = [deviceOf(ann.me.id), deviceOf(ben.me.id)];
  await admin('devices.wipe', { device: bensDevice });
  const { plan, version: planAt } = await admin('plan.read', null);
  await admin('plan.save', { version: planAt, plan });
  const { handbook } = await admin('handbook.read', null);
  await admin('handbook.save', { version: 0, handbook });
  const { rules } = await admin('policy.read', null);
  await admin('policy.save', { version: 0, rules });
  const watch = (await admin('watch.read', null)).rules;
  await admin('watch.save', { version: 0, rules: watch });
  const { people } = await admin('people.list', null);
  const sue = people.find(({ name }) => name === 'Sue')?.id ?? '';
  const reads = null;
  return {
    'plan.read': reads,
    'plan.save': { version: planAt + 1, plan },
    'plan.check': reads,
    'plan.history': reads,
    'plan.version': reads,
    'plan.restore': { version: planAt + 1, to: planAt + 1 },
    'handbook.read': reads,
    'handbook.save': { version: 1, handbook },
    'handbook.history': reads,
    'handbook.version': reads,
    'handbook.restore': { version: 1, to: 1 },
    'people.list': reads,
    'people.create': { name: 'Nia', email: 'nia@example.test', role: 'agent' },
    'people.change': { id: sue, name: 'Susan', role: 'agent' },
    'people.disable': { id: sue },
    'people.enable': { id: sue },
    'people.password': { id: sue },
    'policy.read': reads,
    'policy.save': { version: 1, rules },
    'policy.history': reads,
    'policy.version': reads,
    'policy.desks': reads,
    'policy.restore': { version: 1, to: 1 },
    'devices.list': reads,
    'devices.look': reads,
    'devices.wipe': { device: annsDevice },
    'devices.keep': { device: bensDevice },
    'sessions.list': reads,
    'sessions.end': { person: self.me.id },
    'origins.list': reads,
    'origins.allow': { origin: 'https://new.example.test' },
    'origins.withdraw': { origin: shopOrigin },
    'orders.read': reads,
    'orders.save': { settings: orders },
    'orders.try': { settings: null, sample: { sub: 'x', email: null, phone: null } },
    'reports.rebuild': {},
    'reports.rebuilding': reads,
    'watch.read': reads,
    'watch.save': { version: 1, rules: watch },
    'watch.history': reads,
    'watch.version': reads,
    'watch.restore': { version: 1, to: 1 },
    'watch.try': reads,
    'hook.read': reads,
    'hook.save': { settings: hook, newSecret: false },
    'hook.try': {},
    'signIn.read': reads,
    'signIn.save': { version: 0, rules: { provider: null, passwords: true } },
    'signIn.history': reads,
    'signIn.version': reads,
    'signIn.try': { provider },
    'audit.page': reads,
    'audit.list': reads,
    // Of the operator alone.
    'backup.begin': reads,
    'crashes.list': reads,
    'crashes.read': reads,
    'crashes.remove': reads,
    'identity.show': reads,
    'identity.new': {},
  };
}

const codeOf = async (name: AdminCallName, request: object) => {
  const { answer } = await callAdmin(hub.url, token, name, request);
  return answer.ok ? 'granted' : answer.error.code;
};
const lines = async () =>
  (await kysely().selectFrom('audit').select(['event', 'code']).orderBy('seq').execute())
    .filter(({ event }) => event.startsWith('admin.'))
    .map(({ event, code }) => `${event} ${code}`);

test('without a line nothing is done, whichever call; with it all of them are', {
  timeout: 60_000,
}, async () => {
  const all = Object.entries(await requests()) as [AdminCallName, object | null][];
  const changing = all.flatMap(([name, request]) => (request === null ? [] : [{ name, request }]));
  const before = await lines();
  await breakTrail();
  const state = await everything();
  expect(Object.keys(state)).toEqual(expect.arrayContaining(['person', 'desk_session', 'workspace']));
  for (const { name, request } of changing) {
    expect(await codeOf(name, request), name).toBe('internal');
    expect(await everything(), name).toEqual(state);
  }
  await mendTrail();
  expect(await lines()).toEqual(before);
  const done: string[] = [];
  for (const { name, request } of changing) {
    // The version that the call before it has made by now.
    const next = name.endsWith('.restore') &&
      'version' in request && { version: Number(request.version) + 1 };
    expect(await codeOf(name, { ...request, ...next }), name).toBe('granted');
    done.push(`admin.${name} changed`);
  }
  expect(await lines()).toEqual([...before, ...done]);
  expect(await everything()).not.toEqual(state);
});

test('what is known to be refused leaves no line; what is refused in doing it leaves one that says so', async () => {
  const { version, plan } = await admin('plan.read', null);
  const { people } = await admin('people.list', null);
  const own = people.find(({ role }) => role === 'admin')?.id ?? '';
  const refused: [AdminCallName, object, string][] = [
    ['plan.save', { version: version + 7, plan }, 'conflict'],
    ['people.create', { name: 'Ann', email: testPeople.ann.email, role: 'agent' }, 'conflict'],
    ['people.disable', { id: own }, 'conflict'],
    ['people.change', { id: own, role: 'agent' }, 'conflict'],
    ['people.disable', { id: newId() }, 'not_found'],
    ['people.password', { id: newId() }, 'not_found'],
  ];
  for (const [name, request, code] of refused) expect(await codeOf(name, request), name).toBe(code);
  expect(await lines()).toEqual([]);
  expect(await codeOf('signIn.save', { version: 4, rules: { provider: null, passwords: true } })).toBe(
    'conflict',
  );
  expect(await lines()).toEqual(['admin.signIn.save changed', 'admin.signIn.save conflict']);
});

test('canned replies and score cards: the same, over the socket', async () => {
  const boss = await deskClient(hub.url, { token });
  const [kept, other] = [newReply('kept'), newReply('other')];
  await boss.get('reply.save', kept);
  const cardId = newId();
  const card = { id: cardId, version: 0, card: demoScoreCard(), retired: false };
  await breakTrail();
  const state = await everything();
  const acts = [
    () => boss.ask('reply.save', other),
    () => boss.ask('reply.save', { ...kept, version: 1, content: { ...kept.content, title: 'changed' } }),
    () => boss.ask('replies.write', { replies: [other] }),
    () => boss.ask('reply.delete', { id: kept.id, version: 1 }),
    () => boss.ask('quality.card.save', card),
  ];
  for (const [at, act] of acts.entries()) {
    expect(await act(), `act ${at}`).toEqual({ ok: false, error: { code: 'internal' } });
    expect(await everything(), `act ${at}`).toEqual(state);
  }
  await mendTrail();
  expect(await boss.ask('replies.write', { replies: [other] })).toMatchObject({ ok: true });
  expect(await boss.ask('reply.delete', { id: kept.id, version: 1 })).toMatchObject({ ok: true });
  expect(await boss.ask('reply.restore', { id: kept.id, version: 2 })).toMatchObject({ ok: true });
  expect(await boss.ask('quality.card.save', card)).toMatchObject({ ok: true });
  // Asked again after an answer that did not arrive: done already, and no second line.
  expect(await boss.ask('quality.card.save', card)).toMatchObject({ ok: true });
  expect(await boss.ask('reply.delete', { id: kept.id, version: 1 })).toMatchObject({ ok: false });
  const rows = await kysely().selectFrom('audit').select(['event', 'subject']).orderBy('seq').execute();
  expect(rows.filter(({ event }) => /^(repl|quality)/u.test(event))).toEqual([
    { event: 'reply.save', subject: kept.id },
    { event: 'replies.write', subject: '1' },
    { event: 'reply.delete', subject: kept.id },
    { event: 'reply.restore', subject: kept.id },
    { event: 'quality.card.save', subject: `${cardId} 1` },
  ]);
  boss.close();
});
