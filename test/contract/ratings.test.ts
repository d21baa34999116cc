import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { recallLimit } from '#shared/domain/changes.ts';
import { conversation as conversationSchema, type Visitor } from '#shared/domain/conversation.ts';
import { type Entry, entry as entrySchema, toPublic } from '#shared/domain/entry.ts';
import { newId } from '#shared/domain/key.ts';
import { publicEntry } from '#shared/domain/public-entry.ts';
import { ratingChange } from '#shared/domain/rating.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import type { Write } from '../../src/hub/conversations/index.ts';
import { openStore, places, type Store } from './stores.ts';
import { closing, from, giving, recalling, refusedWith, taking } from './writes.ts';

/** What customers say of the service (C5), and what else they do besides writing. */

const start = 1_700_000_000_000;

describe.each(places)('customers on $name', ({ open }) => {
  let place: Awaited<ReturnType<typeof open>>;
  let store: Store;
  let ann: Me;
  let ben: Me;
  let visitor: Visitor;

  beforeAll(async () => {
    place = await open();
  });
  afterAll(() => place.close());
  beforeEach(async () => {
    store = await openStore(await place.location());
    ann = await store.person('ann');
    ben = await store.person('ben');
    visitor = await store.visitor();
  });
  afterEach(async () => {
    for (const { conversation, entry } of store.committed) {
      expect(conversationSchema.parse(conversation)).toEqual(conversation);
      expect(entrySchema.parse(entry)).toEqual(entry);
      const seen = toPublic(entry);
      if (seen !== null) expect(publicEntry.parse(seen)).toEqual(seen);
    }
    await store.close();
  });

  const write = (one: Write): Promise<Entry> => store.conversations.write(one);
  const rowOf = async (id: string) => {
    const held = await store.conversations.reads.held(id);
    if (held === null) throw new Error('no such conversation');
    return held.conversation;
  };
  const entriesOf = (id: string) => store.conversations.reads.entries(id, 0, null, 100);
  const ref = ({ id, name }: Me) => ({ id, name });
  const served = async () => {
    const { conversationId } = await write(from(visitor, 'help me'));
    await write(taking(ann, await rowOf(conversationId)));
    return conversationId;
  };
  const asking = (person: Me, conversationId: string, key = newId()): Write => ({
    kind: 'askRating',
    person,
    conversationId,
    key,
  });
  const rating = (
    conversationId: string,
    score: number,
    comment: string | null = null,
    customer = visitor,
  ): Write => ({ kind: 'rate', customer, conversationId, key: newId(), score, comment });
  const ending = async (id: string): Promise<Write> =>
    ({ ...closing(ann, await rowOf(id)), askRating: true }) as Write;

  test('[P1] a rating is of who had it when it was asked for, also when somebody else has it by then', async () => {
    const id = await served();
    await expect(write(rating(id, 5))).rejects.toMatchObject(refusedWith('conflict'));
    const version = (await rowOf(id)).version;
    const asked = await write(asking(ann, id));
    expect(asked.body).toEqual({ kind: 'rating_asked', about: ref(ann) });
    expect(toPublic(asked)?.body).toEqual({ kind: 'rating_asked', agent: 'ann' });
    expect((await rowOf(id)).rating).toEqual({ askedAt: start, about: ref(ann), score: null, ratedAt: null });
    // Nothing that somebody else decides meanwhile is upset by it (P12).
    expect((await rowOf(id)).version).toBe(version);

    await write(giving(ann, await rowOf(id), ben));
    const rated = await write(rating(id, 2, 'too slow'));
    expect(rated.body).toEqual({ kind: 'rated', score: 2, comment: 'too slow', about: ref(ann) });
    expect(toPublic(rated)?.body).toEqual({ kind: 'rated', score: 2, comment: 'too slow' });
    expect((await rowOf(id)).rating).toEqual({ askedAt: start, about: ref(ann), score: 2, ratedAt: start });
    await expect(write(asking(ben, id))).rejects.toMatchObject(refusedWith('conflict'));
  });

  test('[P3] asked or rated under a known key is answered as then', async () => {
    const id = await served();
    const ask = asking(ann, id);
    const asked = await write(ask);
    const rate = rating(id, 4);
    const rated = await write(rate);
    await write(await ending(id));
    expect([await write(ask), await write(rate)]).toEqual([asked, rated]);
    await expect(write({ ...rate, score: 5 } as Write)).rejects.toMatchObject(refusedWith('conflict'));
  });

  test('[P1] closing asks whoever was served, once; the end is what it ends with', async () => {
    const id = await served();
    await write(await ending(id));
    expect((await entriesOf(id)).slice(-2).map(({ body }) => body)).toEqual([
      { kind: 'rating_asked', about: ref(ann) },
      { kind: 'closed' },
    ]);
    // Who was asked before is not asked again; nor is who was served by nobody.
    const again = await served();
    await write(asking(ann, again));
    await write(await ending(again));
    const kinds = (await entriesOf(again)).map(({ body }) => body.kind);
    expect(kinds.filter((kind) => kind === 'rating_asked')).toHaveLength(1);
    const sue = await store.person('sue', 'supervisor');
    const { conversationId } = await write(from(visitor, 'anybody?'));
    await write({ ...closing(sue, await rowOf(conversationId)), askRating: true } as Write);
    expect((await rowOf(conversationId)).rating).toBeUndefined();
    await expect(write(asking(sue, conversationId))).rejects.toMatchObject(
      refusedWith('conversation_closed'),
    );
  });

  test('a rating is given after the end, and changed for a day after it was given first', async () => {
    const id = await served();
    await write(await ending(id));
    store.setClock(start + 9 * ratingChange);
    await write(rating(id, 1));
    store.setClock(start + 10 * ratingChange);
    await write(rating(id, 3, 'it was made good'));
    expect((await rowOf(id)).rating).toMatchObject({ score: 3, ratedAt: start + 9 * ratingChange });
    expect(await rowOf(id)).toMatchObject({ status: 'closed' });
    store.setClock(start + 10 * ratingChange + 1);
    await expect(write(rating(id, 5))).rejects.toMatchObject(refusedWith('too_late'));
    const other = await store.visitor();
    await expect(write(rating(id, 1, null, other))).rejects.toMatchObject(refusedWith('not_found'));
  });

  test('[P1] a customer takes back their own message, for a short while, while it goes on', async () => {
    const said = await write(from(visitor, 'my card is 1234'));
    const id = said.conversationId;
    await write(taking(ann, await rowOf(id)));
    const takeBack = (entryId: string, customer = visitor): Write => ({
      kind: 'takeBack',
      customer,
      conversationId: id,
      key: newId(),
      entryId,
    });
    const reply = await write({
      kind: 'agentMessage',
      person: ann,
      conversationId: id,
      key: newId(),
      text: 'oh',
    });
    await expect(write(takeBack(reply.id))).rejects.toMatchObject(refusedWith('forbidden'));
    await expect(write(recalling(ann, said))).rejects.toMatchObject(refusedWith('forbidden'));
    await expect(write(takeBack(said.id, await store.visitor()))).rejects.toMatchObject(
      refusedWith('not_found'),
    );
    store.setClock(start + recallLimit);
    const one = takeBack(said.id);
    const recalled = await write(one);
    expect(recalled.author).toMatchObject({ kind: 'visitor', id: visitor.id });
    expect(toPublic(recalled)?.body).toEqual({ kind: 'recalled', entryId: said.id });
    expect(await write(one)).toEqual(recalled);
    await expect(write(takeBack(said.id))).rejects.toMatchObject(refusedWith('conflict'));

    const late = await write(from(visitor, 'again'));
    store.setClock(start + 2 * recallLimit + 1);
    await expect(write(takeBack(late.id))).rejects.toMatchObject(refusedWith('too_late'));
    const last = await write(from(visitor, 'last'));
    await write(closing(ann, await rowOf(id)));
    await expect(write(takeBack(last.id))).rejects.toMatchObject(refusedWith('conversation_closed'));
  });

  test('a customer pages through what they have talked about, latest first, and sees nobody else\u2019s', async () => {
    const { reads } = store.conversations;
    const stranger = await store.visitor();
    await write(from(stranger, 'not theirs'));
    const ids: string[] = [];
    for (const text of ['first', 'second', 'third']) {
      const { conversationId } = await write(from(visitor, text));
      ids.unshift(conversationId);
      await write(taking(ann, await rowOf(conversationId)));
      await write(await ending(conversationId));
    }
    await write(rating(ids[1] ?? '', 4));
    const first = await reads.pastOf(visitor.id, null, 2);
    expect(first.complete).toBe(false);
    expect(first.conversations.map(({ id, text, score }) => [id, text, score])).toEqual([
      [ids[0], 'third', null],
      [ids[1], 'second', 4],
    ]);
    const rest = await reads.pastOf(visitor.id, ids[1] ?? '', 2);
    expect([rest.conversations.map(({ text }) => text), rest.complete]).toEqual([['first'], true]);
    expect((await reads.pastOf(stranger.id, null, 10)).conversations.map(({ text }) => text)).toEqual([
      'not theirs',
    ]);
  });
});
