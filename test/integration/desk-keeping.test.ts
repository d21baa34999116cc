import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { openDatabase } from '../../src/main/cache/database.ts';
import { say, startTestHub, type TestHub, testPeople, visitorClient } from '../support/hub.ts';
import {
  eventually,
  newFolder,
  plainVault,
  removeFolder,
  startTestDesk,
  type TestDesk,
  transcriptOf,
} from './desk-support.ts';

/** What a desk keeps on its disk, who can read it, and what becomes of it when it cannot be read. */

let hub: TestHub;
let dir: string;
let desk: TestDesk;

beforeEach(async () => {
  hub = await startTestHub();
  dir = await newFolder();
});
afterEach(async () => {
  await desk.stop();
  await hub.stop();
  await removeFolder(dir);
});

type Options = Parameters<typeof startTestDesk>[1];
const start = (options: Options = {}) => {
  desk = startTestDesk(dir, options);
};
const restart = async (options: Options = {}) => {
  await desk.stop();
  start(options);
};

const list = () => desk.desk.conversations['conversations.list']({});
const accountPath = () => join(dir, 'account.json');
const cacheFolder = () => join(dir, 'cache');
const cacheFiles = () => (existsSync(cacheFolder()) ? readdirSync(cacheFolder()) : []);
const cacheFile = () => join(cacheFolder(), cacheFiles().find((name) => name.endsWith('.db')) ?? 'none');

async function signIn(person: keyof typeof testPeople = 'ann') {
  const { email, password } = testPeople[person];
  return desk.desk.signIn({ hub: hub.url, email, password });
}

const connected = () => desk.until('app.connection', (c) => c.state === 'connected');

async function oneConversation(text = 'a canary of a customer'): Promise<string> {
  const visitor = await visitorClient(hub.url);
  const { conversationId } = await say(visitor, text);
  visitor.close();
  await eventually(desk, async () => (await list()).some((row) => row.conversation.id === conversationId));
  return conversationId;
}

const send = (conversationId: string, text: string, key = newId()) =>
  desk.desk.conversations['conversations.send']({ conversationId, key, text });
const draft = (conversationId: string, text: string) =>
  desk.desk.conversations['conversations.setDraft']({ conversationId, text });
/** What was said in it, as far as the desk can tell just now. */
const texts = async (conversationId: string) => {
  // Without lines in the cache and without the hub there is nothing to be shown yet.
  const lines = await transcriptOf(desk, conversationId).catch(() => []);
  return lines.flatMap((e) => (e.body.kind === 'message' ? [e.body.text] : []));
};

/** Overwrites the first page of a table, as a disk that fails does. */
function breakTable(name: string): void {
  const path = cacheFile();
  const { cacheKey } = JSON.parse(readFileSync(accountPath(), 'utf8')) as { cacheKey: string };
  const { db } = openDatabase(path, plainVault.unwrap(cacheKey));
  const root = db.prepare<[string]>('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(name);
  const size = Number(db.pragma('page_size', { simple: true }));
  db.close();
  const bytes = readFileSync(path);
  bytes.fill(0xa5, (Number(root) - 1) * size, Number(root) * size);
  writeFileSync(path, bytes);
}

/** A conversation, a message that waits because the hub is away, and a draft. The hub stays away. */
async function withUnsent() {
  await signIn();
  await connected();
  const id = await oneConversation();
  await hub.hub.stop();
  await desk.until('app.connection', (c) => c.state !== 'connected', desk.mark() - 1).catch(() => {});
  await send(id, 'an unsent canary');
  const other = id;
  await draft(other, 'a draft canary');
  return id;
}

test('signing out takes the key at once, while the cache is still busy, and then every file', async () => {
  start();
  await signIn();
  await connected();
  const id = await oneConversation();
  // What lies beside the cache goes too.
  for (const end of ['.damaged', '.backup', '.newer', '.unmigrated']) appendFileSync(cacheFile() + end, 'x');
  // The thread has much to do when the sign-out comes; the key must not wait for that.
  const busy = Array.from({ length: 300 }, (_, n) => draft(id, `${n}`).catch(() => null));
  const from = performance.now();
  const leaving = desk.desk.signOut();
  await Promise.resolve();
  expect(existsSync(accountPath())).toBe(false);
  expect(performance.now() - from).toBeLessThan(1000);
  expect(cacheFiles()).not.toEqual([]);
  await Promise.all([...busy, leaving]);
  expect(cacheFiles()).toEqual([]);
  expect(readdirSync(dir)).toEqual(['cache']);
});

test('what signing out would lose is counted: waiting, refused and drafts', async () => {
  start();
  const id = await withUnsent();
  expect(await desk.desk.unsent()).toEqual({ messages: 1, drafts: 1 });
  expect(await desk.desk.lostByQuitting()).toEqual({ messages: 0, drafts: 0 });
  await draft(id, '  ');
  expect(await desk.desk.unsent()).toEqual({ messages: 1, drafts: 0 });
  await hub.restart();
  await desk.until('outgoing.changed', ({ removed }) => removed);
  expect(await desk.desk.unsent()).toEqual({ messages: 0, drafts: 0 });
});

test('nothing that was said, typed or given as a secret is in the clear anywhere in the data folder', async () => {
  start();
  await withUnsent();
  const stored = JSON.parse(readFileSync(accountPath(), 'utf8')) as { token: string; cacheKey: string };
  const secrets = [
    'a canary of a customer',
    'an unsent canary',
    'a draft canary',
    plainVault.unwrap(stored.token),
    plainVault.unwrap(stored.cacheKey),
    testPeople.ann.password,
  ];
  const look = () => {
    for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
      const path = join(dir, name);
      if (statSync(path).isDirectory()) continue;
      const bytes = readFileSync(path);
      for (const secret of secrets) expect(bytes.includes(secret), `${secret} in ${name}`).toBe(false);
    }
  };
  look();
  // Also after a damage, when there is more than one file.
  await desk.stop();
  truncateSync(cacheFile(), 6 * 4096);
  start();
  await list();
  await desk.stop();
  expect(cacheFiles().length).toBeGreaterThan(1);
  look();
  expect(JSON.stringify(desk.log)).not.toContain('canary');
});

