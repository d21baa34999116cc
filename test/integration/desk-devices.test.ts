import { afterEach, beforeEach, expect, test } from 'vitest';
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
import { startLine } from '../support/tcp-line.ts';
import {
  eventually,
  hastyClock,
  newFolder,
  removeFolder,
  startTestDesk,
  type TestDesk,
  transcriptOf,
} from './desk-support.ts';

/** One person at several desks, whose rights and conversations change under them. */

let hub: TestHub;
let visitor: VisitorClient;
let folders: string[] = [];
let desks: TestDesk[] = [];

afterEach(async () => {
  visitor?.close();
  for (const desk of desks) await desk.stop();
  await hub.stop();
  for (const folder of folders) await removeFolder(folder);
  folders = [];
  desks = [];
});

async function signedIn(
  person: keyof typeof testPeople,
  url = hub.url,
  clock = hastyClock,
): Promise<TestDesk> {
  const dir = await newFolder();
  folders.push(dir);
  const desk = startTestDesk(dir, { clock });
  desks.push(desk);
  const { email, password } = testPeople[person];
  await desk.desk.signIn({ hub: url, email, password });
  await desk.until('app.connection', (c) => c.state === 'connected');
  return desk;
}

const rowOf = async ({ desk }: TestDesk, id: string) =>
  (await desk.conversations['conversations.list']({})).find((row) => row.conversation.id === id);

beforeEach(async () => {
  hub = await startTestHub();
});

test('[P10] two desks of one person: both show the message once, and where it was written the bubble goes', async () => {
  const [here, there] = [await signedIn('ann'), await signedIn('ann')];
  visitor = await visitorClient(hub.url);
  const { conversationId } = await say(visitor, 'hello');
  for (const desk of [here, there]) {
    await eventually(desk, async () => (await rowOf(desk, conversationId))?.unread === 1);
  }
  const keys = Array.from({ length: 6 }, () => newId());
  // In turns, so that each is the other's echo.
  for (const [n, key] of keys.entries()) {
    const { desk } = n % 2 === 0 ? here : there;
    await desk.conversations['conversations.send']({ conversationId, key, text: `${n}` });
  }
  for (const desk of [here, there]) {
    await eventually(desk, async () => {
      const mine = (await transcriptOf(desk, conversationId)).filter((e) => e.author.kind === 'agent');
      return mine.length === keys.length && desk.desk.connection().pending === 0;
    });
    const opened = await desk.desk.conversations['conversations.open']({ conversationId, limit: 50 });
    expect(opened.outgoing).toEqual([]);
    const told = desk.news('entries.added').flatMap((news) => news.entries.map((e) => e.key));
    expect(keys.map((key) => told.filter((each) => each === key).length)).toEqual(keys.map(() => 1));
  }
  const [one, two] = await Promise.all([here, there].map((desk) => transcriptOf(desk, conversationId)));
  expect(one).toEqual(two);
  // Each bubble was shown and taken away on the desk where it was written, and on no other.
  const removed = (desk: TestDesk) =>
    desk.news('outgoing.changed').flatMap((news) => (news.removed ? [news.outgoing.key] : []));
  expect(removed(here).sort()).toEqual(keys.filter((_, n) => n % 2 === 0).sort());
  expect(removed(there).sort()).toEqual(keys.filter((_, n) => n % 2 === 1).sort());
});

test('[P11] read at one desk while the other was away: that one, once back, counts what is unread right', async () => {
  const line = await startLine(Number(new URL(hub.url).port));
  const [here, there] = [await signedIn('ann'), await signedIn('ann', line.url)];
  visitor = await visitorClient(hub.url);
  const { conversationId } = await say(visitor, 'one');
  await say(visitor, 'two');
  const unread = async (desk: TestDesk) => (await rowOf(desk, conversationId))?.unread;
  for (const desk of [here, there]) await eventually(desk, async () => (await unread(desk)) === 2);

  const from = there.mark();
  line.cut();
  await there.until('app.connection', (c) => c.state === 'offline', from);
  const seq = (await rowOf(here, conversationId))?.conversation.lastSeq ?? 0;
  await here.desk.conversations['conversations.markRead']({ conversationId, seq });
  const marks = () => hub.hub.database.kysely.selectFrom('mark').select('seq').execute();
  await expect.poll(marks).toEqual([{ seq }]);
  // Unread for both: the mark is of what was there when it was set.
  await say(visitor, 'three');
  await eventually(here, async () => (await unread(here)) === 1);
  expect(await unread(there)).toBe(2);

  line.mend();
  there.desk.nudge();
  await eventually(there, async () => (await unread(there)) === 1);
  const rows = there.news('conversations.changed').flatMap((news) => news.rows);
  expect(rows.findLast(({ conversation }) => conversation.id === conversationId)).toMatchObject({
    unread: 1,
    readSeq: seq,
  });
  await line.stop();
});

