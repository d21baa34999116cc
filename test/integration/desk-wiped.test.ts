import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import type { DeviceRecord } from '#shared/protocol/devices.ts';
import { adminAs } from '../support/admin.ts';
import {
  say,
  signIn as signInAlone,
  startTestHub,
  type TestHub,
  testPeople,
  visitorClient,
} from '../support/hub.ts';
import { filesIn, filesWith } from '../support/traces.ts';
import {
  eventually,
  newFolder,
  plainVault,
  removeFolder,
  startTestDesk,
  type TestDesk,
} from './desk-support.ts';

/** A hub orders a device to remove what it keeps (G5): at once, or when it comes back, and no other hub's. */

const adam = {
  name: 'Adam',
  email: 'adam@example.test',
  password: 'correct horse adam',
  role: 'admin',
} as const;
const device = '0b1c8a52-7a44-4b0e-9a6e-6f0f6f0f6f01';
const canaries = ['a canary that a customer wrote', 'a canary in a draft', 'a canary that waits'] as const;

let hub: TestHub;
let dir: string;
let desk: TestDesk;

beforeEach(async () => {
  hub = await startTestHub();
  await hub.hub.people.create(adam);
  dir = await newFolder();
  desk = startTestDesk(dir, { device });
});
afterEach(async () => {
  await desk.stop();
  await hub.stop();
  await removeFolder(dir);
});

const admin = async (of = hub) => adminAs(of.url, (await signInAlone(of.url, adam)).token);
const list = () => desk.desk.conversations['conversations.list']({});
const annHere = async (of = hub): Promise<DeviceRecord | undefined> =>
  (await (await admin(of))('devices.list', null)).devices.find(
    (one) => one.device === device && one.person.email === testPeople.ann.email,
  );
const secret = () =>
  plainVault.unwrap(
    (JSON.parse(readFileSync(join(dir, 'account.json'), 'utf8')) as { cacheKey: string }).cacheKey,
  );

/** Signed in, with something said, something drafted and something that waits for the hub. */
async function atWork(of: TestHub, person: keyof typeof testPeople = 'ann'): Promise<void> {
  const { email, password } = testPeople[person];
  await desk.desk.signIn({ hub: of.url, email, password });
  await desk.until('app.connection', (c) => c.state === 'connected');
  const visitor = await visitorClient(of.url);
  const { conversationId } = await say(visitor, canaries[0]);
  visitor.close();
  await eventually(desk, async () =>
    (await list()).some((row) => row.conversation.id === conversationId && row.unread === 1),
  );
  await desk.desk.conversations['conversations.setDraft']({ conversationId, text: canaries[1] });
}

async function isWiped(key: string): Promise<void> {
  await expect
    .poll(() => desk.desk.account())
    .toMatchObject({ state: 'signed-out', code: 'wiped', email: '' });
  await expect(list()).rejects.toMatchObject({ refusal: { code: 'unauthenticated' } });
  expect(filesIn(dir).filter((name) => /account|cache/.test(name))).toEqual([]);
  expect(filesWith(dir, [...canaries, key, plainVault.wrap(key)])).toEqual([]);
  // It stays so.
  await desk.stop();
  desk = startTestDesk(dir, { device });
  expect(desk.desk.account()).toMatchObject({ state: 'signed-out', code: null });
}

test('in the middle of a session: keys, cache, files and drafts go, the person is told, the hub hears that it is done [P16]', async () => {
  await atWork(hub);
  const key = secret();
  expect(filesIn(dir).some((name) => name.startsWith('cache/'))).toBe(true);
  const asAdmin = await admin();
  const { devices } = await asAdmin('devices.wipe', { device });
  expect(devices).toMatchObject([{ device, isSignedIn: false, person: { email: testPeople.ann.email } }]);
  await expect.poll(async () => (await annHere())?.wipe?.wipedAt).toEqual(expect.any(Number));
  await isWiped(key);
  // The order stands before what became of it.
  const { lines } = await asAdmin('audit.page', { after: null, from: null, to: null });
  expect(lines.map(({ event }) => event).filter((event) => /wipe/.test(event))).toEqual([
    'admin.devices.wipe',
    'desk.wiped',
  ]);
  // Who signs in again begins anew.
  await atWork(hub);
  expect(await list()).toHaveLength(2);
  expect((await annHere())?.isSignedIn).toBe(true);
});