test('[P6] a file that broke while the desk was away: the desk comes up, tells, and sends what waited, once', async () => {
  start();
  const id = await withUnsent();
  await desk.stop();
  breakTable('entry');
  await hub.restart();
  start();
  const { loss } = await desk.until('app.cache', (state) => state.loss !== null);
  expect(loss).toEqual({ why: 'damaged', messages: 1, drafts: 1, complete: true });
  await eventually(desk, async () => (await texts(id)).includes('an unsent canary'));
  const said = await texts(id);
  expect(said.filter((text) => text === 'an unsent canary')).toHaveLength(1);
  expect((await list())[0]).toMatchObject({ draft: 'a draft canary', pending: 0 });
});

test.each(['truncated to nothing', 'another key'])(
  '%s: said plainly that what was not sent is lost',
  async (how) => {
    start();
    await withUnsent();
    await desk.stop();
    if (how === 'another key') {
      const stored = JSON.parse(readFileSync(accountPath(), 'utf8')) as object;
      writeFileSync(accountPath(), JSON.stringify({ ...stored, cacheKey: plainVault.wrap('0'.repeat(64)) }));
    } else truncateSync(cacheFile(), 0);
    await hub.restart();
    start();
    await eventually(desk, async () => (await list()).length === 1);
    const loss = { why: 'damaged', messages: 0, drafts: 0, complete: false };
    expect(desk.desk.cacheState()).toEqual({ protection: 'basic', loss });
    // Told again at the next start, until it was read.
    await restart();
    await expect.poll(() => desk.desk.cacheState().loss).toEqual(loss);
    await desk.desk.forgetLoss();
    await restart();
    await list();
    expect(desk.desk.cacheState().loss).toBeNull();
  },
);

test('a key that cannot be unwrapped is told before anybody signs in; then everything comes from the hub', async () => {
  start();
  await signIn();
  const id = await oneConversation();
  await restart({ vault: { ...plainVault, unwrap: () => null } });
  expect(desk.desk.account()).toMatchObject({ state: 'signed-out' });
  const loss = { why: 'key', messages: 0, drafts: 0, complete: false };
  expect(desk.desk.cacheState().loss).toEqual(loss);
  await signIn();
  await eventually(desk, async () => (await list()).some((row) => row.conversation.id === id));
  expect(desk.desk.cacheState().loss).toEqual(loss);
  await desk.desk.forgetLoss();
  expect(desk.desk.cacheState().loss).toBeNull();
});

test('a keychain that was only locked at the start: nothing is lost once it is open', async () => {
  start();
  const id = await withUnsent();
  let isOpen = false;
  await hub.restart();
  await restart({
    vault: { ...plainVault, unwrap: (wrapped) => (isOpen ? plainVault.unwrap(wrapped) : null) },
  });
  expect(desk.desk.cacheState().loss).toMatchObject({ why: 'key' });
  isOpen = true;
  await signIn();
  expect(desk.desk.cacheState().loss).toBeNull();
  await eventually(desk, async () => (await texts(id)).includes('an unsent canary'));
  expect((await list())[0]).toMatchObject({ draft: 'a draft canary' });
});

