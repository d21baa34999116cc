import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Entry } from '#shared/domain/entry.ts';
import { newId } from '#shared/domain/key.ts';
import { type IpcNews, type IpcNewsName, ipcNews } from '#shared/ipc/contract.ts';
import { httpPaths } from '#shared/protocol/handshake.ts';
import { createDesks, type Desks, type Held } from '../../src/main/desks.ts';
import { silentLog } from '../../src/main/log.ts';
import { placesIn, placeToOpen } from '../../src/main/settings/places.ts';
import { openSettings } from '../../src/main/settings/settings.ts';
import { say, startTestHub, type TestHub, testPeople, visitorClient } from '../support/hub.ts';
import {
  eventually,
  hastyClock,
  newFolder,
  plainVault,
  removeFolder,
  startTestDesk,
  transcriptOf,
} from './desk-support.ts';

/** Several accounts in one program, against real hubs, without its window. */

type Told = { readonly id: string; readonly name: IpcNewsName; readonly payload: unknown };
type Window = {
  readonly desks: Desks;
  readonly told: readonly Told[];
  readonly shown: readonly string[];
  readonly arrived: readonly string[];
};

let north: TestHub;
let south: TestHub;
let dir: string;
let window: Window;
const opened: Window[] = [];

beforeEach(async () => {
  [north, south] = await Promise.all([startTestHub(), startTestHub()]);
  dir = await newFolder();
});
afterEach(async () => {
  for (const each of opened.splice(0)) await each.desks.stop();
  await Promise.all([north.stop(), south.stop()]);
  await removeFolder(dir);
});

/** Starts the program on `dir`, as `wire.ts` does. */
async function start(): Promise<void> {
  const settings = openSettings(dir);
  const told: Told[] = [];
  const shown: string[] = [];
  const arrived: string[] = [];
  const desks = createDesks({
    dir,
    settings,
    first: placeToOpen(placesIn(dir), settings.get().accounts.inView).id,
    mayAdd: () => true,
    common: {
      cacheScript: new URL('../../src/main/cache/worker.ts', import.meta.url),
      vault: plainVault,
      device: settings.get().device,
      appVersion: '0.0.0',
      clock: hastyClock,
      random: Math.random,
      log: silentLog,
      hosts: false,
      settled: Promise.resolve(),
    },
    last: {
      get: () => settings.get().last,
      set: (hub, email) => settings.update({ last: { hub, email } }),
    },
    tell: (id, name, payload) => void told.push({ id, name, payload: ipcNews[name].parse(payload) }),
    onArrived: (id) => void arrived.push(id),
    onOpened: () => {},
    onClosed: () => {},
    onShow: (id) => void shown.push(id),
    counts: () => ({ unread: 0, waiting: 0 }),
  });
  window = { desks, told, shown, arrived };
  opened.push(window);
  await desks.start();
}

async function restart(): Promise<void> {
  await window.desks.stop();
  opened.splice(opened.indexOf(window), 1);
  await start();
}

async function signIn(hub: TestHub, person: keyof typeof testPeople): Promise<Held> {
  const held = window.desks.inView();
  const { email, password } = testPeople[person];
  await held.desk.signIn({ hub: hub.url, email, password });
  await connected(held);
  return held;
}

const connected = ({ desk }: Held) =>
  expect.poll(() => desk.connection().state, { timeout: 15_000 }).toBe('connected');
const entriesOf = async ({ desk }: Held, conversationId: string) =>
  (await desk.conversations['conversations.open']({ conversationId, limit: 50 })).entries;
const textsOf = async (held: Held, conversationId: string) =>
  (await entriesOf(held, conversationId)).flatMap(({ body }) => (body.kind === 'message' ? [body.text] : []));
const listOf = async ({ desk }: Held) =>
  (await desk.conversations['conversations.list']({})).map(({ conversation }) => conversation.id);
const idsOf = () => window.desks.list().all.map(({ id }) => id);

const isMessage = ({ body }: Entry) => body.kind === 'message';

/** A customer's conversation, once the account has it. */
async function asked(hub: TestHub, held: Held, text: string): Promise<string> {
  const visitor = await visitorClient(hub.url);
  const { conversationId } = await say(visitor, text);
  await expect.poll(() => listOf(held), { timeout: 15_000 }).toContain(conversationId);
  return conversationId;
}

async function twoAccounts(): Promise<readonly [Held, Held]> {
  await start();
  const first = await signIn(north, 'ann');
  window.desks.add();
  return [first, await signIn(south, 'ben')];
}

