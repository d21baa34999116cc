import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import type { Reply } from '#shared/domain/replies/reply.ts';
import { type DeskClient, deskClient, startTestHub, type TestHub, testPeople } from '../support/hub.ts';
import { contentOf, newReply, personal } from '../support/replies.ts';
import { eventually, newFolder, removeFolder, startTestDesk, type TestDesk } from './desk-support.ts';

/** Canned replies on the desk: fetched, kept, found without the hub, and caught up with. */

let hub: TestHub;
let dir: string;
let desk: TestDesk;
let sue: DeskClient;

beforeEach(async () => {
  hub = await startTestHub();
  dir = await newFolder();
  desk = startTestDesk(dir);
  sue = await deskClient(hub.url, testPeople.sue);
});
afterEach(async () => {
  sue.close();
  await desk.stop();
  await hub.stop();
  await removeFolder(dir);
});

async function signIn(person: keyof typeof testPeople = 'ann') {
  const { email, password } = testPeople[person];
  await desk.desk.signIn({ hub: hub.url, email, password });
  await desk.until('app.connection', (c) => c.state === 'connected');
}
const calls = () => desk.desk.replies;
const search = async (words: string, language = 'zh-CN') =>
  (await calls()['replies.search']({ words, language, folder: '', scope: null, limit: 9 })).found.map(
    ({ reply }) => reply.title,
  );
const list = async (): Promise<Reply[]> => (await calls()['replies.list']({})).replies;
const titles = async () => (await list()).map(({ title }) => title).sort();
const greeting = () =>
  newReply('问候', {
    shortcut: 'hi',
    texts: [
      { language: 'zh-CN', text: '您好，请问有什么可以帮您？' },
      { language: 'en', text: 'Hello!' },
    ],
  });

test('fetched at connect, found by sound, and found without the hub after a restart of the desk', async () => {
  const one = greeting();
  await sue.get('reply.save', one);
  await signIn();
  await desk.until('replies.changed', ({ known }) => known);
  expect(await search('nh')).toEqual(['问候']);
  expect(await search('wenhou')).toEqual(['问候']);
  await calls()['replies.used']({ id: one.id });
  await desk.stop();
  await hub.stop();

  desk = startTestDesk(dir);
  await desk.desk.start();
  expect(await search('qw')).toEqual(['问候']);
  const { known, uses } = await calls()['replies.list']({});
  expect({ known, uses }).toMatchObject({ known: true, uses: [{ id: one.id, count: 1 }] });
  await expect(calls()['replies.save'](newReply('offline', { scope: personal }))).rejects.toMatchObject({
    refusal: { code: 'unavailable' },
  });
});

test('a new one, a change and a deletion come while the line is there', async () => {
  await signIn();
  await desk.until('replies.changed', ({ known }) => known);
  const one = newReply('One');
  await sue.get('reply.save', one);
  await eventually(desk, async () => (await titles()).includes('One'));
  await sue.get('reply.save', { id: one.id, version: 1, content: contentOf('Two') });
  await eventually(desk, async () => (await titles()).includes('Two'));
  await sue.get('reply.delete', { id: one.id, version: 2 });
  await eventually(desk, async () => (await titles()).length === 0);
});

test('what happened while the desk was away is there after it came back', async () => {
  const [kept, changed, deleted] = [newReply('kept'), newReply('old'), newReply('deleted')];
  for (const one of [kept, changed, deleted]) await sue.get('reply.save', one);
  await signIn();
  await eventually(desk, async () => (await list()).length === 3);
  await desk.stop();
  await sue.get('reply.save', { id: changed.id, version: 1, content: contentOf('new') });
  await sue.get('reply.delete', { id: deleted.id, version: 1 });
  await sue.get('reply.save', newReply('made'));

  desk = startTestDesk(dir);
  await desk.desk.start();
  await eventually(desk, async () => (await titles()).join() === 'kept,made,new');
});

test('one’s own: made, changed, deleted and put back; the loser of a race is told', async () => {
  await signIn();
  const one = newReply('mine', { scope: personal });
  const saved = await calls()['replies.save'](one);
  expect(await list()).toEqual([saved]);
  const content = contentOf('changed', { scope: personal });
  await calls()['replies.save']({ id: one.id, version: 1, content });
  const late = calls()['replies.save']({
    id: one.id,
    version: 1,
    content: contentOf('late', { scope: personal }),
  });
  await expect(late).rejects.toMatchObject({ refusal: { code: 'conflict' } });
  const { version } = await calls()['replies.delete']({ id: one.id, version: 2 });
  expect(await list()).toEqual([]);
  expect(await calls()['replies.restore']({ id: one.id, version })).toMatchObject({ title: 'changed' });
  expect(await titles()).toEqual(['changed']);
  expect((await sue.get('replies.pull', { since: 0, view: '' })).replies).toEqual([]);
});

test('an import of many goes in portions, and says of each what became of it', async () => {
  await signIn('sue');
  const long = [{ language: 'zh-CN', text: '长'.repeat(3000) }];
  const rows = Array.from({ length: 45 }, (_, i) => newReply(`row ${i}`, i % 2 === 0 ? { texts: long } : {}));
  const bad = newReply('nowhere', { scope: { is: 'group', group: newId() } });
  const { results } = await calls()['replies.write']({ replies: [...rows, bad] });
  expect(results.filter(({ code }) => code === null)).toHaveLength(45);
  expect(results.at(-1)).toEqual({ id: bad.id, code: 'bad_request' });
  expect(await list()).toHaveLength(45);
});

test('uses are told to the hub together, and known on another computer', async () => {
  const one = greeting();
  await sue.get('reply.save', one);
  await signIn();
  await desk.until('replies.changed', ({ known }) => known);
  for (let i = 0; i < 3; i += 1) await calls()['replies.used']({ id: one.id });
  const told = async () => (await sue.get('replies.uses', { after: null })).uses[0]?.all;
  await eventually(desk, async () => (await told()) === 3);

  const elsewhere = await newFolder();
  const other = startTestDesk(elsewhere);
  const { email, password } = testPeople.ann;
  await other.desk.signIn({ hub: hub.url, email, password });
  const uses = async () => (await other.desk.replies['replies.list']({})).uses;
  await eventually(other, async () => (await uses())[0]?.count === 3);
  await other.stop();
  await removeFolder(elsewhere);
});

test('somebody else who signs in sees none of the person’s own', async () => {
  await signIn();
  await calls()['replies.save'](newReply('of Ann', { scope: personal }));
  await desk.desk.signOut();
  await expect(calls()['replies.list']({})).rejects.toMatchObject({ refusal: { code: 'unauthenticated' } });
  const from = desk.mark();
  const { email, password } = testPeople.ben;
  await desk.desk.signIn({ hub: hub.url, email, password });
  await desk.until('replies.changed', ({ known }) => known, from);
  expect(await list()).toEqual([]);
});
