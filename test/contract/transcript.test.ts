import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { afterEntry } from '#shared/domain/after-entry.ts';
import type { Conversation, Visitor } from '#shared/domain/conversation.ts';
import { conversation as conversationSchema } from '#shared/domain/conversation.ts';
import { entry as entrySchema } from '#shared/domain/entry.ts';
import { newId } from '#shared/domain/key.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import type { Write } from '../../src/hub/conversations/index.ts';
import { openDatabase } from '../../src/hub/platform/database/index.ts';
import { openStore, places, type Store } from './stores.ts';
import { by, closing, from, giving, taking } from './writes.ts';

const oneTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

describe.each(places)('transcripts on $name', ({ open }) => {
  let place: Awaited<ReturnType<typeof open>>;
  let store: Store;

  beforeAll(async () => {
    place = await open();
  });
  afterAll(() => place.close());
  beforeEach(async () => {
    store = await openStore(await place.location());
  });
  afterEach(() => store.close());

  const write = (one: Write) => store.conversations.write(one);
  const rowOf = async (id: string) => {
    const held = await store.conversations.reads.held(id);
    if (held === null) throw new Error('no such conversation');
    return held.conversation;
  };
  const reopen = async () => {
    await store.close();
    store = await openStore(store.location);
  };

  test('[P1] [P2] entries that are written together have gapless sequences, in the order they came', async () => {
    const visitors = await Promise.all(oneTo(8).map(() => store.visitor()));
    const writes = oneTo(25).flatMap((n) => visitors.map((v) => write(from(v, `message ${n}`))));
    const entries = await Promise.all(writes);

    expect(store.committed.map(({ entry }) => entry.feedSeq)).toEqual(oneTo(8 * 26));
    for (const id of new Set(entries.map((e) => e.conversationId))) {
      const transcript = await store.conversations.reads.entries(id, 0, null, 500);
      expect(transcript.map((e) => e.seq)).toEqual(oneTo(26));
      expect(transcript.map((e) => e.publicSeq)).toEqual(oneTo(26));
      expect(transcript[0]?.body.kind).toBe('opened');
      expect(transcript.slice(1).map((e) => (e.body.kind === 'message' ? e.body.text : ''))).toEqual(
        oneTo(25).map((n) => `message ${n}`),
      );
    }
    expect(await store.conversations.reads.head()).toBe(8 * 26);
  });

  test('[P1] what comes back is what the protocol says, to the letter', async () => {
    const ann = await store.person('ann');
    const text = 'Ünï 你好 👩‍👩‍👧 \u0000 \ud800 <b>"\'\\';
    const page = { url: 'https://shop.example.test/?q=\u0000', title: '订单 \udc00' };
    const { conversationId, ...entry } = await write({ ...from(await store.visitor(), text), page } as Write);
    await write(taking(ann, await rowOf(conversationId)));
    const entries = await store.conversations.reads.entries(conversationId, 0, null, 10);
    for (const one of entries) expect(entrySchema.parse(one)).toEqual(one);
    expect(entries[1]).toEqual({ ...entry, conversationId });
    expect(entries[1]?.body).toEqual({ kind: 'message', text });
    const row = await rowOf(conversationId);
    expect(conversationSchema.parse(row)).toEqual(row);
    expect(row.page).toEqual(page);
  });

  test('[P3] the same key and payload is answered as before: 100 at once, and again after a restart', async () => {
    const visitor = await store.visitor();
    const once = from(visitor, 'only once');
    const acks = await Promise.all(oneTo(100).map(() => write(once)));
    await reopen();
    acks.push(await write(once));
    for (const ack of acks) expect(ack).toEqual(acks[0]);
    const transcript = await store.conversations.reads.entries(acks[0]?.conversationId ?? '', 0, null, 500);
    expect(transcript.map((e) => e.body.kind)).toEqual(['opened', 'message']);
  });

  test('[P3] the same key with another payload is a conflict, in one batch and later', async () => {
    const visitor = await store.visitor();
    const key = newId();
    const [first, second] = await Promise.allSettled([
      write(from(visitor, 'one', key)),
      write(from(visitor, 'two', key)),
    ]);
    expect(first.status).toBe('fulfilled');
    expect(second).toMatchObject({ reason: { refusal: { code: 'conflict' } } });
    await expect(write(from(visitor, 'three', key))).rejects.toMatchObject({ refusal: { code: 'conflict' } });
  });

  test('[P3] a key is its author’s own: two may use the same', async () => {
    const key = newId();
    const [a, b] = await Promise.all([
      write(from(await store.visitor(), 'one', key)),
      write(from(await store.visitor(), 'two', key)),
    ]);
    expect(a?.id).not.toBe(b?.id);
  });

  test('[P3] a key used for one conversation is a conflict in another', async () => {
    const sue = await store.person('sue', 'supervisor');
    const [a, b] = await Promise.all([
      write(from(await store.visitor())),
      write(from(await store.visitor())),
    ]);
    const key = newId();
    for (const one of [a, b]) await write(taking(sue, await rowOf(one?.conversationId ?? '')));
    await write(by(sue, a?.conversationId ?? '', 'hi', key));
    await expect(write(by(sue, b?.conversationId ?? '', 'hi', key))).rejects.toMatchObject({
      refusal: { code: 'conflict' },
    });
  });

  test('[P3] a message sent again after its conversation closed does not open another', async () => {
    const sue = await store.person('sue', 'supervisor');
    const visitor = await store.visitor();
    const message = from(visitor);
    const ack = await write(message);
    await write(closing(sue, await rowOf(ack.conversationId)));
    expect(await write(message)).toEqual(ack);
    expect(store.committed).toHaveLength(3);
  });

  test('[P5] writes that arrive together commit together', async () => {
    const visitors = await Promise.all(oneTo(10).map(() => store.visitor()));
    const before = store.transactions();
    await Promise.all(oneTo(10).flatMap(() => visitors.map((v) => write(from(v)))));
    expect(store.transactions() - before).toBe(1);
  });

  test('[P5] a write that the database cannot take fails alone', async () => {
    const visitor = await store.visitor();
    const stranger: Visitor = { id: newId(), name: null, locale: 'en' };
    const results = await Promise.allSettled([
      write(from(visitor, 'before')),
      write(from(stranger, 'of nobody')),
      write(from(visitor, 'after')),
    ]);
    expect(results.map((r) => r.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(store.committed.map(({ entry }) => entry.feedSeq)).toEqual([1, 2, 3]);
  });

  test('[P5] a refused write leaves no trace among those it came with', async () => {
    const ann = await store.person('ann');
    const visitor = await store.visitor();
    const results = await Promise.allSettled([
      write(from(visitor, 'before')),
      write(by(ann, newId())),
      write(from(visitor, 'after')),
    ]);
    expect(results[1]).toMatchObject({ reason: { refusal: { code: 'not_found' } } });
    expect(store.committed.map(({ entry }) => entry.seq)).toEqual([1, 2, 3]);
  });

  test('the row is the sum of its entries', async () => {
    const ann = await store.person('ann');
    const visitor = await store.visitor();
    const { conversationId } = await write(from(visitor, 'x'.repeat(500)));
    store.setClock(1_700_000_001_000);
    await write(from(visitor, 'still there?'));
    expect((await rowOf(conversationId)).waitingSince).toBe(1_700_000_000_000);
    await write(taking(ann, await rowOf(conversationId)));
    await write(by(ann, conversationId, 'yes'));
    expect(await rowOf(conversationId)).toMatchObject({ waitingSince: null, lastMessage: { text: 'yes' } });
    await write(closing(ann, await rowOf(conversationId)));

    let row = store.committed[0]?.conversation as Conversation;
    for (const { entry, before, conversation } of store.committed.slice(1)) {
      expect(before).toEqual(row);
      row = afterEntry(row, entry);
      expect(conversation).toEqual(row);
    }
    expect(await rowOf(conversationId)).toEqual(row);
    expect(row).toMatchObject({
      status: 'closed',
      version: 3,
      lastSeq: 6,
      lastFeedSeq: 6,
      agent: { name: 'ann' },
    });
  });

  test('a visitor who writes after the end begins a new conversation', async () => {
    const sue = await store.person('sue', 'supervisor');
    const visitor = await store.visitor();
    const first = await write(from(visitor));
    await write(closing(sue, await rowOf(first.conversationId)));
    const second = await write(from(visitor));
    expect(second.conversationId).not.toBe(first.conversationId);
    expect(second).toMatchObject({ seq: 2, publicSeq: 2 });
    await expect(write(by(sue, first.conversationId))).rejects.toMatchObject({
      refusal: { code: 'conversation_closed' },
    });
    const latest = await store.conversations.reads.latestOf([visitor.id, newId()]);
    expect([...latest.values()]).toEqual([
      { id: second.conversationId, status: 'queued', kind: 'live', agent: null, publicSeq: 2 },
    ]);
  });

  test('[P12] of two who take at once one wins, and the other is told who has it', async () => {
    const [ann, ben] = [await store.person('ann'), await store.person('ben')];
    const { conversationId } = await write(from(await store.visitor()));
    const row = await rowOf(conversationId);
    const [first, second] = await Promise.allSettled([write(taking(ann, row)), write(taking(ben, row))]);
    expect(first.status).toBe('fulfilled');
    expect(second).toMatchObject({ reason: { refusal: { code: 'taken', owner: 'ann' } } });
    expect(await rowOf(conversationId)).toMatchObject({
      status: 'active',
      agent: { id: ann.id },
      version: row.version + 1,
    });
  });

  test('[P12] closing with an old version is a conflict, and twice is closed', async () => {
    const ann = await store.person('ann');
    const { conversationId } = await write(from(await store.visitor()));
    const queued = await rowOf(conversationId);
    await write(taking(ann, queued));
    await expect(write(closing(ann, queued))).rejects.toMatchObject({ refusal: { code: 'conflict' } });
    const active = await rowOf(conversationId);
    const close = closing(ann, active);
    const ack = await write(close);
    expect(await write(close)).toEqual(ack);
    await expect(write(closing(ann, active))).rejects.toMatchObject({
      refusal: { code: 'conversation_closed' },
    });
    await expect(write(taking(ann, active))).rejects.toMatchObject({
      refusal: { code: 'conversation_closed' },
    });
  });

  test('only the owner writes, and who has joined; who may not know of it is told nothing', async () => {
    const [ann, ben, sue] = [
      await store.person('ann'),
      await store.person('ben'),
      await store.person('sue', 'supervisor'),
    ];
    const { conversationId } = await write(from(await store.visitor()));
    await expect(write(by(ben, conversationId))).rejects.toMatchObject({ refusal: { code: 'forbidden' } });
    await write(taking(ann, await rowOf(conversationId)));
    await expect(write(by(ben, conversationId))).rejects.toMatchObject({ refusal: { code: 'not_found' } });
    await expect(write(by(ann, conversationId))).resolves.toMatchObject({ seq: 4 });
    await expect(write(by(sue, conversationId))).rejects.toMatchObject({ refusal: { code: 'join_first' } });
  });

  test('[P8] the feed shows an agent the queue and their own, and moves past the rest', async () => {
    const [ann, ben, sue] = [
      await store.person('ann'),
      await store.person('ben'),
      await store.person('sue', 'supervisor'),
    ];
    const { reads } = store.conversations;
    const hers = await write(from(await store.visitor(), 'for ann'));
    const his = await write(from(await store.visitor(), 'for ben'));
    const free = await write(from(await store.visitor(), 'for whoever comes'));
    await write(taking(ann, await rowOf(hers.conversationId)));
    await write(taking(ben, await rowOf(his.conversationId)));
    await write(by(ben, his.conversationId, 'secret of ben'));

    const all = await reads.feed(sue, 0, 500);
    expect(all.entries.map((e) => e.feedSeq)).toEqual(oneTo(9));
    expect(all).toMatchObject({ next: 9, head: 9 });
    expect(all.conversations).toHaveLength(3);

    const seen = await reads.feed(ann, 0, 500);
    expect(new Set(seen.entries.map((e) => e.conversationId))).toEqual(
      new Set([hers.conversationId, free.conversationId]),
    );
    expect(seen).toMatchObject({ next: 9, head: 9 });
    // It was in the queue: she hears that it left, and nothing of what is said in it.
    const left = seen.conversations.find((c) => c.id === his.conversationId);
    expect(left).toMatchObject({ agent: { name: 'ben' }, status: 'active', lastMessage: null });
    expect(JSON.stringify(seen)).not.toContain('secret of ben');

    const rest = await reads.feed(ann, 8, 500);
    expect(rest).toMatchObject({ entries: [], next: 9, head: 9 });
    expect(await reads.feed(ann, 9, 500)).toEqual({ entries: [], conversations: [], next: 9, head: 9 });
  });

  test('[P8] the feed comes in pages that miss nothing and repeat nothing', async () => {
    const sue = await store.person('sue', 'supervisor');
    const visitors = await Promise.all(oneTo(3).map(() => store.visitor()));
    await Promise.all(oneTo(10).flatMap(() => visitors.map((v) => write(from(v)))));
    const seen: number[] = [];
    let since = 0;
    for (;;) {
      const { entries, next, head } = await store.conversations.reads.feed(sue, since, 7);
      seen.push(...entries.map((e) => e.feedSeq));
      since = next;
      if (next >= head) break;
    }
    expect(seen).toEqual(oneTo(33));
  });

  test('[P7] a range of a transcript is what lies between, its end first', async () => {
    const visitor = await store.visitor();
    let id = '';
    for (const n of oneTo(9)) id = (await write(from(visitor, `${n}`))).conversationId;
    const seqs = async (after: number, before: number | null, limit: number) =>
      (await store.conversations.reads.entries(id, after, before, limit)).map((e) => e.seq);
    expect(await seqs(0, null, 3)).toEqual([8, 9, 10]);
    expect(await seqs(0, 8, 3)).toEqual([5, 6, 7]);
    expect(await seqs(3, 6, 10)).toEqual([4, 5]);
    const page = await store.conversations.reads.publicEntries(id, 2, 4);
    expect(page.entries.map((e) => e.publicSeq)).toEqual([3, 4, 5, 6]);
    expect(page.complete).toBe(false);
    expect((await store.conversations.reads.publicEntries(id, 6, 4)).complete).toBe(true);
  });

  test('[P8] the list for a desk that starts from nothing: what is open and what closed lately, with marks', async () => {
    const [ann, sue] = [await store.person('ann'), await store.person('sue', 'supervisor')];
    const { reads, deskHandlers } = store.conversations;
    const ids: string[] = [];
    for (const _ of oneTo(3)) ids.push((await write(from(await store.visitor()))).conversationId);
    await write(closing(sue, await rowOf(ids[0] ?? '')));
    const actor = { kind: 'person', id: ann.id, person: ann, sessionId: newId() } as const;
    await deskHandlers['mark.set'](actor, { conversationId: ids[1] ?? '', seq: 1 });

    const first = await reads.page(ann, null, 2);
    expect(first.conversations.map((c) => c.id)).toEqual(ids.slice(0, 2));
    expect(first.marks).toEqual([{ conversationId: ids[1], seq: 1 }]);
    expect(first.complete).toBe(false);
    const second = await reads.page(ann, ids[1] ?? null, 2);
    expect(second).toMatchObject({ conversations: [{ id: ids[2] }], complete: true });

    store.setClock(1_700_000_000_000 + 31 * 24 * 3600 * 1000);
    expect((await reads.page(ann, null, 10)).conversations.map((c) => c.id)).toEqual(ids.slice(1));
  });

  test('[P11] marks merge by maximum and never pass the end', async () => {
    const ann = await store.person('ann');
    const visitor = await store.visitor();
    const { conversationId } = await write(from(visitor));
    await write(from(visitor));
    const actor = { kind: 'person', id: ann.id, person: ann, sessionId: newId() } as const;
    const set = (seq: number) => store.conversations.deskHandlers['mark.set'](actor, { conversationId, seq });
    expect((await set(2)).seq).toBe(2);
    expect((await set(1)).seq).toBe(2);
    expect((await set(99)).seq).toBe(3);
    expect(store.marks.map((m) => m.seq)).toEqual([2, 2, 3]);
  });

  test('[P11] a desk that was away asks for its marks: one’s own, in what is not closed and one may see', async () => {
    const [ann, ben, sue] = [
      await store.person('ann'),
      await store.person('ben'),
      await store.person('sue', 'supervisor'),
    ];
    const { deskHandlers } = store.conversations;
    const actor = (person: Me) => ({ kind: 'person', id: person.id, person, sessionId: newId() }) as const;
    const talk = async (...acts: ((c: Conversation) => Write)[]) => {
      const { conversationId } = await write(from(await store.visitor()));
      for (const act of acts) await write(act(await rowOf(conversationId)));
      return conversationId;
    };
    const annTakes = (c: Conversation) => taking(ann, c);
    const queued = await talk();
    const own = await talk(annTakes);
    const had = await talk(annTakes, (c) => giving(ann, c, ben));
    const others = await talk((c) => taking(ben, c));
    const closed = await talk(annTakes, (c) => closing(ann, c));
    const unread = await talk(annTakes);
    for (const [n, person] of [ann, ben, sue].entries())
      for (const conversationId of [queued, own, had, others, closed])
        await deskHandlers['mark.set'](actor(person), { conversationId, seq: n });

    const marksOf = async (person: Me) => {
      const { marks } = await deskHandlers['marks.pull'](actor(person), {});
      return Object.fromEntries(marks.map(({ conversationId, seq }) => [conversationId, seq]));
    };
    await deskHandlers['mark.set'](actor(ann), { conversationId: own, seq: 3 });
    expect(await marksOf(ann)).toEqual({ [queued]: 0, [own]: 3, [had]: 0 });
    expect(await marksOf(ben)).toEqual({ [queued]: 1, [had]: 1, [others]: 1 });
    expect(await marksOf(sue)).toEqual({ [queued]: 2, [own]: 2, [had]: 2, [others]: 2 });
    expect(await marksOf(ann)).not.toHaveProperty(unread);

    // What one has is told however long one has it; what one had no more after a week.
    store.setClock(1_700_000_000_000 + 8 * 24 * 3600 * 1000);
    expect(await marksOf(ann)).toEqual({ [queued]: 0, [own]: 3 });
    expect(await marksOf(ben)).toEqual({ [queued]: 1, [had]: 1, [others]: 1 });
  });

  test('[P4] a commit is on disk before it is answered, and a database set otherwise is not opened', async () => {
    await write(from(await store.visitor()));
    await expect(store.database.verifyDurability()).resolves.toBeUndefined();
    if (store.database.kind === 'postgres') {
      const careless = `${store.location}?options=${encodeURIComponent('-c synchronous_commit=off')}`;
      await expect(openDatabase(careless)).rejects.toThrow('synchronous_commit=off');
    }
  });

  test('[P4] until the database says that it is on disk, nothing is answered and nobody is told', async () => {
    const visitor = await store.visitor();
    const report = store.holdCommits();
    let answered = false;
    const asked = write(from(visitor)).then((entry) => {
      answered = true;
      return entry;
    });
    // It is there for whoever reads the database, and still nothing is said of it.
    await expect.poll(() => store.conversations.reads.head()).toBe(2);
    for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect([answered, store.committed]).toEqual([false, []]);
    report();
    expect(await asked).toMatchObject({ feedSeq: 2 });
    expect(store.committed).toHaveLength(2);
  });

  test('[P17] draining answers what was asked before, and nothing after', async () => {
    const visitor = await store.visitor();
    const asked = oneTo(400).map((n) => write(from(visitor, `${n}`)));
    const drained = store.conversations.drain();
    await expect(write(from(visitor, 'late'))).rejects.toMatchObject({ refusal: { code: 'unavailable' } });
    await drained;
    expect(store.committed).toHaveLength(401);
    await Promise.all(asked);
  });

  test('tables of somebody else are an error, not half a hub', async () => {
    const location = await place.location();
    const first = await openDatabase(location);
    await first.kysely.schema.dropTable('kysely_migration').execute();
    await first.close();
    await expect(openDatabase(location)).rejects.toThrow(/already exists/u);
  });
});