test('an account file that is damaged is a lost key, and no dead end', async () => {
  start();
  await signIn();
  const id = await oneConversation();
  await desk.stop();
  truncateSync(accountPath(), 20);
  start();
  expect(desk.desk.cacheState().loss).toMatchObject({ why: 'key' });
  await signIn();
  await eventually(desk, async () => (await list()).some((row) => row.conversation.id === id));
});

test('policy memory: nothing on the disk, lost by quitting and said so', async () => {
  start({ cachePolicy: 'memory' });
  expect(desk.desk.cacheState().protection).toBe('memory');
  await signIn();
  await connected();
  const id = await oneConversation();
  expect(desk.desk.cacheState()).toEqual({ protection: 'memory', loss: null });
  await hub.hub.stop();
  await send(id, 'an unsent canary');
  expect(await desk.desk.lostByQuitting()).toEqual({ messages: 1, drafts: 0 });
  expect(readdirSync(dir)).toEqual([]);
  await hub.restart();
  await desk.until('outgoing.changed', ({ removed }) => removed);
  await restart({ cachePolicy: 'memory' });
  expect(desk.desk.account()).toMatchObject({ state: 'signed-out', code: null });
});

test('policy memory, signed out by the hub: what was not sent waits for the same person, for nobody else', async () => {
  start({ cachePolicy: 'memory' });
  await signIn();
  await connected();
  const id = await oneConversation();
  await hub.hub.stop();
  await send(id, 'an unsent canary');
  const sessions = new Database(join(hub.folder, 'hub.sqlite'));
  sessions.prepare('DELETE FROM desk_session').run();
  sessions.close();
  await hub.restart();
  await desk.until('account.changed', (account) => account.state === 'signed-out' && account.code !== null);
  await expect(list()).rejects.toMatchObject({ refusal: { code: 'unauthenticated' } });
  expect(await desk.desk.lostByQuitting()).toEqual({ messages: 1, drafts: 0 });
  await signIn();
  await eventually(desk, async () => (await texts(id)).includes('an unsent canary'));
  await desk.desk.signOut();
  await signIn('ben');
  expect(await list()).toEqual([]);
  expect(await desk.desk.unsent()).toEqual({ messages: 0, drafts: 0 });
});

/** The hub ends every session, as an administrator does, while it is away; then it is back. */
async function endSessions(): Promise<void> {
  const sessions = new Database(join(hub.folder, 'hub.sqlite'));
  sessions.prepare('DELETE FROM desk_session').run();
  sessions.close();
  await hub.restart();
}
const signedOut = (code: string) =>
  desk.until('account.changed', (account) => account.state === 'signed-out' && account.code === code);

test('policy: a session that the hub ends takes the key and the cache along, and that is what is said', async () => {
  start({ wipesWhenSignedOut: true });
  await withUnsent();
  expect(cacheFiles()).not.toEqual([]);
  await endSessions();
  const account = await signedOut('wiped');
  expect(account).not.toHaveProperty('unsent');
  expect(existsSync(accountPath())).toBe(false);
  expect(cacheFiles()).toEqual([]);
  // The same person starts anew.
  await signIn();
  await connected();
  expect(await desk.desk.unsent()).toEqual({ messages: 0, drafts: 0 });
});

test('policy that came after the session was over: what still waits goes at the next start', async () => {
  start();
  await withUnsent();
  await endSessions();
  await signedOut('unauthenticated');
  expect(cacheFiles()).not.toEqual([]);
  await restart({ wipesWhenSignedOut: true });
  await signedOut('wiped');
  expect(existsSync(accountPath())).toBe(false);
  expect(cacheFiles()).toEqual([]);
});

test('policy memory after a time on the disk: what was not sent is taken along, the file and key go', async () => {
  start();
  const id = await withUnsent();
  await restart({ cachePolicy: 'memory' });
  expect(desk.desk.account()).toMatchObject({ state: 'signed-in' });
  await expect.poll(() => readdirSync(dir)).toEqual(['cache']);
  expect(cacheFiles()).toEqual([]);
  expect(await desk.desk.lostByQuitting()).toEqual({ messages: 1, drafts: 1 });
  await hub.restart();
  await eventually(desk, async () => (await texts(id)).includes('an unsent canary'));
});

const phrase = 'four words are better';