test('what a desk of one account has on its disk is there, and stays where it was', async () => {
  const before = startTestDesk(dir);
  const { email, password } = testPeople.ann;
  await before.desk.signIn({ hub: north.url, email, password });
  const visitor = await visitorClient(north.url);
  const { conversationId } = await say(visitor, 'Asked of the desk of one account');
  // The row may be here before its lines are.
  await eventually(before, async () => {
    const rows = await before.desk.conversations['conversations.list']({});
    return rows.length === 1 && (await transcriptOf(before, conversationId)).some(isMessage);
  });
  await north.hub.stop();
  await before.desk.conversations['conversations.send']({
    conversationId,
    key: newId(),
    text: 'Not sent yet',
  });
  await before.desk.conversations['conversations.setDraft']({ conversationId, text: 'Half a sentence' });
  await before.stop();
  const [file] = readdirSync(join(dir, 'cache')).filter((name) => name.endsWith('.db'));

  await start();
  const held = window.desks.inView();
  expect(held.desk.account()).toMatchObject({ state: 'signed-in', me: { email } });
  expect(await textsOf(held, conversationId)).toEqual(['Asked of the desk of one account']);
  const [row] = await held.desk.conversations['conversations.list']({});
  expect(row).toMatchObject({ draft: 'Half a sentence', pending: 1 });
  expect(readdirSync(join(dir, 'cache')).filter((name) => name.endsWith('.db'))).toEqual([file]);
  expect(existsSync(join(dir, 'accounts'))).toBe(false);
});

test('each account keeps to its own hub, whichever is in view, and all of them at work', async () => {
  const [ann, ben] = await twoAccounts();
  expect(window.desks.list()).toMatchObject({
    inView: ben.id,
    all: [
      { id: 'first', hub: north.url, person: 'Ann', state: 'signed-in' },
      { id: ben.id, hub: south.url, person: 'Ben', state: 'signed-in' },
    ],
  });
  const inNorth = await asked(north, ann, 'To the north');
  const inSouth = await asked(south, ben, 'To the south');
  expect(await listOf(ann)).toEqual([inNorth]);
  expect(await listOf(ben)).toEqual([inSouth]);
  // News of each are told in its own name.
  const idsIn = (id: string) =>
    window.told
      .filter((each) => each.id === id && each.name === 'conversations.changed')
      .flatMap(({ payload }) => (payload as IpcNews<'conversations.changed'>).rows)
      .map(({ conversation }) => conversation.id);
  expect(new Set(idsIn('first'))).toEqual(new Set([inNorth]));
  expect(new Set(idsIn(ben.id))).toEqual(new Set([inSouth]));
  // The list knows of it before its lines are there.
  const arrived = () => new Set(window.arrived);
  await expect.poll(arrived, { timeout: 15_000 }).toEqual(new Set(['first', ben.id]));
  const wrong = { conversationId: inNorth, key: newId(), text: 'To the wrong hub' };
  await expect(ben.desk.conversations['conversations.send'](wrong)).rejects.toThrow('not_found');
});

test('a hub and its copy have the same conversations: what is written to one is in no other', async () => {
  await start();
  const ann = await signIn(north, 'ann');
  const conversationId = await asked(north, ann, 'Asked before the copy was made');
  const copy = join(south.folder, 'copy.sqlite');
  const live = new Sqlite(join(north.folder, 'hub.sqlite'), { readonly: true });
  await live.backup(copy);
  live.close();
  const staging = await startTestHub({ database: copy });
  try {
    window.desks.add();
    // The same person, and the same conversation by its id; another hub all the same.
    const twin = await signIn(staging, 'ann');
    await expect.poll(() => listOf(twin), { timeout: 15_000 }).toEqual([conversationId]);
    await take(ann, conversationId);
    const text = 'For the customer alone';
    await ann.desk.conversations['conversations.send']({ conversationId, key: newId(), text });
    await expect.poll(() => textsOf(ann, conversationId), { timeout: 15_000 }).toContain(text);
    await expect.poll(() => ann.desk.connection().pending).toBe(0);
    expect(await textsOf(twin, conversationId)).not.toContain(text);
    const [row] = await twin.desk.conversations['conversations.list']({});
    expect(row?.pending).toBe(0);
  } finally {
    await window.desks.stop();
    await staging.stop();
  }
});

/** Routing may have given it to somebody; whoever writes must have it. */
async function take({ desk }: Held, conversationId: string): Promise<void> {
  const { row } = await desk.conversations['conversations.open']({ conversationId, limit: 1 });
  const { agent, version } = row.conversation;
  if (agent === null) await desk.routing['conversations.take']({ conversationId, version });
}

test('the same person at the same hub is refused, by any name of this computer; another person is not', async () => {
  await start();
  await signIn(north, 'ann');
  window.desks.add();
  const { desk } = window.desks.inView();
  const { email, password } = testPeople.ann;
  const byAnotherName = north.url.replace('127.0.0.1', 'localhost');
  for (const hub of [north.url, byAnotherName])
    await expect(desk.signIn({ hub, email, password })).rejects.toThrow('conflict');
  await signIn(north, 'sue');
  expect(window.desks.list().all.map(({ person }) => person)).toEqual(['Ann', 'Sue']);
});

