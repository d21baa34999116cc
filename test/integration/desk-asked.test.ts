import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import {
  type DeskClient,
  deskClient,
  say,
  startTestHub,
  type TestHub,
  testPeople,
  visitorClient,
} from '../support/hub.ts';
import { eventually, newFolder, removeFolder, startTestDesk, type TestDesk } from './desk-support.ts';

/** What the desk of a colleague who is asked has of a conversation, and for how long. */

let hub: TestHub;
let dir: string;
let desk: TestDesk;
let ann: DeskClient;
let conversationId: string;

beforeEach(async () => {
  hub = await startTestHub();
  dir = await newFolder();
  desk = startTestDesk(dir);
  ann = await deskClient(hub.url, testPeople.ann);
  const visitor = await visitorClient(hub.url);
  ({ conversationId } = await say(visitor, 'for Ann alone'));
  await ann.until('entry', (n) => n.entry.body.kind === 'assigned');
  const { email, password } = testPeople.ben;
  await desk.desk.signIn({ hub: hub.url, email, password });
});
afterEach(async () => {
  await desk.stop();
  await hub.stop();
  await removeFolder(dir);
});

const versionOf = async () => {
  const pull = { conversationId, after: 0, before: null, limit: 1 };
  return (await ann.get('conversation.pull', pull)).conversation.version;
};
const asks = async (event: 'conversation.invite' | 'conversation.transfer', note: string | null = null) => {
  const to = (await hub.hub.people.accountOf(testPeople.ben.email))?.me.id ?? '';
  const asked = { conversationId, key: newId(), version: await versionOf(), note };
  if (event === 'conversation.invite') await ann.get(event, { ...asked, to });
  else await ann.get(event, { ...asked, to: { person: to, ask: true } });
};
const row = async () =>
  (await desk.desk.conversations['conversations.list']({})).find((r) => r.conversation.id === conversationId);
const texts = async () => {
  const opened = await desk.desk.conversations['conversations.open']({ conversationId, limit: 50 });
  return opened.entries.flatMap(({ body }) => ('text' in body ? [body.text] : []));
};

test('[P12] who is asked has all that was said; who declines keeps nothing of it', async () => {
  expect(await row()).toBeUndefined();
  await asks('conversation.transfer', 'he speaks Dutch');
  await eventually(desk, async () => (await row())?.conversation.offer?.how === 'transfer');
  // What the list was taken without is fetched behind it.
  await eventually(desk, async () => (await texts()).length === 2);
  expect(await texts()).toEqual(['for Ann alone', 'he speaks Dutch']);
  expect((await row())?.conversation.agent?.name).toBe('Ann');

  await desk.desk.routing['offers.decline']({ conversationId, version: await versionOf() });
  await ann.until('entry', (n) => n.entry.body.kind === 'offer_ended');
  await eventually(desk, async () => (await row()) === undefined);
  // Nothing of what was said in it is kept, or to be had.
  await expect(texts()).rejects.toMatchObject({ refusal: { code: 'not_found' } });
});

test('[P8] [P12] a desk that was away while it was asked no more forgets it when it is back', async () => {
  await asks('conversation.invite');
  await eventually(desk, async () => (await row()) !== undefined && (await texts()).length === 1);
  await desk.stop();
  const event = { conversationId, key: newId(), version: await versionOf() };
  await ann.get('offer.withdraw', event);
  await ann.get('message.send', { conversationId, key: newId(), text: 'between us' });
  desk = startTestDesk(dir);
  await desk.until('app.connection', (c) => c.state === 'connected');
  await eventually(desk, async () => (await row()) === undefined);
  const lines = desk.news('entries.added').flatMap(({ entries }) => entries.map(({ body }) => body));
  expect(JSON.stringify(lines)).not.toContain('between us');
});

test('[P12] who joins in stays, and hears what is said', async () => {
  await asks('conversation.invite');
  await eventually(desk, async () => (await row()) !== undefined);
  await desk.desk.routing['offers.accept']({ conversationId, version: await versionOf() });
  await ann.get('message.send', { conversationId, key: newId(), text: 'now we are two' });
  await eventually(desk, async () => (await texts()).includes('now we are two'));
  await desk.desk.conversations['conversations.send']({ conversationId, key: newId(), text: 'hello' });
  await ann.until('entry', (n) => n.entry.body.kind === 'message' && n.entry.body.text === 'hello');
  await eventually(desk, async () => (await row())?.conversation.guests.length === 1);
  await desk.desk.routing['conversations.leave']({ conversationId, version: await versionOf() });
  await ann.until('entry', (n) => n.entry.body.kind === 'left');
  await eventually(desk, async () => (await row())?.conversation.guests.length === 0);
});