test('what an update has kept of before goes too, and what the newer version had made of it', async () => {
  await atWork(hub);
  const key = secret();
  await desk.stop();
  const cacheScript = new URL('fixtures/newer-cache-worker.ts', import.meta.url);
  desk = startTestDesk(dir, { device, cacheScript });
  const copies = () => filesIn(dir).filter((name) => /\.(backup|newer)$/.test(name));
  await expect.poll(() => copies().map((name) => name.split('.').at(-1))).toEqual(['backup']);
  // In the middle of the newer one, and after the way back: either lies beside the cache.
  expect(filesWith(dir, [...canaries])).toEqual([]);
  await desk.stop();
  desk = startTestDesk(dir, { device });
  await expect.poll(() => copies().map((name) => name.split('.').at(-1))).toEqual(['newer']);
  await desk.until('app.connection', (c) => c.state === 'connected');
  expect(filesWith(dir, [...canaries])).toEqual([]);
  await (await admin())('devices.wipe', { device });
  await expect.poll(async () => (await annHere())?.wipe?.wipedAt).toEqual(expect.any(Number));
  await isWiped(key);
});

test('a device that is away is wiped when it comes back, and counts as told only then', async () => {
  await atWork(hub);
  const key = secret();
  await desk.stop();
  await (await admin())('devices.wipe', { device });
  expect((await annHere())?.wipe).toMatchObject({ toldAt: null, wipedAt: null });
  expect(filesIn(dir)).toContain('account.json');
  desk = startTestDesk(dir, { device });
  await expect.poll(async () => (await annHere())?.wipe?.wipedAt).toEqual(expect.any(Number));
  await isWiped(key);
});

test('one whose session was over is wiped when its person signs in again, before it is opened', async () => {
  await atWork(hub);
  const key = secret();
  await (await admin())('people.password', { id: (await annHere())?.person.id ?? '' });
  await expect.poll(() => desk.desk.account()).toMatchObject({ code: 'unauthenticated' });
  const asAdmin = await admin();
  const person = (await annHere())?.person.id ?? '';
  await asAdmin('devices.wipe', { person });
  const { password } = await asAdmin('people.password', { id: person });
  const from = desk.mark();
  await desk.desk.signIn({ hub: hub.url, email: testPeople.ann.email, password });
  await desk.until('app.connection', (c) => c.state === 'connected', from);
  await expect.poll(async () => (await annHere())?.wipe?.wipedAt).toEqual(expect.any(Number));
  expect(secret()).not.toBe(key);
  expect(desk.log.filter(({ fields }) => 'how' in fields).at(-1)?.fields.how).toBe('created');
  await eventually(desk, async () => (await list()).length === 1);
  expect((await list()).map((row) => row.draft)).toEqual(['']);
});

test('a person’s other devices stay, and a device’s other people, where one of both is named', async () => {
  await atWork(hub);
  const elsewhere = await newFolder();
  const other = startTestDesk(elsewhere, { device: newId() });
  const { email, password } = testPeople.ann;
  await other.desk.signIn({ hub: hub.url, email, password });
  const person = (await annHere())?.person.id ?? '';
  const asAdmin = await admin();
  await expect(asAdmin('devices.wipe', { device: newId() })).rejects.toThrow('not_found');
  await expect(asAdmin('devices.wipe', {})).rejects.toThrow('bad_request');
  expect((await asAdmin('devices.wipe', { device, person })).devices).toHaveLength(1);
  await expect.poll(() => desk.desk.account()).toMatchObject({ state: 'signed-out', code: 'wiped' });
  expect(other.desk.account()).toMatchObject({ state: 'signed-in' });
  await other.stop();
  await removeFolder(elsewhere);
});

test('another hub cannot wipe what is not its own, though it knows the device', async () => {
  const other = await startTestHub();
  await other.hub.people.create(adam);
  await atWork(hub);
  const there = await newFolder();
  const second = startTestDesk(there, { device });
  const { email, password } = testPeople.ann;
  await second.desk.signIn({ hub: other.url, email, password });
  await (await admin(other))('devices.wipe', { device });
  await expect.poll(() => second.desk.account()).toMatchObject({ state: 'signed-out', code: 'wiped' });
  expect(desk.desk.account()).toMatchObject({ state: 'signed-in', hub: hub.url });
  expect((await list()).map((row) => row.draft)).toEqual([canaries[1]]);
  expect((await annHere())?.wipe).toBeNull();
  await second.stop();
  await removeFolder(there);
  await other.stop();
});
