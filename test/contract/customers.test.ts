import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { emptyHandbook, type Handbook } from '#shared/domain/customer/handbook.ts';
import { newId } from '#shared/domain/key.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import type { DeskActor } from '../../src/hub/conversations/index.ts';
import { createHandbooks } from '../../src/hub/handbook/index.ts';
import { openStore, places, type Store } from './stores.ts';
import { closing, from, taking } from './writes.ts';

const sizes: Handbook = {
  ...emptyHandbook,
  fields: [
    { key: 'size', label: { zh: '尺码', en: 'Size' }, kind: 'choice', options: ['S', 'M'], editable: true },
    { key: 'points', label: { zh: '积分', en: 'Points' }, kind: 'number', options: [], editable: false },
  ],
};

describe.each(places)('[A8] cards of customers on $name', ({ open }) => {
  let place: Awaited<ReturnType<typeof open>>;
  let store: Store;
  let ann: Me;

  beforeAll(async () => {
    place = await open();
  });
  afterAll(() => place.close());
  beforeEach(async () => {
    store = await openStore(await place.location());
    ann = await store.person('ann');
  });
  afterEach(() => store.close());

  const actor = (person: Me): DeskActor => ({ kind: 'person', id: person.id, person, sessionId: newId() });
  /** Somebody who writes to us; answers the conversation. */
  const begin = async (text = 'hello') => {
    const visitor = await store.visitor();
    const { conversationId } = await store.conversations.write(from(visitor, text));
    return { visitorId: visitor.id, conversationId };
  };
  const ask = () => store.customerHandlers;
  const sign = async (visitorId: string, sub: string, name: string | null) => {
    await store.database.kysely
      .updateTable('visitor')
      .set({ customer_sub: sub, name, attributes: '{"tier":"gold"}' })
      .where('id', '=', visitorId)
      .execute();
    await store.records.identify(visitorId, sub, name);
  };

  test('somebody of whom nothing is known has a card with what their browser says', async () => {
    const { visitorId, conversationId } = await begin();
    const agent =
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 Mobile MicroMessenger/8.0';
    store.setClock(1_700_000_060_000);
    store.seen.came(visitorId, { userAgent: agent, timeZone: 'Asia/Shanghai' });
    const { customer } = await ask()['customer.pull'](actor(ann), { conversationId });
    expect(customer).toMatchObject({
      version: 1,
      verified: false,
      name: null,
      tags: [],
      fields: {},
      notes: [],
      conversations: 1,
      timeZone: 'Asia/Shanghai',
      device: { browser: 'WeChat 8', os: 'iOS 17', model: 'iPhone', kind: 'mobile' },
      firstSeen: 1_700_000_000_000,
      lastSeen: 1_700_000_060_000,
      visitorIds: [visitorId],
    });
    expect((await ask()['customer.pull'](actor(ann), { conversationId })).customer.id).toBe(customer.id);
  });

  test('is found by number however it was written, with the conversation that one would open; not by who may read none of theirs', async () => {
    const [first, second, alike] = [await begin('first'), await begin('second'), await begin('another')];
    const numbered = async ({ conversationId }: { conversationId: string }, phone: string | null) => {
      const { customer } = await ask()['customer.pull'](actor(ann), { conversationId });
      const change = { phone, name: `Nr ${phone}` };
      await ask()['customer.save'](actor(ann), { conversationId, version: customer.version, change });
      return customer.id;
    };
    const id = await numbered(first, '138 0013-8000');
    await numbered(alike, '13900138000');
    const find = async (who: Me, of: { number: string } | { customerId: string }) =>
      (await ask()['customer.find'](actor(who), { of })).found.map((one) => [one.id, one.conversation.id]);
    for (const number of ['+8613800138000', '13800138000', '008613800138000'])
      expect([number, await find(ann, { number })]).toEqual([number, [[id, first.conversationId]]]);
    expect(await find(ann, { customerId: id })).toEqual([[id, first.conversationId]]);
    for (const number of ['138000', '13800138001', '110']) expect(await find(ann, { number })).toEqual([]);
    expect(await find(ann, { customerId: newId() })).toEqual([]);

    // Two of one household.
    const other = await numbered(second, '0086 138 0013 8000');
    expect(new Set((await find(ann, { number: '13800138000' })).map(([one]) => one))).toEqual(
      new Set([id, other]),
    );

    // It is Ann's now: to who never had to do with it the customer is nobody, by number and by id.
    const bob = await store.person('bob');
    await store.conversations.write(
      taking(ann, (await store.conversations.reads.held(first.conversationId))!.conversation),
    );
    expect(await find(bob, { number: '13800138000' })).toEqual([[other, second.conversationId]]);
    expect(await find(bob, { customerId: id })).toEqual([]);
    expect(await find(ann, { customerId: id })).toEqual([[id, first.conversationId]]);

    // A number that was taken out of the card is nobody's.
    await numbered(second, null);
    expect(await find(bob, { number: '13800138000' })).toEqual([]);
  });

  test('of two who ask for it at once both get the same', async () => {
    const { conversationId } = await begin();
    const all = await Promise.all(
      Array.from({ length: 8 }, () => ask()['customer.pull'](actor(ann), { conversationId })),
    );
    expect(new Set(all.map(({ customer }) => customer.id)).size).toBe(1);
  });

  test('what is written is there, told to whom it concerns, and names the customer from then on', async () => {
    const { conversationId, visitorId } = await begin();
    await store.handbooks.save(0, sizes, 'he');
    const change = { name: ' 王芳 ', phone: '138', tags: ['vip', 'vip'], fields: { size: 'M' } };
    const input = { conversationId, version: 1, change };
    const { customer } = await ask()['customer.save'](actor(ann), input);
    expect(customer).toMatchObject({
      version: 2,
      name: '王芳',
      phone: '138',
      tags: ['vip'],
      fields: { size: 'M' },
    });
    expect(store.cards).toEqual([{ rooms: ['supervisors', 'queue'], customer }]);
    await store.conversations.write(
      taking(ann, (await store.conversations.reads.held(conversationId))!.conversation),
    );
    expect((await store.conversations.reads.held(conversationId))?.conversation.visitor).toMatchObject({
      id: visitorId,
      name: '王芳',
    });
    await ask()['customer.save'](actor(ann), {
      conversationId,
      version: 2,
      change: { fields: { size: null } },
    });
    expect(store.cards.at(-1)).toMatchObject({
      rooms: ['supervisors', `person:${ann.id}`],
      customer: { version: 3, phone: '138', fields: {} },
    });
  });

  test('of two who write at once one is told that it has changed', async () => {
    const { conversationId } = await begin();
    const save = (phone: string) =>
      ask()['customer.save'](actor(ann), { conversationId, version: 1, change: { phone } });
    const done = await Promise.allSettled([save('1'), save('2'), save('3')]);
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of done)
      if (one.status === 'rejected') expect(one.reason.refusal).toEqual({ code: 'conflict' });
  });

  test.each([
    ['a field that is not in the handbook', { fields: { nothing: 'x' } }, 'fields.nothing'],
    ['what may not be chosen', { fields: { size: 'XL' } }, 'fields.size'],
    ['a field for programs', { fields: { points: 5 } }, 'fields.points'],
    ['no address', { email: 'nobody' }, 'email'],
  ])('%s is refused by name', async (_, change, field) => {
    const { conversationId } = await begin();
    await store.handbooks.save(0, sizes, 'he');
    await expect(
      ask()['customer.save'](actor(ann), { conversationId, version: 1, change }),
    ).rejects.toMatchObject({ refusal: { code: 'bad_request', field } });
  });

  test('who is signed has one card in all their browsers, with what was known before', async () => {
    const [one, two] = [await begin(), await begin()];
    await sign(one.visitorId, 'shop-7', '李娜');
    const first = (await ask()['customer.pull'](actor(ann), one)).customer;
    expect(first).toMatchObject({
      verified: true,
      sub: 'shop-7',
      name: '李娜',
      attributes: { tier: 'gold' },
    });

    const key = newId();
    await ask()['customer.note.add'](actor(ann), { ...two, key, text: 'asks for Mr Li' });
    const { customer: guess } = await ask()['customer.save'](actor(ann), {
      conversationId: two.conversationId,
      version: 1,
      change: { name: 'Li?', phone: '139', tags: ['new'] },
    });
    expect(guess.id).not.toBe(first.id);
    await sign(two.visitorId, 'shop-7', '李娜');
    const { customer } = await ask()['customer.pull'](actor(ann), two);
    expect(customer).toMatchObject({
      id: first.id,
      name: '李娜',
      phone: '139',
      tags: ['new'],
      conversations: 2,
      notes: [{ id: key, text: 'asks for Mr Li', author: { name: 'ann' } }],
    });
    expect(new Set(customer.visitorIds)).toEqual(new Set([one.visitorId, two.visitorId]));
    await expect(
      ask()['customer.save'](actor(ann), {
        conversationId: two.conversationId,
        version: customer.version,
        change: { name: 'somebody else' },
      }),
    ).rejects.toMatchObject({ refusal: { code: 'bad_request', field: 'name' } });
  });

  test('a note is its author’s; a supervisor may take it away; of another customer there is none', async () => {
    const [ben, sue] = [await store.person('ben'), await store.person('sue', 'supervisor')];
    const { conversationId } = await begin();
    const stranger = await begin();
    const noteId = newId();
    const added = { conversationId, key: noteId, text: 'first' };
    await ask()['customer.note.add'](actor(ann), added);
    const again = await ask()['customer.note.add'](actor(ann), added);
    expect(again.customer.notes).toHaveLength(1);
    await expect(
      ask()['customer.note.edit'](actor(ben), { conversationId, noteId, text: 'x' }),
    ).rejects.toMatchObject({ refusal: { code: 'forbidden' } });
    await expect(
      ask()['customer.note.delete'](actor(ann), { conversationId: stranger.conversationId, noteId }),
    ).rejects.toMatchObject({ refusal: { code: 'not_found' } });
    store.setClock(1_700_000_001_000);
    const edited = await ask()['customer.note.edit'](actor(ann), { conversationId, noteId, text: 'second' });
    expect(edited.customer.notes).toMatchObject([{ text: 'second', editedAt: 1_700_000_001_000 }]);
    const gone = await ask()['customer.note.delete'](actor(sue), { conversationId, noteId });
    expect(gone.customer.notes).toEqual([]);
  });

  test('the history has all their conversations, in pages, and their lines; of nobody else', async () => {
    const visitor = await store.visitor();
    const ids: string[] = [];
    for (const n of [1, 2, 3]) {
      store.setClock(1_700_000_000_000 + n * 1000);
      const { conversationId } = await store.conversations.write(from(visitor, `number ${n}`));
      const row = async () => (await store.conversations.reads.held(conversationId))!.conversation;
      await store.conversations.write(taking(ann, await row()));
      if (n < 3) await store.conversations.write(closing(ann, await row()));
      ids.unshift(conversationId);
    }
    const [now = '', , first = ''] = ids;
    const list = (before: string | null) =>
      ask()['customer.conversations'](actor(ann), { conversationId: now, before, limit: 2 });
    const page = await list(null);
    expect(page).toMatchObject({
      complete: false,
      conversations: [
        {
          id: now,
          status: 'active',
          agent: { name: 'ann' },
          lastLine: { text: 'number 3', byCustomer: true },
        },
        { status: 'closed', rating: null, disposition: null },
      ],
    });
    expect(await list(page.conversations.at(-1)?.id ?? '')).toMatchObject({
      complete: true,
      conversations: [{ id: first }],
    });
    const lines = { conversationId: now, of: first, before: null, limit: 50 };
    expect(
      (await ask()['customer.transcript'](actor(ann), lines)).entries.map(({ body }) => body.kind),
    ).toEqual(['opened', 'message', 'assigned', 'closed']);
    const stranger = await begin();
    await expect(
      ask()['customer.transcript'](actor(ann), { ...lines, of: stranger.conversationId }),
    ).rejects.toMatchObject({ refusal: { code: 'not_found' } });
  });

  test('of two who change the handbook one is told; another node has it within its next look', async () => {
    const { database, workspace } = store;
    const other = await createHandbooks({ database, workspaceId: workspace.id, clock: { now: () => 1 } });
    const heard: number[] = [];
    other.onChange(({ version }) => heard.push(version));
    await store.handbooks.save(0, sizes, 'he');
    await expect(other.save(0, emptyHandbook, 'zhou')).rejects.toMatchObject({
      refusal: { code: 'conflict' },
    });
    await other.look();
    expect(other.current()).toMatchObject({ version: 1, by: 'he', handbook: sizes });
    expect(heard).toEqual([1]);
    const twice = { ...sizes, fields: [...sizes.fields, ...sizes.fields] };
    await expect(other.save(1, twice, 'zhou')).rejects.toMatchObject({
      refusal: { code: 'bad_request', field: 'fields.2.key' },
    });
  });
});