test('[P16] a role that changes: the desk is back at once with the new one and another list, what was typed in sight', async () => {
  const ben = await deskClient(hub.url, testPeople.ben);
  visitor = await visitorClient(hub.url);
  const { conversationId } = await say(visitor, 'for Ben');
  const untouched = await visitorClient(hub.url);
  const other = await say(untouched, 'for Ben too');
  untouched.close();
  let ahead = 0;
  const waits: number[] = [];
  const desk = await signedIn('sue', hub.url, {
    now: () => hastyClock.now() + ahead,
    after: (milliseconds, run) => {
      waits.push(milliseconds);
      return hastyClock.after(milliseconds, run);
    },
  });
  await eventually(desk, async () => (await rowOf(desk, other.conversationId)) !== undefined);
  const { conversations } = desk.desk;
  await conversations['conversations.setDraft']({ conversationId, text: 'half a word to Ben' });

  // The line has stood for a while.
  ahead = 60_000;
  waits.length = 0;
  const from = desk.mark();
  const me = desk.desk.account();
  const id = me.state === 'signed-in' ? me.me.id : '';
  await hub.hub.setRole(id, 'agent');
  const account = await desk.until('account.changed', (a) => a.state === 'signed-in', from);
  expect(account).toMatchObject({ me: { role: 'agent' } });
  expect(waits).toContain(0);
  await desk.until('conversations.changed', (news) => news.all, from);
  await eventually(desk, async () => (await rowOf(desk, other.conversationId)) === undefined);
  expect(await rowOf(desk, conversationId)).toMatchObject({ gone: true, draft: 'half a word to Ben' });
  const { entries } = await conversations['conversations.open']({ conversationId, limit: 50 });
  expect(entries).toEqual([]);

  // With the last of what was typed it goes too.
  const before = desk.mark();
  await conversations['conversations.setDraft']({ conversationId, text: '' });
  await desk.until('conversations.changed', (news) => news.all && news.rows.length === 0, before);

  // And back: a supervisor sees it all again.
  await hub.hub.setRole(id, 'supervisor');
  await eventually(desk, async () => (await rowOf(desk, other.conversationId))?.gone === false);
  ben.close();
});

test('[P13] a lease that ran out leaves the draft where it is, and says who has the conversation now', async () => {
  await hub.stop();
  hub = await startTestHub({ leaseTime: 700 });
  const line = await startLine(Number(new URL(hub.url).port));
  const desk = await signedIn('ann', line.url);
  visitor = await visitorClient(hub.url);
  const { conversationId } = await say(visitor, 'hello');
  await eventually(desk, async () => (await rowOf(desk, conversationId))?.conversation.status === 'active');
  const { conversations } = desk.desk;
  const ben = await deskClient(hub.url, testPeople.ben);

  // The line goes. What is written then waits here, while the conversation goes to somebody else.
  const from = desk.mark();
  line.cut();
  await desk.until('app.connection', (c) => c.state === 'offline', from);
  const key = newId();
  await conversations['conversations.send']({ conversationId, key, text: 'written while away' });
  await conversations['conversations.setDraft']({ conversationId, text: 'half a sen' });
  const { entry } = await ben.until('entry', (news) => news.entry.body.kind === 'assigned');
  expect(entry).toMatchObject({ conversationId, body: { to: null, reason: 'agent_gone' } });
  line.mend();
  desk.desk.nudge();
  const { outgoing } = await desk.until(
    'outgoing.changed',
    (news) => news.outgoing.state === 'refused',
    from,
  );
  expect(outgoing).toMatchObject({ key, code: 'taken' });
  const row = await rowOf(desk, conversationId);
  expect(row).toMatchObject({ draft: 'half a sen', refused: true, gone: false });
  expect(row?.conversation.agent?.name).toBe('Ben');
  ben.close();
  await line.stop();
});

test('[P6] [P16] signed out by the hub with something unsent: it says so, over a restart, and sends it later', async () => {
  const line = await startLine(Number(new URL(hub.url).port));
  let desk = await signedIn('ann', line.url);
  visitor = await visitorClient(hub.url);
  const { conversationId } = await say(visitor, 'hello');
  const other = await visitorClient(hub.url);
  const { conversationId: second } = await say(other, 'hello too');
  other.close();
  await eventually(desk, async () => (await rowOf(desk, second))?.conversation.status === 'active');
  const from = desk.mark();
  line.cut();
  await desk.until('app.connection', (c) => c.state === 'offline', from);
  const { conversations } = desk.desk;
  await conversations['conversations.send']({
    conversationId,
    key: newId(),
    text: 'before I was signed out',
  });
  await conversations['conversations.setDraft']({ conversationId: second, text: 'half a sen' });
  await hub.hub.database.kysely.deleteFrom('desk_session').execute();
  line.mend();
  desk.desk.nudge();
  const unsent = { messages: 1, drafts: 1 };
  const account = await desk.until('account.changed', (a) => a.state === 'signed-out', from);
  expect(account).toMatchObject({ code: 'unauthenticated', unsent });

  await desk.stop();
  desk = startTestDesk(desk.dir);
  desks.push(desk);
  expect(desk.desk.account()).toMatchObject({ state: 'signed-out', unsent });
  const { email, password } = testPeople.ann;
  await desk.desk.signIn({ hub: line.url, email, password });
  await visitor.until('entry', ({ entry }) => entry.body.kind === 'message' && entry.author.kind === 'agent');
  expect(await rowOf(desk, second)).toMatchObject({ draft: 'half a sen' });
  await line.stop();
});
