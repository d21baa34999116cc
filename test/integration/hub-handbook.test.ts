import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Filed } from '#shared/domain/customer/filing.ts';
import { emptyHandbook, type Handbook } from '#shared/domain/customer/handbook.ts';
import { newId } from '#shared/domain/key.ts';
import { adminAs, callAdmin } from '../support/admin.ts';
import {
  deskClient,
  say,
  signIn,
  startTestHub,
  type TestHub,
  testPeople,
  visitorClient,
} from '../support/hub.ts';

/** The handbook of the house, as its admin writes it and the desks are told. */

const boss = {
  name: 'Boss',
  email: 'boss@example.test',
  password: 'correct horse boss',
  role: 'admin',
} as const;
const operator = 'O'.repeat(43);
/** The hub does not look at its database every second: what is seen here is done at once. */
const withoutLooks = { now: () => Date.now(), every: () => () => undefined };
let hub: TestHub;
let token: string;
let admin: ReturnType<typeof adminAs>;

beforeEach(async () => {
  hub = await startTestHub({ operatorToken: operator, clock: withoutLooks });
  await hub.hub.people.create(boss);
  ({ token } = await signIn(hub.url, boss));
  admin = adminAs(hub.url, token);
});
afterEach(() => hub.stop());

const name = { zh: '退货', en: 'Return' };
const book: Handbook = {
  ...emptyHandbook,
  fields: [{ key: 'size', label: name, kind: 'text', options: [], editable: true, required: true }],
  dispositions: [{ code: 'return', parent: null, name, groups: [], retired: true }],
};
const audit = () =>
  hub.hub.database.kysely
    .selectFrom('audit')
    .select(['code', 'event', 'actor_kind', 'subject'])
    .where('code', '=', 'changed')
    .where('event', 'not like', 'sign-in.%')
    .orderBy('id')
    .execute();

test('[A11] it is read, saved under its version, restored; each change has its row, and every desk is told', async () => {
  const ann = await deskClient(hub.url, testPeople.ann);
  expect(await admin('handbook.read', null)).toMatchObject({ version: 0, handbook: emptyHandbook });
  const saved = await admin('handbook.save', { version: 0, handbook: book });
  expect(saved).toMatchObject({ version: 1, by: 'Boss', handbook: book });
  expect(await ann.until('handbook')).toEqual({ version: 1 });
  expect(await ann.get('handbook.pull', {})).toEqual(saved);

  await expect(admin('handbook.save', { version: 0, handbook: emptyHandbook })).rejects.toThrow('conflict');
  await admin('handbook.save', { version: 1, handbook: emptyHandbook });
  const asOperator = adminAs(hub.url, operator);
  const restored = await asOperator('handbook.restore', { version: 2, to: 1 });
  expect(restored).toMatchObject({ version: 3, by: 'operator', handbook: book });
  await expect(asOperator('handbook.restore', { version: 3, to: 9 })).rejects.toThrow('not_found');
  expect(await admin('handbook.version', { version: 1 })).toEqual(saved);
  await expect(admin('handbook.version', { version: 4 })).rejects.toThrow('not_found');
  const { versions } = await admin('handbook.history', null);
  expect(versions.map((one) => [one.version, one.by])).toEqual([
    [3, 'operator'],
    [2, 'Boss'],
    [1, 'Boss'],
  ]);
  expect(await audit()).toMatchObject([
    { event: 'admin.handbook.save', actor_kind: 'person', subject: '1' },
    { event: 'admin.handbook.save', actor_kind: 'person', subject: '2' },
    { event: 'admin.handbook.restore', actor_kind: 'operator', subject: '3 from 1' },
  ]);
});

test('[P15] what does not fit is refused by its path, and so is what contradicts itself; nothing is changed', async () => {
  const ask = async (handbook: unknown) =>
    (await callAdmin(hub.url, token, 'handbook.save', { version: 0, handbook })).answer;
  const refused = (field: string) => ({ ok: false, error: { code: 'bad_request', field } });
  expect(await ask({ ...book, fields: [{ ...book.fields[0], key: 'Size' }] })).toEqual(
    refused('handbook.fields.0.key'),
  );
  expect(await ask({ ...book, fields: [{ ...book.fields[0], editable: false }] })).toEqual(
    refused('fields.0.required'),
  );
  expect(await ask({ ...book, dispositions: [{ ...book.dispositions[0], parent: 'none' }] })).toEqual(
    refused('dispositions.0.parent'),
  );
  expect((await admin('handbook.read', null)).version).toBe(0);
  expect(await audit()).toEqual([]);
});

test('[A11] what was filed under what is retired since may be written anew; nothing else is filed there', async () => {
  const inUse = { ...book, dispositions: [{ code: 'return', parent: null, name, groups: [] }] };
  await admin('handbook.save', { version: 0, handbook: inUse });
  const ann = await deskClient(hub.url, testPeople.ann);
  const filed = { disposition: ['return'], tags: [], summary: '', nextContactAt: null };
  /** A conversation of somebody new, from its beginning to its end. */
  const served = async () => {
    const { conversationId } = await say(await visitorClient(hub.url), 'hello');
    await ann.until(
      'entry',
      ({ entry }) => entry.conversationId === conversationId && entry.body.kind === 'assigned',
    );
    await ann.get('conversation.close', {
      conversationId,
      key: newId(),
      version: await versionOf(conversationId),
    });
    return conversationId;
  };
  const versionOf = async (conversationId: string) => {
    const asked = { conversationId, after: 0, before: null, limit: 1 };
    return (await ann.get('conversation.pull', asked)).conversation.version;
  };
  const file = async (conversationId: string, what: Filed, key = newId()) =>
    ann.ask('wrap.done', { conversationId, key, version: await versionOf(conversationId), filed: what });
  const [before, after] = [await served(), await served()];
  const key = newId();
  const first = await file(before, filed, key);
  expect(first).toMatchObject({ ok: true });
  await admin('handbook.save', { version: 1, handbook: book });
  expect(await file(before, filed, key), '[P3] asked for again').toEqual(first);
  expect(await file(before, { ...filed, summary: 'sent anew' })).toMatchObject({ ok: true });
  expect(await file(after, filed)).toMatchObject({
    ok: false,
    error: { code: 'bad_request', field: 'disposition' },
  });
});

test('of twenty who save at once, one does', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, () =>
      callAdmin(hub.url, token, 'handbook.save', { version: 0, handbook: book }),
    ),
  );
  expect(answers.filter(({ answer }) => answer.ok)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(19);
});
