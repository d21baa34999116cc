import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { openDatabase } from '../../src/hub/platform/database/index.ts';
import {
  say,
  startTestHub,
  type TestHub,
  testPeople,
  type VisitorClient,
  visitorClient,
} from '../support/hub.ts';
import { startLine } from '../support/tcp-line.ts';
import {
  eventually,
  newFolder,
  removeFolder,
  startTestDesk,
  type TestDesk,
  transcriptOf,
} from './desk-support.ts';

/** What the desk makes of a line that breaks: each test with a hub and a data folder of its own. */

/** These tests are about the line, not about how fast one may write. */
const unlimited = { points: 1_000_000, duration: 10_000 };

let hub: TestHub;
let dir: string;
let desk: TestDesk;
let visitor: VisitorClient;

beforeEach(async () => {
  hub = await startTestHub({
    limits: { visitorMessages: unlimited, visitorEvents: unlimited, addressMessages: unlimited },
  });
  dir = await newFolder();
  desk = startTestDesk(dir);
});
afterEach(async () => {
  visitor?.close();
  await desk.stop();
  await hub.stop();
  await removeFolder(dir);
});

async function signedIn(url = hub.url) {
  const { email, password } = testPeople.ann;
  await desk.desk.signIn({ hub: url, email, password });
  await desk.until('app.connection', (c) => c.state === 'connected');
}

async function openConversation(): Promise<string> {
  visitor = await visitorClient(hub.url);
  const { conversationId } = await say(visitor, 'first');
  await eventually(desk, async () => {
    const row = (await desk.desk.conversations['conversations.list']({}))[0];
    return row?.conversation.agent?.name === 'Ann';
  });
  return conversationId;
}

const send = (conversationId: string, text: string, key = newId()) =>
  desk.desk.conversations['conversations.send']({ conversationId, key, text });

const textsOf = async (conversationId: string) =>
  (await transcriptOf(desk, conversationId)).flatMap((e) => (e.body.kind === 'message' ? [e.body.text] : []));

test('what is written while the hub is away is sent once, in order, when it is back [P6]', async () => {
  await signedIn();
  const conversationId = await openConversation();
  const stopped = desk.until('app.connection', (c) => c.state === 'offline', desk.mark());
  const { hub: running } = hub;
  await running.stop();
  await stopped;
  for (const n of [1, 2, 3, 4, 5]) await send(conversationId, `away ${n}`);
  expect(desk.desk.connection()).toMatchObject({ pending: 5 });
  const opened = await desk.desk.conversations['conversations.open']({ conversationId, limit: 50 });
  expect(opened.outgoing.map((o) => [o.text, o.state])).toEqual(
    [1, 2, 3, 4, 5].map((n) => [`away ${n}`, 'queued']),
  );

  await hub.restart();
  await eventually(desk, () => desk.desk.connection().pending === 0);
  await eventually(desk, async () => (await textsOf(conversationId)).length === 6);
  expect(await textsOf(conversationId)).toEqual(['first', ...[1, 2, 3, 4, 5].map((n) => `away ${n}`)]);
});

test('a message that was written before the desk was ended is sent by the next one [P6] [P17]', async () => {
  await signedIn();
  const conversationId = await openConversation();
  await hub.hub.stop();
  await send(conversationId, 'kept over a restart');
  await desk.stop();
  desk = startTestDesk(dir);
  await eventually(desk, () => desk.desk.connection().pending === 1);
  await hub.restart();
  await eventually(desk, () => desk.desk.connection().pending === 0);
  await eventually(desk, async () => (await textsOf(conversationId)).includes('kept over a restart'));
});

test('ended between commit and ack, it is sent again under its key and stands there once [P3] [P6]', async () => {
  const line = await startLine(Number(new URL(hub.url).port));
  await signedIn(line.url);
  const conversationId = await openConversation();
  // From now on the hub hears the desk, and the desk does not hear the hub.
  line.deafen();
  const key = newId();
  await send(conversationId, 'did it arrive?', key);
  await visitor.until(
    'entry',
    (n) => n.entry.body.kind === 'message' && n.entry.body.text === 'did it arrive?',
  );
  const before = await desk.desk.conversations['conversations.open']({ conversationId, limit: 50 });
  expect(before.outgoing).toMatchObject([{ key, state: 'sending' }]);
  // It may have arrived: giving it up now could only mislead.
  await expect(desk.desk.conversations['outgoing.discard']({ key })).rejects.toMatchObject({
    refusal: { code: 'conflict' },
  });
  await desk.stop();

  line.hear();
  desk = startTestDesk(dir);
  await eventually(desk, async () => {
    const { outgoing } = await desk.desk.conversations['conversations.open']({ conversationId, limit: 50 });
    return outgoing.length === 0;
  });
  expect((await transcriptOf(desk, conversationId)).filter((e) => e.key === key)).toHaveLength(1);
  await line.stop();
});

