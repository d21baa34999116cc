import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import type { Answer } from '#shared/protocol/errors.ts';
import { filePaths, type UploadState } from '#shared/protocol/files.ts';
import { download, linksOf, png, uploaded } from '../support/files.ts';
import { deskClient, say, shopOrigin, signIn, testPeople, visitorClient } from '../support/hub.ts';
import { newReply, personal } from '../support/replies.ts';
import { type RoutingHouse, routingHouse, withGroup } from '../support/routing-house.ts';

/** [A2] Files of canned replies over real HTTP: whose they are, and what a customer gets of them. */

let house: RoutingHouse;
let care: string;
beforeEach(async () => {
  house = await routingHouse();
  care = newId();
  const { groups } = await house.plan((before) => withGroup(before, { id: care, name: 'Care' }));
  await house.profile('Ann', { groups: groups.map(({ id }) => id) });
  await house.profile('Ben', { groups: [] });
});
afterEach(() => house.stop());

async function desk(person: (typeof testPeople)[keyof typeof testPeople]) {
  const { token } = await signIn(house.url, person);
  const client = await deskClient(house.url, { token });
  return { client, who: { as: 'desk', token } as const, token };
}
type Desk = Awaited<ReturnType<typeof desk>>;

async function copy(token: string, copyOf: string, key = newId()): Promise<Answer<UploadState>> {
  const response = await fetch(house.url + filePaths.desk, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ key, name: 'x', size: 1, copyOf }),
  });
  return (await response.json()) as Answer<UploadState>;
}
const codeOf = (answer: Answer<unknown>) => (answer.ok ? null : answer.error.code);
const status = async ({ token }: Desk, id: string, variant = 'file') =>
  (await download(house.url, token, id, variant)).status;

test('who may use the reply has its file; who sends it sends a copy, which is the conversation’s', async () => {
  const [sue, ann] = await Promise.all([desk(testPeople.sue), desk(testPeople.ann)]);
  const visitor = await visitorClient(house.url);
  const { conversationId } = await say(visitor, 'where are you?');
  await ann.client.until('entry', ({ conversation }) => conversation.agent?.name === 'Ann');
  const ben = await desk(testPeople.ben);
  const picture = await uploaded(house.url, sue.who, 'map.png', await png(600, 400));
  expect(await status(ann, picture.id), 'not yet anybody else’s').toBe(404);

  const scope = { is: 'group' as const, group: care };
  const saved = await sue.client.get('reply.save', newReply('map', { scope, files: [picture.id] }));
  expect(saved).toMatchObject({ files: [picture.id], attached: [picture] });
  const pulled = await ann.client.get('replies.pull', { since: 0, view: '' });
  expect(pulled.replies).toMatchObject([{ title: 'map', attached: [picture] }]);
  expect(await Promise.all([ann, ben, sue].map((who) => status(who, picture.id)))).toEqual([200, 404, 200]);
  expect(await status(ann, picture.id, 'thumb')).toBe(200);
  expect(codeOf(await copy(ben.token, picture.id))).toBe('file_gone');

  const key = newId();
  const first = await copy(ann.token, picture.id, key);
  expect(await copy(ann.token, picture.id, key), '[P3] the same again').toEqual(first);
  if (!first.ok || first.value.file === null) throw new Error(JSON.stringify(first));
  const mine = first.value.file;
  expect(mine).toEqual({ ...picture, id: mine.id });
  expect(mine.id).not.toBe(picture.id);

  // Neither what lies with the reply nor what is not sent yet is for the customer.
  const who = { as: 'visitor', token: visitor.token } as const;
  const links = async () => {
    const answer = await linksOf(house.url, who, [picture.id, mine.id]);
    return answer.ok ? answer.value.links.map(({ id }) => id) : answer.error.code;
  };
  expect(await links()).toEqual([]);
  const send = (files: string[]) =>
    ann.client.ask('message.send', { key: newId(), conversationId, text: 'Here', files });
  expect(codeOf(await send([picture.id])), 'the reply’s own is never said itself').toBe('file_gone');
  expect(codeOf(await send([mine.id]))).toBe(null);
  expect(await links()).toEqual([mine.id]);

  // The copy lives on without the reply.
  await sue.client.get('reply.delete', { id: saved.id, version: 1 });
  expect(await status(ann, picture.id)).toBe(404);
  expect(codeOf(await copy(ann.token, picture.id))).toBe('file_gone');
  expect(await status(ann, mine.id)).toBe(200);
  for (const each of [sue, ann, ben]) each.client.close();
  visitor.close();
});

test('a visitor copies nothing, and nobody gives a reply what is not theirs to give', async () => {
  const [sue, ann] = await Promise.all([desk(testPeople.sue), desk(testPeople.ann)]);
  const own = await uploaded(house.url, ann.who, 'own.png', await png(10, 10));
  const visitor = await visitorClient(house.url);
  const response = await fetch(house.url + filePaths.visitor, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${visitor.token}`,
      origin: shopOrigin,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ key: newId(), name: 'x', size: 1, copyOf: own.id }),
  });
  expect(codeOf((await response.json()) as Answer<unknown>)).toBe('bad_request');

  const taken = newReply('taken', { files: [own.id] });
  expect(codeOf(await sue.client.ask('reply.save', taken)), 'another’s upload').toBe('file_gone');
  expect(codeOf(await sue.client.ask('reply.save', newReply('none', { files: [newId()] })))).toBe(
    'file_gone',
  );
  const twice = newReply('twice', { scope: personal, files: [own.id, own.id] });
  expect(codeOf(await ann.client.ask('reply.save', twice))).toBe('bad_request');

  const personally = await ann.client.get(
    'reply.save',
    newReply('mine', { scope: personal, files: [own.id] }),
  );
  expect(personally.attached).toEqual([own]);
  expect(codeOf(await sue.client.ask('reply.save', taken)), 'of another’s personal one').toBe('file_gone');
  expect(await status(sue, own.id)).toBe(404);
  for (const each of [sue, ann]) each.client.close();
  visitor.close();
});
