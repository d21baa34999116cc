import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import {
  deskClient,
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

test('a customer’s message comes to the desk, and the answer to the customer, once [P7] [P10]', async () => {
  await signedIn();
  const { conversationId } = await say(visitor, 'is it in stock?');
  await desk.until('entries.added', (n) => n.entries.some((e) => e.body.kind === 'message'));
  const { row, entries } = await desk.desk.conversations['conversations.open']({ conversationId, limit: 50 });
  expect(row.unread).toBe(1);
  expect(row.conversation.agent?.name).toBe('Ann');
  expect(entries.map((e) => e.seq)).toEqual(entries.map((_, i) => i + 1));

  const key = newId();
  const shown = await desk.desk.conversations['conversations.send']({
    conversationId,
    key,
    text: 'yes, two',
  });
  expect(shown).toMatchObject({ key, state: 'queued', code: null });
  await desk.until('outgoing.changed', (n) => n.removed && n.outgoing.key === key);
  const answer = await visitor.until(
    'entry',
    (n) => n.entry.body.kind === 'message' && n.entry.author.kind === 'agent',
  );
  expect(answer.entry.body).toMatchObject({ text: 'yes, two' });

  const all = await transcriptOf(desk, conversationId);
  expect(all.filter((e) => e.key === key)).toHaveLength(1);
  const after = await desk.desk.conversations['conversations.open']({ conversationId, limit: 50 });
  expect(after.outgoing).toEqual([]);
  expect(after.row).toMatchObject({ pending: 0, refused: false });
  expect(desk.desk.connection().pending).toBe(0);
});

test('the states of a message are told in order: queued, sending, entry, gone', async () => {
  await signedIn();
  const { conversationId } = await say(visitor, 'hello');
  await desk.until('entries.added');
  const key = newId();
  const from = desk.mark();
  await desk.desk.conversations['conversations.send']({ conversationId, key, text: 'hi' });
  await desk.until('outgoing.changed', (n) => n.removed && n.outgoing.key === key, from);
  const states = desk.news('outgoing.changed').filter((n) => n.outgoing.key === key);
  expect(states[0]?.outgoing.state).toBe('queued');
  expect(states[1]?.outgoing.state).toBe('sending');
  expect(states.at(-1)?.removed).toBe(true);
});

test('the same key again changes nothing; with other words it is a conflict [P3]', async () => {
  await signedIn();
  const { conversationId } = await say(visitor, 'hello');
  await desk.until('entries.added');
  const key = newId();
  const send = (text: string) => desk.desk.conversations['conversations.send']({ conversationId, key, text });
  const [first, second] = await Promise.all([send('once'), send('once')]);
  expect(second.key).toBe(first.key);
  await desk.until('outgoing.changed', (n) => n.removed);
  const all = await transcriptOf(desk, conversationId);
  expect(all.filter((e) => e.key === key)).toHaveLength(1);
});

test('reading moves the mark here, at the hub and on the other device [P11]', async () => {
  await signedIn();
  const { conversationId } = await say(visitor, 'one');
  await say(visitor, 'two');
  await eventually(
    desk,
    async () => (await desk.desk.conversations['conversations.list']({}))[0]?.unread === 2,
  );

  const otherDir = await newFolder();
  const other = startTestDesk(otherDir);
  const { email, password } = testPeople.ann;
  await other.desk.signIn({ hub: hub.url, email, password });
  await other.until('app.connection', (c) => c.state === 'connected');
  const unreadThere = async () =>
    (await other.desk.conversations['conversations.list']({})).find(
      (r) => r.conversation.id === conversationId,
    )?.unread;
  await eventually(other, async () => (await unreadThere()) === 2);

  const { row } = await desk.desk.conversations['conversations.open']({ conversationId, limit: 10 });
  await desk.desk.conversations['conversations.markRead']({ conversationId, seq: row.conversation.lastSeq });
  const again = await desk.desk.conversations['conversations.open']({ conversationId, limit: 10 });
  expect(again.row.unread).toBe(0);
  await eventually(other, async () => (await unreadThere()) === 0);
  await other.stop();
  await removeFolder(otherDir);
});

test('two take at once: one has it, the other is told who, and no longer sees it [P12]', async () => {
  // Nobody is online: the message waits in the queue.
  const { conversationId } = await say(visitor, 'anybody?');
  await signedIn('sue');
  const ben = await deskClient(hub.url, testPeople.ben);
  await eventually(desk, async () => {
    const rows = await desk.desk.conversations['conversations.list']({});
    return rows.find((r) => r.conversation.id === conversationId)?.conversation.agent?.name === 'Ben';
  });
  const rows = await desk.desk.conversations['conversations.list']({});
  const { version } = rows.find((r) => r.conversation.id === conversationId)!.conversation;
  const take = desk.desk.routing['conversations.take']({ conversationId, version: version - 1 });
  await expect(take).rejects.toMatchObject({ refusal: { code: expect.stringMatching(/taken|conflict/) } });
  ben.close();
});

test('a conversation that another agent was given leaves the list of one who only saw it wait', async () => {
  await signedIn('ann');
  const ben = await deskClient(hub.url, testPeople.ben);
  // Ann serves the conversations of the tests before, so Ben is the least loaded. Ann hears of this one
  // while it waits, and of its leaving.
  const { conversationId } = await say(visitor, 'for Ben');
  await ben.until(
    'entry',
    (n) => n.entry.conversationId === conversationId && n.entry.body.kind === 'assigned',
  );
  const isHere = (n: { rows: readonly { conversation: { id: string } }[] }) =>
    n.rows.some((row) => row.conversation.id === conversationId);
  await desk.until('conversations.changed', isHere);
  await eventually(
    desk,
    async () => !isHere({ rows: await desk.desk.conversations['conversations.list']({}) }),
  );
  ben.close();
});

test('a draft belongs to its conversation and outlives the desk; sending ends it', async () => {
  await signedIn();
  const { conversationId } = await say(visitor, 'hello');
  await desk.until('entries.added');
  await desk.desk.conversations['conversations.setDraft']({ conversationId, text: 'half a sen' });
  await desk.stop();
  desk = startTestDesk(dir);
  const opened = await desk.desk.conversations['conversations.open']({ conversationId, limit: 10 });
  expect(opened.row.draft).toBe('half a sen');
  await desk.desk.conversations['conversations.send']({
    conversationId,
    key: newId(),
    text: 'half a sentence',
  });
  expect((await desk.desk.conversations['conversations.open']({ conversationId, limit: 10 })).row.draft).toBe(
    '',
  );
});

test('what is not signed in reads and writes nothing', async () => {
  const conversations = desk.desk.conversations;
  const refused = { refusal: { code: 'unauthenticated' } };
  await expect(conversations['conversations.list']({})).rejects.toMatchObject(refused);
  await expect(
    conversations['conversations.send']({ conversationId: newId(), key: newId(), text: 'x' }),
  ).rejects.toMatchObject(refused);
});