test('policy pass phrase: chosen at sign-in, asked at the start; neither key nor token lies open', async () => {
  start({ cachePolicy: 'passphrase' });
  expect(await signIn()).toMatchObject({ state: 'locked', how: 'choose', me: { name: 'Ann' } });
  await expect(list()).rejects.toMatchObject({ refusal: { code: 'unauthenticated' } });
  await expect(desk.desk.unlock({ passphrase: 'short' })).rejects.toMatchObject({
    refusal: { code: 'bad_request', field: 'passphrase' },
  });
  expect(readdirSync(dir)).toEqual([]);
  expect(await desk.desk.unlock({ passphrase: phrase })).toMatchObject({ state: 'signed-in' });
  expect(desk.desk.cacheState().protection).toBe('passphrase');
  const id = await oneConversation();
  await hub.hub.stop();
  await send(id, 'an unsent canary');
  const stored = JSON.parse(readFileSync(accountPath(), 'utf8')) as Record<string, unknown>;
  expect(stored.cacheKey).toBeNull();
  expect(stored.lock).toMatchObject({ n: 2 ** 17, r: 8, p: 1 });
  expect(stored.token).toMatch(/^[0-9a-f]+$/);

  await hub.restart();
  await restart({ cachePolicy: 'passphrase' });
  expect(desk.desk.account()).toMatchObject({ state: 'locked', how: 'enter', me: { name: 'Ann' } });
  await expect(desk.desk.unlock({ passphrase: 'three words are' })).rejects.toMatchObject({
    refusal: { code: 'wrong_credentials' },
  });
  expect(desk.desk.account()).toMatchObject({ state: 'locked' });
  expect(await desk.desk.unlock({ passphrase: phrase })).toMatchObject({ state: 'signed-in' });
  await eventually(desk, async () => (await texts(id)).includes('an unsent canary'));
});

test('a lost pass phrase is no dead end: what is kept goes, and everything else comes back', async () => {
  start({ cachePolicy: 'passphrase' });
  await signIn();
  await desk.desk.unlock({ passphrase: phrase });
  const id = await oneConversation();
  await restart({ cachePolicy: 'passphrase' });
  expect(await desk.desk.signOut()).toMatchObject({ state: 'signed-out', code: null });
  expect([existsSync(accountPath()), cacheFiles()]).toEqual([false, []]);
  await signIn();
  await desk.desk.unlock({ passphrase: 'another one this time' });
  await eventually(desk, async () => (await list()).some((row) => row.conversation.id === id));
});

test('a pass phrase asked of somebody who was here before the policy: nothing of theirs is lost', async () => {
  start();
  const id = await withUnsent();
  await hub.restart();
  await restart({ cachePolicy: 'passphrase' });
  expect(desk.desk.account()).toMatchObject({ state: 'locked', how: 'choose' });
  await desk.desk.unlock({ passphrase: phrase });
  await eventually(desk, async () => (await texts(id)).includes('an unsent canary'));
  expect(readFileSync(accountPath(), 'utf8')).toContain('"cacheKey": null');
});

test('a keychain that is there makes the policy idle', async () => {
  const vault = { ...plainVault, protection: 'keychain' } as const;
  start({ vault, cachePolicy: 'memory' });
  expect(await signIn()).toMatchObject({ state: 'signed-in' });
  expect(desk.desk.cacheState()).toEqual({ protection: 'keychain', loss: null });
  expect(existsSync(accountPath())).toBe(true);
});

test('a keychain that takes its time: the desk waits for it, and the account is whole', async () => {
  start();
  const account = await signIn();
  await oneConversation();
  const vault = {
    protection: 'keychain',
    wrap: async (secret: string) => plainVault.wrap(secret),
    unwrap: async (wrapped: string) => plainVault.unwrap(wrapped),
  } as const;
  await restart({ vault });
  await expect.poll(() => desk.desk.account()).toEqual(account);
  expect(await list()).toHaveLength(1);
});

test('a conversation that is no longer in the cache is opened from the hub', async () => {
  start();
  await signIn();
  await connected();
  const id = await oneConversation();
  const cached = cacheFile();
  await desk.stop();
  renameSync(cached, `${cached}.away`);
  await hub.hub.stop();
  start();
  await expect(
    desk.desk.conversations['conversations.open']({ conversationId: id, limit: 10 }),
  ).rejects.toMatchObject({
    refusal: { code: 'unavailable' },
  });
  await hub.restart();
  await desk.until('app.connection', (c) => c.state === 'connected');
  const opened = await desk.desk.conversations['conversations.open']({ conversationId: id, limit: 10 });
  expect(opened.entries.length).toBeGreaterThan(0);
  await expect(
    desk.desk.conversations['conversations.open']({ conversationId: newId(), limit: 10 }),
  ).rejects.toMatchObject({ refusal: { code: 'not_found' } });
});
