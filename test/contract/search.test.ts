import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Visitor } from '#shared/domain/conversation.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import type { SearchFilters } from '#shared/protocol/search.ts';
import { createSearch, type Search } from '../../src/hub/search/index.ts';
import { openStore, places, type Store } from './stores.ts';
import { by, editing, from, recalling, taking } from './writes.ts';

const all: SearchFilters = {
  conversation: null,
  customer: null,
  agent: null,
  from: null,
  to: null,
  status: null,
  kind: null,
};

describe.each(places)('search on $name', ({ open }) => {
  let place: Awaited<ReturnType<typeof open>>;
  let store: Store;
  let search: Search;
  let ann: Me;
  let bo: Me;
  let boss: Me;

  beforeAll(async () => {
    place = await open();
  });
  afterAll(() => place.close());
  beforeEach(async () => {
    store = await openStore(await place.location());
    search = createSearch({
      database: store.database,
      workspaceId: store.workspace.id,
      reads: store.conversations.reads,
    });
    ann = await store.person('ann');
    bo = await store.person('bo');
    boss = await store.person('boss', 'supervisor');
    return () => store.close();
  });

  const says = (visitor: Visitor, text: string) => store.conversations.write(from(visitor, text));
  const take = async (person: Me, conversationId: string) => {
    const held = await store.conversations.reads.held(conversationId);
    if (held !== null) await store.conversations.write(taking(person, held.conversation));
  };

  /** All pages there are, of two lines each. */
  async function found(reader: Me, query: string, filters: Partial<SearchFilters> = {}) {
    const texts: string[] = [];
    for (let before: number | null = null; ; ) {
      const page = await search.find(reader, { query, filters: { ...all, ...filters }, before, limit: 2 });
      texts.push(...page.lines.map(({ text }) => text));
      if (page.next === null) return texts;
      before = page.next;
    }
  }

  test('two characters, words and one character are found, the newest first, in pages', async () => {
    const visitor = await store.visitor();
    for (const text of ['电池能退吗', '我要退货 Invoice 12', '退货地址', "it's 退货", '退货"*'])
      await says(visitor, text);
    await search.look();
    expect(await found(boss, '退货')).toEqual(['退货"*', "it's 退货", '退货地址', '我要退货 Invoice 12']);
    expect(await found(boss, 'invo 退货')).toEqual(['我要退货 Invoice 12']);
    expect(await found(boss, '退')).toHaveLength(5);
    expect(await found(boss, "it's")).toEqual(["it's 退货"]);
    expect(await found(boss, '退货"')).toEqual(['退货"*']);
    expect(await found(boss, '货退')).toEqual([]);
    expect(await found(boss, '\' OR " & | ! :*')).toEqual([]);
  });

  test('an edited message is found by what it says now, a recalled one not at all', async () => {
    const visitor = await store.visitor();
    const { conversationId } = await says(visitor, '你好');
    await take(ann, conversationId);
    const edited = await store.conversations.write(by(ann, conversationId, '明天发货'));
    const recalled = await store.conversations.write(by(ann, conversationId, '密码一二三'));
    await search.look();
    await store.conversations.write(editing(ann, edited, '后天发货'));
    await store.conversations.write(recalling(ann, recalled));
    // Also before it is indexed.
    expect(await found(ann, '密码')).toEqual([]);
    expect(await found(ann, '明天')).toEqual([]);
    await search.look();
    expect(await found(ann, '后天')).toEqual(['后天发货']);
    expect(await found(ann, '明天')).toEqual([]);
    expect(await found(ann, '密码')).toEqual([]);
  });

  test('an agent finds what they may read: the queue’s and their own, not a colleague’s', async () => {
    const [mine, others, waiting] = await Promise.all([store.visitor(), store.visitor(), store.visitor()]);
    const a = await says(mine, '退货一');
    const b = await says(others, '退货二');
    await says(waiting, '退货三');
    await take(ann, a.conversationId);
    await take(bo, b.conversationId);
    await search.look();
    expect(await found(ann, '退货')).toEqual(['退货三', '退货一']);
    expect(await found(bo, '退货')).toEqual(['退货三', '退货二']);
    expect(await found(boss, '退货')).toEqual(['退货三', '退货二', '退货一']);
    expect(await found(ann, '退')).toEqual(['退货三', '退货一']);
    expect(await found(ann, '退货', { conversation: b.conversationId })).toEqual([]);
    expect(await found(boss, '退货', { customer: others.id })).toEqual(['退货二']);
    expect(await found(boss, '退货', { agent: ann.id })).toEqual(['退货一']);
    expect(await found(boss, '退货', { status: 'closed' })).toEqual([]);
    expect(await found(boss, '退货', { to: 1 })).toEqual([]);
  });

  test('what is written is indexed in the order of the feed, once, also after a restart', async () => {
    const visitor = await store.visitor();
    for (let n = 0; n < 450; n += 1) await says(visitor, `第${n}条消息`);
    await search.look();
    await search.look();
    expect(await found(boss, '条消息')).toHaveLength(450);
    const again = createSearch({
      database: store.database,
      workspaceId: store.workspace.id,
      reads: store.conversations.reads,
    });
    await says(visitor, '最后一条消息');
    await again.look();
    expect((await found(boss, '条消息')).length).toBe(451);
  });
});