test('an account that nobody signs in to is gone when another is shown', async () => {
  await start();
  await signIn(north, 'ann');
  window.desks.add();
  expect(idsOf()).toHaveLength(2);
  expect(readdirSync(join(dir, 'accounts'))).toHaveLength(1);
  // Once is enough.
  window.desks.add();
  expect(idsOf()).toHaveLength(2);
  window.desks.show('first');
  expect(idsOf()).toEqual(['first']);
  await expect.poll(() => readdirSync(join(dir, 'accounts'))).toEqual([]);
  // Begun and not ended in an earlier run.
  window.desks.add();
  await restart();
  expect(idsOf()).toEqual(['first']);
  expect(readdirSync(join(dir, 'accounts'))).toEqual([]);
});

test('started again it opens with whom it was left with; all others are at work too, in their order', async () => {
  const [, ben] = await twoAccounts();
  window.desks.change({ id: ben.id, name: ' Night shift ', hue: 7 });
  window.desks.move(ben.id, 0);
  await restart();
  expect(window.desks.list()).toMatchObject({
    inView: ben.id,
    all: [
      { id: ben.id, name: 'Night shift', hue: 7, state: 'signed-in' },
      { id: 'first', name: '' },
    ],
  });
  await Promise.all(window.desks.all().map(connected));
  expect(window.desks.all()).toHaveLength(2);
});

test('signed out of one, its cache is gone and the other comes into view with all it had', async () => {
  const [ann, ben] = await twoAccounts();
  const conversationId = await asked(north, ann, 'To the north');
  await ben.desk.signOut();
  window.desks.vacated(ben.id);
  expect(window.desks.list()).toMatchObject({ inView: 'first', all: [{ id: 'first', person: 'Ann' }] });
  expect(window.shown.at(-1)).toBe('first');
  await expect.poll(() => readdirSync(join(dir, 'accounts'))).toEqual([]);
  expect(await listOf(ann)).toEqual([conversationId]);
});

test('signed out of the first, its place is empty until somebody else signs in there', async () => {
  const [ann, ben] = await twoAccounts();
  window.desks.show('first');
  await ann.desk.signOut();
  window.desks.vacated('first');
  expect(window.desks.list()).toMatchObject({ inView: ben.id, all: [{ id: ben.id }] });
  expect(existsSync(join(dir, 'account.json'))).toBe(false);
  await restart();
  expect(window.desks.list()).toMatchObject({ inView: ben.id, all: [{ id: ben.id, state: 'signed-in' }] });
  window.desks.add();
  expect(window.desks.inView().id).toBe('first');
  await signIn(north, 'sue');
  expect(idsOf()).toEqual([ben.id, 'first']);
});

test('whom the hub has signed out stays in the list, and is let in there again; the other does not notice', async () => {
  const [ann, ben] = await twoAccounts();
  const conversationId = await asked(north, ann, 'To the north');
  await ann.desk.conversations['conversations.setDraft']({ conversationId, text: 'Half a sentence' });
  const { token } = JSON.parse(readFileSync(join(dir, 'account.json'), 'utf8')) as { token: string };
  await fetch(north.url + httpPaths.signOut, {
    method: 'POST',
    headers: { authorization: `Bearer ${plainVault.unwrap(token)}`, 'content-type': 'application/json' },
    body: '{}',
  });
  await expect.poll(() => ann.desk.account().state, { timeout: 15_000 }).toBe('signed-out');
  expect(window.desks.list().all).toMatchObject([
    { id: 'first', state: 'signed-out', hub: north.url, person: 'Ann' },
    { id: ben.id, state: 'signed-in', line: 'connected' },
  ]);
  await restart();
  window.desks.show('first');
  expect(window.desks.inView().desk.account()).toMatchObject({ state: 'signed-out', unsent: { drafts: 1 } });
  const again = await signIn(north, 'ann');
  const [row] = await again.desk.conversations['conversations.list']({});
  expect(row?.draft).toBe('Half a sentence');
});

test('of what is not there nothing is shown or changed', async () => {
  await start();
  await signIn(north, 'ann');
  const stranger = randomUUID().replaceAll('-', '').slice(0, 16);
  expect(() => window.desks.show(stranger)).toThrow('not_found');
  expect(() => window.desks.change({ id: stranger, name: 'x' })).toThrow('not_found');
  expect(() => window.desks.move(stranger, 0)).toThrow('not_found');
  expect(window.desks.get(stranger)).toBeNull();
});
