import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import {
  say,
  startTestHub,
  type TestHub,
  testPeople,
  type VisitorClient,
  visitorClient,
} from '../support/hub.ts';
import {
  eventually,
  newFolder,
  removeFolder,
  startTestDesk,
  type TestDesk,
  transcriptOf,
} from './desk-support.ts';

/** 1.0.0, then 1.1.0 with another migration of the cache, then 1.0.0 again: against a real hub that is away in between. */

let hub: TestHub;
let dir: string;
let desk: TestDesk;
let visitor: VisitorClient;

beforeEach(async () => {
  hub = await startTestHub();
  dir = await newFolder();
});
afterEach(async () => {
  visitor?.close();
  await desk.stop();
  await hub.stop();
  await removeFolder(dir);
});

const newer = new URL('fixtures/newer-cache-worker.ts', import.meta.url);

async function start(appVersion: '1.0.0' | '1.1.0'): Promise<void> {
  desk = startTestDesk(dir, { appVersion, ...(appVersion === '1.1.0' && { cacheScript: newer }) });
}
const connected = () => desk.until('app.connection', (c) => c.state === 'connected');
const write = (conversationId: string, text: string) =>
  desk.desk.conversations['conversations.send']({ conversationId, key: newId(), text });
const textsOf = async (conversationId: string) =>
  (await transcriptOf(desk, conversationId)).flatMap(({ body }) =>
    body.kind === 'message' ? [body.text] : [],
  );
const openedAs = () => desk.log.filter(({ event }) => event === 'cache open').map(({ fields }) => fields.how);
const files = () => readdirSync(join(dir, 'cache')).sort();

test('rolled back over a migration: readable without the hub; what was written on either side arrives once', async () => {
  await start('1.0.0');
  const { email, password } = testPeople.ann;
  await desk.desk.signIn({ hub: hub.url, email, password });
  await connected();
  visitor = await visitorClient(hub.url);
  const { conversationId } = await say(visitor, 'hello');
  await eventually(desk, async () => (await textsOf(conversationId)).includes('hello'));
  await write(conversationId, 'sent at 1.0.0');
  await eventually(desk, async () => (await textsOf(conversationId)).includes('sent at 1.0.0'));
  await desk.stop();

  await start('1.1.0');
  await connected();
  await eventually(desk, async () => (await textsOf(conversationId)).includes('sent at 1.0.0'));
  // As soon as the thread has it.
  await expect.poll(() => files().some((name) => name.endsWith('.backup'))).toBe(true);
  await write(conversationId, 'sent at 1.1.0');
  await eventually(desk, async () => (await textsOf(conversationId)).includes('sent at 1.1.0'));
  await say(visitor, 'while it was 1.1.0');
  await eventually(desk, async () => (await textsOf(conversationId)).includes('while it was 1.1.0'));
  const port = hub.hub.port;
  await hub.hub.stop();
  await expect.poll(() => desk.desk.connection().state).not.toBe('connected');
  for (const text of ['waits one', 'waits two']) await write(conversationId, text);
  await desk.desk.conversations['conversations.setDraft']({ conversationId, text: 'half of a' });
  await desk.stop();

  await start('1.0.0');
  await eventually(desk, async () => openedAs().includes('rolledBack'));
  const opened = await desk.desk.conversations['conversations.open']({ conversationId, limit: 50 });
  const there = opened.entries.flatMap(({ body }) => (body.kind === 'message' ? [body.text] : []));
  expect(there).toEqual(['hello', 'sent at 1.0.0']);
  expect(opened.outgoing.map(({ text }) => text)).toEqual(['waits one', 'waits two']);
  expect(opened.row.draft).toBe('half of a');
  expect(desk.desk.cacheState().loss).toBeNull();

  await hub.restart();
  expect(hub.hub.port).toBe(port);
  desk.desk.nudge();
  await eventually(desk, async () => (await textsOf(conversationId)).includes('waits two'));
  expect(await textsOf(conversationId)).toEqual([
    ...['hello', 'sent at 1.0.0', 'sent at 1.1.0', 'while it was 1.1.0'],
    ...['waits one', 'waits two'],
  ]);
  await eventually(desk, () => desk.desk.connection().pending === 0);
  const written = await hub.hub.database.kysely
    .selectFrom('entry')
    .select('key')
    .where('key', 'is not', null)
    .execute();
  expect(new Set(written.map(({ key }) => key)).size).toBe(written.length);
});
