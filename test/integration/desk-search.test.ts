import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import type { SearchFilters } from '#shared/protocol/search.ts';
import { png, uploaded } from '../support/files.ts';
import {
  deskClient,
  say,
  startTestHub,
  type TestHub,
  testPeople,
  type VisitorClient,
  visitorClient,
} from '../support/hub.ts';
import { eventually, newFolder, removeFolder, startTestDesk, type TestDesk } from './desk-support.ts';

/** Search from the desk's side: its cache, the hub behind it, and the way to a line (A5). */

const all: SearchFilters = {
  conversation: null,
  customer: null,
  agent: null,
  from: null,
  to: null,
  status: null,
  kind: null,
};
let hub: TestHub;
let dir: string;
let desk: TestDesk;
let visitor: VisitorClient;

beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.stop());
beforeEach(async () => {
  dir = await newFolder();
  desk = startTestDesk(dir);
  visitor = await visitorClient(hub.url);
});
afterEach(async () => {
  visitor.close();
  await desk.stop();
  await removeFolder(dir);
});

async function signedIn(person: keyof typeof testPeople = 'ann') {
  const { email, password } = testPeople[person];
  await desk.desk.signIn({ hub: hub.url, email, password });
  await desk.until('app.connection', (c) => c.state === 'connected');
}
const question = (query: string) => ({ query, filters: all, before: null, limit: 50 });
const here = async (query: string) => (await desk.desk.search['search.query'](question(query))).lines;
const atHub = async (query: string) => (await desk.desk.search['search.hub'](question(query))).lines;

test('what has come is found at once, marked, and its customer by what tells them apart', async () => {
  await signedIn();
  const { conversationId } = await say(visitor, '蓄电池装上以后打不着火');
  await desk.until('entries.added', (n) => n.entries.some((e) => e.body.kind === 'message'));
  const [line, ...others] = await here('电池 装上');
  expect(others).toEqual([]);
  expect(line).toMatchObject({
    conversation: { id: conversationId },
    kind: 'message',
    author: { kind: 'visitor' },
  });
  expect(line?.pieces.filter(({ hit }) => hit).map(({ text }) => text)).toEqual(['电池装上']);
  const { conversations } = await desk.desk.search['search.query'](question(visitor.visitorId.slice(-4)));
  expect(conversations.map(({ conversation, field }) => [conversation.id, field])).toContainEqual([
    conversationId,
    'code',
  ]);
});

test('a file is found by its name, here, inside its conversation and at the hub', async () => {
  await signedIn('sue');
  const who = { as: 'visitor', token: visitor.token } as const;
  const file = await uploaded(hub.url, who, '对账单-Invoice_889.png', await png(8, 8));
  const sent = await visitor.get('message.send', { key: newId(), text: '', page: null, files: [file.id] });
  await eventually(desk, async () => (await here('voice_889')).length === 1);
  const [line] = await here('voice_889');
  expect(line).toMatchObject({ entryId: sent.id, pieces: [] });
  expect(line?.file?.filter(({ hit }) => hit)).toEqual([{ text: 'voice_889', hit: true }]);
  const { conversationId } = sent;
  const inside = await desk.desk.conversations['conversations.matches']({ conversationId, text: '对账' });
  expect(inside.seqs).toEqual([line?.seq]);
  const filters = { ...all, conversation: conversationId };
  const sue = await deskClient(hub.url, testPeople.sue);
  const ask = () => sue.get('search', { query: '对账单', filters, before: null, limit: 5 });
  await eventually(desk, async () => (await ask()).lines.length === 1);
  sue.close();
});

test('what is not here is found at the hub, not what is, and a line of it can be jumped to', async () => {
  const { conversationId } = await say(visitor, '第一句暗号甲');
  for (let n = 0; n < 56; n += 1) await say(visitor, `后来的话 ${n}`);
  await say(visitor, '最后一句暗号乙');
  await signedIn('sue');
  await eventually(desk, async () => (await here('暗号乙')).length === 1);
  expect(await here('暗号甲')).toEqual([]);
  await eventually(desk, async () => (await atHub('暗号甲')).length === 1);
  expect(await atHub('暗号乙')).toEqual([]);
  const [line] = await atHub('暗号甲');
  const around = await desk.desk.conversations['conversations.around']({
    conversationId,
    seq: line?.seq ?? 0,
  });
  expect(around.entries.map(({ seq }) => seq)).toEqual(around.entries.map((_, at) => at + 1));
  expect(around.complete).toBe(true);
  expect(around.entries.find(({ seq }) => seq === line?.seq)?.body).toMatchObject({ text: '第一句暗号甲' });
  // It is here now.
  expect(await here('暗号甲')).toHaveLength(1);
  expect(await atHub('暗号甲')).toEqual([]);
});

test('nobody who is signed out finds anything, and without the hub only what is here is found', async () => {
  await expect(here('你好')).rejects.toMatchObject({ refusal: { code: 'unauthenticated' } });
  await signedIn();
  await say(visitor, '断线之前');
  await eventually(desk, async () => (await here('断线')).length === 1);
  await hub.stop();
  await desk.until('app.connection', (c) => c.state !== 'connected', desk.mark());
  expect(await here('断线')).toHaveLength(1);
  await expect(atHub('断线')).rejects.toMatchObject({ refusal: { code: 'unavailable' } });
  hub = await startTestHub();
});
