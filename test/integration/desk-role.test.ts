import { afterEach, beforeEach, test } from 'vitest';
import { deskClient, say, startTestHub, type TestHub, testPeople, visitorClient } from '../support/hub.ts';
import { eventually, newFolder, removeFolder, startTestDesk, type TestDesk } from './desk-support.ts';

let hub: TestHub;
let dir: string;
let desk: TestDesk;

beforeEach(async () => {
  hub = await startTestHub();
  dir = await newFolder();
  desk = startTestDesk(dir);
});
afterEach(async () => {
  await desk.stop();
  await hub.stop();
  await removeFolder(dir);
});

test('[P16] [P8] a supervisor who is made an agent keeps the sign-in and loses sight of what is others’', async () => {
  const ann = await deskClient(hub.url, testPeople.ann);
  const visitor = await visitorClient(hub.url);
  const { conversationId } = await say(visitor, 'for Ann alone');
  await ann.until('entry', (n) => n.entry.body.kind === 'assigned');

  const { email, password } = testPeople.sue;
  await desk.desk.signIn({ hub: hub.url, email, password });
  const listed = async () =>
    (await desk.desk.conversations['conversations.list']({})).map((row) => row.conversation.id);
  await eventually(desk, async () => (await listed()).includes(conversationId));

  const account = await hub.hub.people.accountOf(email);
  const from = desk.mark();
  await hub.hub.setRole(account?.me.id ?? '', 'agent');
  // It comes back by itself: nobody is asked for a password.
  await desk.until('app.connection', (c) => c.state === 'offline', from);
  await desk.until('app.connection', (c) => c.state === 'connected', from);
  await eventually(desk, async () => !(await listed()).includes(conversationId));
});
