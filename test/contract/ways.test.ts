import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Visitor } from '#shared/domain/conversation.ts';
import { mostPages } from '#shared/domain/customer/way.ts';
import { newId } from '#shared/domain/key.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import type { DeskActor } from '../../src/hub/conversations/index.ts';
import { openStore, places, type Store } from './stores.ts';
import { closing, from, taking } from './writes.ts';

const start = 1_700_000_000_000;
const minute = 60_000;
const at = (path: string) => ({ url: `https://shop.example.test${path}`, title: `page ${path}` });

describe.each(places)('[A8] pages that customers visit, on $name', ({ name, open }) => {
  let place: Awaited<ReturnType<typeof open>>;
  let store: Store;
  let ann: Me;
  let visitor: Visitor;

  beforeAll(async () => {
    place = await open();
  });
  afterAll(() => place.close());
  beforeEach(async () => {
    store = await openStore(await place.location());
    ann = await store.person('ann');
    visitor = await store.visitor();
    store.here.add(visitor.id);
  });
  afterEach(() => store.close());

  const actor = (person: Me): DeskActor => ({ kind: 'person', id: person.id, person, sessionId: newId() });
  const goes = (path: string, said: { ago?: number; referrer?: string } = {}, who = visitor) =>
    store.ways.visitorHandlers['page.view'](
      { kind: 'visitor', id: who.id, visitor: who, socketId: 'a' },
      { page: at(path), ...said },
    );
  const begin = async () => (await store.conversations.write(from(visitor, 'hello'))).conversationId;
  const row = async (id: string) => (await store.conversations.reads.held(id))!.conversation;
  const pull = async (conversationId: string) =>
    (await store.ways.deskHandlers['way.pull'](actor(ann), { conversationId })).views;
  const paths = (views: readonly { readonly url: string }[]) => views.map(({ url }) => new URL(url).pathname);

  test('what was seen before the first word is there when somebody looks, and what comes then is told', async () => {
    await goes('/', { referrer: 'https://www.search.example/find?q=secret', ago: 2 * minute });
    await goes('/shoes');
    await store.ways.look();
    expect(store.toldWays).toEqual([]);
    const conversationId = await begin();
    expect(await pull(conversationId)).toMatchObject([
      { ...at('/shoes'), referrer: null, at: start, leftAt: null },
      { ...at('/'), referrer: 'www.search.example', at: start - 2 * minute },
    ]);
    await store.conversations.write(taking(ann, await row(conversationId)));
    store.setClock(start + minute);
    await goes('/cart');
    await store.ways.look();
    // Looked at again, nothing is new.
    await store.ways.look();
    expect(store.toldWays).toMatchObject([
      { rooms: ['supervisors', `person:${ann.id}`], views: [{ ...at('/cart'), at: start + minute }] },
    ]);
  });

  test('the same page again is the same view; who is gone for good has left it', async () => {
    const conversationId = await begin();
    await goes('/shoes');
    await store.ways.look();
    store.here.delete(visitor.id);
    store.ways.left(visitor.id);
    store.setClock(start + 2000);
    await store.ways.look();
    store.here.add(visitor.id);
    await goes('/shoes');
    await store.ways.look();
    expect(await pull(conversationId)).toMatchObject([{ at: start, leftAt: null }]);
    expect(store.toldWays).toHaveLength(1);

    store.here.delete(visitor.id);
    store.ways.left(visitor.id);
    store.setClock(start + 8000);
    await store.ways.look();
    expect(await pull(conversationId)).toMatchObject([{ at: start, leftAt: start + 2000 }]);
    expect(store.toldWays.at(-1)?.views).toMatchObject([{ leftAt: start + 2000 }]);
    store.setClock(start + 60 * minute);
    await goes('/shoes');
    await store.ways.look();
    expect(await pull(conversationId)).toHaveLength(2);
  });

  test('a page that they came to before their line did counts from then, once; one that stood open elsewhere from now', async () => {
    const conversationId = await begin();
    const at = async () => (await pull(conversationId)).map((view) => [view.title, (view.at - start) / 1000]);
    await goes('/');
    await goes('/', { ago: 40_000, referrer: 'https://m.weibo.example/x' });
    expect(await at()).toEqual([['page /', -40]]);
    store.setClock(start + 10_000);
    await goes('/shoes', { ago: 3000 });
    // Another tab, which was there before all of it.
    store.setClock(start + 20_000);
    await goes('/old', { ago: 3600_000 });
    await goes('/old', { ago: 3600_000 });
    expect(await at()).toEqual([
      ['page /old', 20],
      ['page /shoes', 7],
      ['page /', -40],
    ]);
    expect((await pull(conversationId)).at(-1)?.referrer).toBe('m.weibo.example');
  });

  test('who has gone within the second in which they came has gone', async () => {
    const conversationId = await begin();
    await goes('/shoes');
    store.setClock(start + 300);
    store.here.delete(visitor.id);
    store.ways.left(visitor.id);
    store.setClock(start + 1000);
    await store.ways.look();
    store.setClock(start + 7000);
    await store.ways.look();
    expect(await pull(conversationId)).toMatchObject([{ at: start, leftAt: start + 300 }]);
  });

  test('who is still there after a node has died is known by another one’s beat, and nobody else is', async () => {
    const conversationId = await begin();
    await goes('/shoes');
    await store.ways.look();
    store.setClock(start + 61_000);
    await store.ways.look();
    store.setClock(start + 200_000);
    expect(await pull(conversationId)).toMatchObject([{ leftAt: null }]);
    store.setClock(start + 61_000 + 151_000);
    expect(await pull(conversationId)).toMatchObject([{ leftAt: start + 61_000 }]);
  });

  // Two hubs never share a file.
  test.runIf(name === 'PostgreSQL')('another node tells what this one has heard', async () => {
    const other = await openStore(store.location);
    try {
      await begin();
      await goes('/shoes');
      await store.ways.look();
      await other.ways.look();
      expect(paths(other.toldWays.flatMap(({ views }) => views))).toEqual(['/shoes']);
    } finally {
      await other.close();
    }
  });

  test('of one customer in two browsers both ways are told as one', async () => {
    const phone = await store.visitor();
    const conversationId = await begin();
    for (const { id } of [visitor, phone]) {
      await store.database.kysely
        .updateTable('visitor')
        .set({ customer_sub: 'shop-7', name: null, attributes: '{}' })
        .where('id', '=', id)
        .execute();
      await store.records.ensure(id);
    }
    await goes('/shoes');
    await goes('/phone', {}, phone);
    await store.ways.look();
    expect(new Set(paths(await pull(conversationId)))).toEqual(new Set(['/shoes', '/phone']));
    expect(store.toldWays.flatMap(({ views }) => paths(views))).toHaveLength(2);
  });

  test('so many are kept and no more, for a week; of a conversation that is long over nobody is told', async () => {
    const conversationId = await begin();
    await store.conversations.write(taking(ann, await row(conversationId)));
    await store.conversations.write(closing(ann, await row(conversationId)));
    for (let i = 0; i < mostPages + 20; i += 1) {
      store.setClock(start + i * 1000);
      await goes(`/${i}`);
    }
    await store.ways.look();
    const kept = await store.database.kysely.selectFrom('page_view').selectAll().execute();
    expect(kept).toHaveLength(mostPages);
    expect(paths(await pull(conversationId)).at(0)).toBe(`/${mostPages + 19}`);
    expect(store.toldWays).toHaveLength(1);

    store.setClock(start + 3 * 3600_000);
    await goes('/later');
    await store.ways.look();
    expect(store.toldWays).toHaveLength(1);
    store.setClock(start + 8 * 24 * 3600_000);
    await store.ways.sweep.run();
    expect(await pull(conversationId)).toEqual([]);
  });

  test('a page of another site, or of none, is refused, and so is nothing kept of what a browser should not say', async () => {
    const say = (url: string) =>
      store.ways.visitorHandlers['page.view'](
        { kind: 'visitor', id: visitor.id, visitor, socketId: 'a' },
        { page: { url, title: 't' } },
      );
    await expect(say('https://evil.example.test/')).rejects.toMatchObject({
      refusal: { code: 'origin_refused' },
    });
    for (const url of ['javascript:alert(1)', 'not an address', 'data:text/html,x'])
      await expect(say(url)).rejects.toMatchObject({ refusal: { code: 'bad_request', field: 'page.url' } });
    await say('https://me:pw@shop.example.test/a?token=abc&x=1#frag');
    await store.ways.look();
    expect(await pull(await begin())).toMatchObject([{ url: 'https://shop.example.test/a?x=1' }]);
  });
});