test('what is held and taken back never reaches the hub, also where the desk was killed meanwhile; what is not leaves [P6]', async () => {
  await signedIn();
  const conversationId = await openConversation();
  const conversations = () => desk.desk.conversations;
  const hold = (text: string, key: string) =>
    conversations()['conversations.send']({ conversationId, key, text, holdFor: 30_000 });
  const [early, kept] = [newId(), newId()];
  await hold('said too soon', early);
  await desk.stop();

  desk = startTestDesk(dir);
  await eventually(desk, () => desk.desk.connection().state === 'connected');
  const opened = await conversations()['conversations.open']({ conversationId, limit: 50 });
  expect(opened.outgoing).toMatchObject([{ key: early, state: 'queued', heldUntil: expect.any(Number) }]);
  expect(await conversations()['outgoing.takeBack']({ key: early })).toEqual({ text: 'said too soon' });
  const back = await conversations()['conversations.open']({ conversationId, limit: 50 });
  expect(back).toMatchObject({ outgoing: [], row: { draft: 'said too soon' } });
  await send(conversationId, 'said in time', kept);
  await eventually(desk, async () => (await textsOf(conversationId)).includes('said in time'));
  expect((await transcriptOf(desk, conversationId)).map(({ key }) => key)).not.toContain(early);
  // What has left cannot be taken back.
  await expect(conversations()['outgoing.takeBack']({ key: kept })).rejects.toMatchObject({
    refusal: { code: 'too_late' },
  });
});

test('more than a page missed comes complete and in order, live entries after it [P7] [P8]', async () => {
  await signedIn();
  const conversationId = await openConversation();
  await desk.stop();
  const texts = Array.from({ length: 620 }, (_, n) => `missed ${n}`);
  for (const text of texts) await say(visitor, text);
  desk = startTestDesk(dir);
  await desk.until('app.connection', (c) => c.state === 'connected');
  await say(visitor, 'live');
  await eventually(desk, async () => (await textsOf(conversationId)).length === 622);
  const entries = await transcriptOf(desk, conversationId);
  expect(entries.map((e) => e.seq)).toEqual(entries.map((_, n) => n + 1));
  expect(await textsOf(conversationId)).toEqual(['first', ...texts, 'live']);
});

test('twenty visitors write fifty messages each at once: all there, in order, once [P1] [P7]', async () => {
  await signedIn();
  const visitors = await Promise.all(Array.from({ length: 20 }, () => visitorClient(hub.url)));
  visitor = visitors[0]!;
  const wanted = await Promise.all(
    visitors.map(async (each, v) => {
      const texts = Array.from({ length: 50 }, (_, n) => `${v}: ${n}`);
      const acks = [];
      for (const text of texts) acks.push(await say(each, text));
      return { conversationId: acks[0]!.conversationId, texts };
    }),
  );
  for (const { conversationId, texts } of wanted) {
    await eventually(desk, async () => (await textsOf(conversationId).catch(() => [])).length >= 50);
    expect(await textsOf(conversationId)).toEqual(texts);
    const entries = await transcriptOf(desk, conversationId);
    expect(entries.map((e) => e.seq)).toEqual(entries.map((_, n) => n + 1));
  }
  // What was told to the screen on the way is the same: every entry once.
  const told = desk.news('entries.added').flatMap((n) => n.entries.map((e) => e.id));
  expect(new Set(told).size).toBe(told.length);
  for (const each of visitors) each.close();
});

test('another database is noticed and the list taken anew [P8]', async () => {
  await signedIn();
  const conversationId = await openConversation();
  await desk.until('app.connection', (c) => c.state === 'connected');
  await hub.hub.stop();
  await send(conversationId, 'over the change');
  const database = await openDatabase(join(hub.folder, 'hub.sqlite'));
  await database.kysely.updateTable('workspace').set({ epoch: newId() }).execute();
  await database.close();
  const from = desk.mark();
  await hub.restart();
  await desk.until('conversations.changed', (n) => n.all && n.rows.length === 1, from);
  await eventually(desk, async () => (await textsOf(conversationId)).includes('over the change'));
  expect(await textsOf(conversationId)).toEqual(['first', 'over the change']);
  expect(desk.log.some((line) => line.fields.reason === 'epoch')).toBe(true);
});

test('a hub that was killed is found again, nothing lost on either side [P4] [P6]', async () => {
  const data = await newFolder();
  const first = await spawnHub(data, null);
  await desk.desk.signIn({ hub: first.url, ...(await first.agent()) });
  await desk.until('app.connection', (c) => c.state === 'connected');
  visitor = await visitorClient(first.url, undefined, first.shopOrigin);
  const { conversationId } = await say(visitor, 'first');
  await eventually(desk, async () => (await desk.desk.conversations['conversations.list']({})).length === 1);
  await send(conversationId, 'before the kill');
  first.kill();
  await desk.until('app.connection', (c) => c.state === 'offline');
  await send(conversationId, 'after the kill');
  const second = await spawnHub(data, Number(new URL(first.url).port));
  await eventually(desk, () => desk.desk.connection().pending === 0);
  await eventually(desk, async () => (await textsOf(conversationId)).length === 3);
  expect(await textsOf(conversationId)).toEqual(['first', 'before the kill', 'after the kill']);
  second.kill();
  await removeFolder(data);
});

/** The hub as its own process, so that it can be killed. */
async function spawnHub(data: string, port: number | null) {
  const script = new URL('../../src/hub/index.ts', import.meta.url).pathname;
  const args = [script, '--data', data, '--demo', ...(port === null ? [] : ['--port', String(port)])];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('YINGKE ')) continue;
    const told = JSON.parse(line.slice('YINGKE '.length)) as {
      event: string;
      hub: string;
      shop: string;
      accounts: string;
    };
    if (told.event !== 'ready') throw new Error(line);
    return {
      url: told.hub,
      shopOrigin: new URL(told.shop).origin,
      agent: async () => {
        const { accounts } = JSON.parse(await readFile(told.accounts, 'utf8')) as {
          accounts: { email: string; password: string }[];
        };
        const { email, password } = accounts[0]!;
        return { email, password };
      },
      kill: () => child.kill('SIGKILL'),
    };
  }
  throw new Error('the hub ended before it was ready');
}
