import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import type { Reply } from '#shared/domain/replies/reply.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import { createReplies, type Replies } from '../../src/hub/replies/index.ts';
import { contentOf, newReply, personal } from '../support/replies.ts';
import { openStore, places, type Store } from './stores.ts';

describe.each(places)('[A2] canned replies on $name', ({ open }) => {
  let place: Awaited<ReturnType<typeof open>>;
  let store: Store;
  let ann: Me;
  let sue: Me;
  let groups: string[] | null;
  const audited: string[] = [];
  const group = newId();

  beforeAll(async () => {
    place = await open();
  });
  afterAll(() => place.close());
  beforeEach(async () => {
    store = await openStore(await place.location());
    ann = await store.person('Ann', 'agent');
    sue = await store.person('Sue', 'supervisor');
    groups = [];
    audited.length = 0;
  });
  afterEach(() => store.close());

  type Told = { rooms: string[]; revision: number };
  const node = async (): Promise<Replies & { readonly told: readonly Told[] }> => {
    const told: Told[] = [];
    const replies = await createReplies({
      database: store.database,
      workspace: store.workspace,
      clock: { now: () => 5000, every: () => () => undefined },
      profiles: {
        profileOf: async () => ({
          ...(await import('#shared/domain/routing/profile.ts')).usualProfile,
          groups,
        }),
        onChange: () => () => true,
      },
      hasGroup: (id) => id === group,
      audit: {
        changedIn: async (_, { event, subject }) => void audited.push(`${event} ${subject}`),
      },
      tell: (rooms, { revision }) => void told.push({ rooms, revision }),
    });
    return { ...replies, told };
  };
  const as = (person: Me) => ({ kind: 'person' as const, id: person.id, person });
  const from = '127.0.0.1';
  const all = async (on: Replies, person: Me, since = 0, view = '') => {
    let page = await on.handlers['replies.pull'](as(person), { since, view }, from);
    const { anew } = page;
    const found = { replies: [...page.replies], gone: [...page.gone] };
    while (page.more) {
      page = await on.handlers['replies.pull'](as(person), { since: page.next, view: page.view }, from);
      found.replies.push(...page.replies);
      found.gone.push(...page.gone);
    }
    return { ...found, anew, next: page.next, view: page.view };
  };
  const titles = (page: { replies: readonly Reply[] }) => page.replies.map(({ title }) => title).sort();

  test('are kept whole, in versions, and pulled by what has changed', async () => {
    const hub = await node();
    const one = newReply('退款到账', {
      folder: '售后/退款',
      shortcut: 'tk',
      texts: [
        { language: 'zh-CN', text: '您好 {{customer.name|您}}\n"1–3" 天 \\ \u{1F600}' },
        { language: 'en', text: 'Refund' },
      ],
    });
    const saved = await hub.handlers['reply.save'](as(sue), one, from);
    expect(saved).toEqual({
      id: one.id,
      ...one.content,
      attached: [],
      version: 1,
      updatedAt: 5000,
      by: 'Sue',
    });
    const first = await all(hub, ann);
    expect(first).toMatchObject({ replies: [saved], gone: [], anew: true, next: 1 });
    expect(await all(hub, ann, first.next, first.view)).toMatchObject({ replies: [], anew: false, next: 1 });

    const content = contentOf('Changed');
    await hub.handlers['reply.save'](as(sue), { id: one.id, version: 1, content }, from);
    expect(await all(hub, ann, first.next, first.view)).toMatchObject({
      replies: [{ id: one.id, title: 'Changed', version: 2 }],
      next: 2,
    });
    expect(audited).toEqual([`reply.save ${one.id}`, `reply.save ${one.id}`]);
  });

  test('compare-and-set: who comes second is told, and the same once more is answered as then', async () => {
    const hub = await node();
    const one = newReply('One');
    const saved = await hub.handlers['reply.save'](as(sue), one, from);
    expect(await hub.handlers['reply.save'](as(sue), one, from)).toEqual(saved);
    const change = (title: string) =>
      hub.handlers['reply.save'](as(sue), { id: one.id, version: 1, content: contentOf(title) }, from);
    const both = await Promise.allSettled([change('A'), change('B')]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { refusal: { code: 'conflict' } },
    });
    expect(await all(hub, sue)).toMatchObject({ replies: [{ version: 2 }], next: 2 });
  });

  test('two nodes at once give every change a revision of its own, and tell of each other’s', async () => {
    const [one, other] = [await node(), await node()];
    await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        (i % 2 === 0 ? one : other).handlers['reply.save'](as(sue), newReply(`r${i}`), from),
      ),
    );
    const page = await all(one, ann);
    expect(page.replies).toHaveLength(12);
    expect(page.next).toBe(12);
    await one.look();
    await other.look();
    for (const { told } of [one, other]) expect(Math.max(...told.map(({ revision }) => revision))).toBe(12);
    const before = one.told.length;
    await one.look();
    expect(one.told).toHaveLength(before);
  });

  test('a deleted one is gone for who was away, and can be put back', async () => {
    const hub = await node();
    const one = newReply('One');
    await hub.handlers['reply.save'](as(sue), one, from);
    const { next, view } = await all(hub, ann);
    const { version } = await hub.handlers['reply.delete'](as(sue), { id: one.id, version: 1 }, from);
    expect(await hub.handlers['reply.delete'](as(sue), { id: one.id, version: 1 }, from)).toEqual({
      version,
    });
    const after = await all(hub, ann, next, view);
    expect(after).toMatchObject({ replies: [], gone: [one.id] });
    expect(await all(hub, ann)).toMatchObject({ replies: [], gone: [] });
    const change = { id: one.id, version, content: contentOf('x') };
    await expect(hub.handlers['reply.save'](as(sue), change, from)).rejects.toMatchObject({
      refusal: { code: 'not_found' },
    });
    const back = await hub.handlers['reply.restore'](as(sue), { id: one.id, version }, from);
    expect(back).toMatchObject({ title: 'One', version: 3 });
    expect(await all(hub, ann, after.next, view)).toMatchObject({ replies: [back], gone: [] });
  });

  test('what becomes somebody else’s is gone for the others, and only for them', async () => {
    const hub = await node();
    const [one, own] = [newReply('One'), newReply('Own', { scope: personal })];
    await hub.handlers['reply.save'](as(sue), one, from);
    await hub.handlers['reply.save'](as(sue), own, from);
    const before = await all(hub, ann);
    expect(titles(before)).toEqual(['One']);
    const mine = { ...one.content, scope: personal };
    await hub.handlers['reply.save'](as(sue), { id: one.id, version: 1, content: mine }, from);
    expect(await all(hub, ann, before.next, before.view)).toMatchObject({ replies: [], gone: [one.id] });
    expect(titles(await all(hub, sue))).toEqual(['One', 'Own']);
    expect(hub.told.map(({ rooms }) => rooms[0])).toEqual(['workspace', `person:${sue.id}`, 'workspace']);
  });

  test('another group, another role, another database: all is taken anew', async () => {
    const hub = await node();
    await hub.handlers['reply.save'](as(sue), newReply('Group', { scope: { is: 'group', group } }), from);
    const outside = await all(hub, ann);
    expect(titles(outside)).toEqual([]);
    groups = [group];
    const inside = await all(hub, ann, outside.next, outside.view);
    expect([inside.anew, titles(inside)]).toEqual([true, ['Group']]);
    groups = [];
    expect(await all(hub, ann, inside.next, inside.view)).toMatchObject({ anew: true, replies: [] });
    expect(titles(await all(hub, { ...ann, role: 'supervisor' }, inside.next, inside.view))).toEqual([
      'Group',
    ]);
    // The database was put back to an older state.
    expect(await all(hub, sue, 99, (await all(hub, sue)).view)).toMatchObject({ anew: true });
  });

  test('an import writes what it can and says of each what was not', async () => {
    const hub = await node();
    const [good, foreign] = [
      newReply('Good'),
      newReply('Of another group', { scope: { is: 'group', group: newId() } }),
    ];
    const twice = { ...good, content: contentOf('Again') };
    const { results } = await hub.handlers['replies.write'](
      as(sue),
      { replies: [good, foreign, twice] },
      from,
    );
    expect(results.map(({ code }) => code)).toEqual([null, 'bad_request', 'conflict']);
    expect(titles(await all(hub, ann))).toEqual(['Good']);
    expect(audited).toEqual(['replies.write 1']);
  });

  test('pages are small, however long the texts, and nothing is missed between them', async () => {
    const hub = await node();
    for (let i = 0; i < 30; i += 1) {
      const texts = ['en', 'zh-CN', 'de'].map((language) => ({ language, text: '字'.repeat(3900) }));
      await hub.handlers['reply.save'](as(sue), newReply(`Long ${i}`, { texts }), from);
    }
    const page = await hub.handlers['replies.pull'](as(ann), { since: 0, view: '' }, from);
    expect(page.more).toBe(true);
    expect(page.replies.length).toBeLessThan(6);
    expect((await all(hub, ann)).replies).toHaveLength(30);
  });

  test('uses are counted by person and for all', async () => {
    const hub = await node();
    const [one, own] = [newReply('One'), newReply('Own', { scope: personal })];
    await hub.handlers['reply.save'](as(sue), one, from);
    await hub.handlers['reply.save'](as(sue), own, from);
    const use = (person: Me, id: string, count: number, lastAt: number) =>
      hub.handlers['replies.use'](as(person), { uses: [{ id, count, lastAt }] }, from);
    await use(ann, one.id, 2, 100);
    await use(ann, one.id, 3, 50);
    await use(sue, one.id, 1, 9_999_999);
    await use(ann, own.id, 7, 100);
    await use(ann, newId(), 1, 1);
    const uses = async (person: Me) =>
      (await hub.handlers['replies.uses'](as(person), { after: null }, from)).uses;
    expect(await uses(ann)).toEqual([{ id: one.id, count: 5, lastAt: 100, all: 6 }]);
    expect(await uses(sue)).toEqual([{ id: one.id, count: 1, lastAt: 5000, all: 6 }]);
  });

  test('no more than there may be for oneself', async () => {
    const hub = await node();
    const many = Array.from({ length: 1000 }, (_, i) => newReply(`p${i}`, { scope: personal }));
    for (let i = 0; i < many.length; i += 500) {
      const wishes = many.slice(i, i + 500);
      await hub.handlers['replies.write'](as(ann), { replies: wishes }, from);
    }
    const more = hub.handlers['reply.save'](as(ann), newReply('one more', { scope: personal }), from);
    await expect(more).rejects.toMatchObject({ refusal: { code: 'too_many' } });
    await hub.handlers['reply.save'](as(sue), newReply('of another', { scope: personal }), from);
  });
});
