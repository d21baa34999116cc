import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Entry, toPublic } from '#shared/domain/entry.ts';
import { newId } from '#shared/domain/key.ts';
import type { Write } from '../../src/hub/conversations/index.ts';
import { openStore, places, type Store } from './stores.ts';
import { answering, by, closing, editing, from, noting, recalling, refusedWith, taking } from './writes.ts';

describe.each(places)('quotes, notes and what was seen on $name', ({ open }) => {
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
  const quoteIn = ({ body }: Entry) => (body.kind === 'message' ? body.quote : undefined);

  const served = async () => {
    const [ann, ben, sue] = [
      await store.person('ann'),
      await store.person('ben'),
      await store.person('sue', 'supervisor'),
    ];
    const visitor = await store.visitor();
    const asked = await write(from(visitor, 'where is it?'));
    const { conversationId } = asked;
    await write(taking(ann, await rowOf(conversationId)));
    const said = await write(by(ann, conversationId, 'tomorow'));
    return { ann, ben, sue, visitor, asked, said, conversationId };
  };

  test('[P1] a message quotes what another one says, without the id of anybody', async () => {
    const { ann, visitor, asked, said } = await served();
    const answer = await write(answering(ann, asked, 'on its way'));
    expect(quoteIn(answer)).toEqual({
      entryId: asked.id,
      author: { kind: 'visitor', name: '' },
      text: 'where is it?',
    });
    // [P3] The same again is the same; quoting something else under its key is another payload.
    const key = newId();
    const once = await write(answering(ann, asked, 'yes', key));
    expect(await write(answering(ann, asked, 'yes', key))).toEqual(once);
    await expect(write(answering(ann, said, 'yes', key))).rejects.toMatchObject(refusedWith('conflict'));

    const back = await write({ ...from(visitor, 'thanks'), quote: said.id } as Write);
    expect(quoteIn(back)).toEqual({
      entryId: said.id,
      author: { kind: 'agent', name: 'ann' },
      text: 'tomorow',
    });
    expect(JSON.stringify(toPublic(back))).not.toContain(ann.id);
  });

  test('[P1] it quotes what is said now, cut to its length; of what was taken back nothing', async () => {
    const { ann, asked, said, conversationId } = await served();
    await write(editing(ann, said, 'tomorrow'));
    expect(quoteIn(await write(answering(ann, said)))).toMatchObject({ text: 'tomorrow' });
    const long = await write(by(ann, conversationId, `${'x'.repeat(199)}😀`));
    expect(quoteIn(await write(answering(ann, long)))?.text).toBe('x'.repeat(199));
    await write(recalling(ann, said));
    const without = await write(answering(ann, said, 'never mind'));
    expect(without.body).toEqual({ kind: 'message', text: 'never mind' });
    // In one commit with the recall too.
    const [, together] = await Promise.all([write(recalling(ann, long)), write(answering(ann, long, 'oh'))]);
    expect(together?.body).toEqual({ kind: 'message', text: 'oh' });
    expect(quoteIn(await write(answering(ann, asked)))).toBeDefined();
  });

  test('[P1] no note and no line of another conversation gets into a message by a quote', async () => {
    const { ann, visitor, conversationId } = await served();
    const note = await write(noting(ann, conversationId, 'secret'));
    const other = await write(from(await store.visitor(), 'of somebody else'));
    for (const target of [note, other]) {
      const asked = { ...by(ann, conversationId), quote: target.id } as Write;
      expect((await write(asked)).body).toEqual({ kind: 'message', text: 'hi' });
      const theirs = { ...from(visitor, 'mine'), quote: target.id } as Write;
      expect((await write(theirs)).body).toEqual({ kind: 'message', text: 'mine' });
    }
    const page = await store.conversations.reads.publicEntries(conversationId, 0, 50);
    expect(JSON.stringify(page)).not.toMatch(/secret|somebody else/);
  });

  test('a note is for staff, also in what is closed, and calls only who may read it', async () => {
    const { ann, ben, sue, conversationId } = await served();
    const key = newId();
    const note = await write(noting(ann, conversationId, 'look', [ben, sue], key));
    expect(note).toMatchObject({
      audience: 'staff',
      publicSeq: null,
      body: { kind: 'note', text: 'look', mentions: [{ id: sue.id, name: 'sue' }] },
    });
    expect(await write(noting(ann, conversationId, 'look', [ben, sue], key))).toEqual(note);
    await expect(write(noting(ann, conversationId, 'else', [], key))).rejects.toMatchObject(
      refusedWith('conflict'),
    );
    await expect(write(by(ann, conversationId, 'look', key))).rejects.toMatchObject(refusedWith('conflict'));
    // Who may not read it may not write into it either.
    await expect(write(noting(ben, conversationId))).rejects.toMatchObject(refusedWith('not_found'));
    await write(closing(ann, await rowOf(conversationId)));
    expect(await write(noting(sue, conversationId, 'well done'))).toMatchObject({ audience: 'staff' });
    expect(await rowOf(conversationId)).toMatchObject({ status: 'closed', lastMessage: { text: 'tomorow' } });
  });

  test('[P11] the customer’s mark only grows, never passes the end, and is told', async () => {
    const { ann, visitor, conversationId } = await served();
    const actor = { kind: 'visitor', id: visitor.id, visitor, socketId: 's' } as const;
    const mark = (publicSeq: number) =>
      store.conversations.visitorHandlers['mark.set'](actor, { conversationId, publicSeq });
    expect(await mark(2)).toEqual({ conversationId, publicSeq: 2 });
    expect(await mark(1)).toEqual({ conversationId, publicSeq: 2 });
    expect(await mark(99)).toEqual({ conversationId, publicSeq: 4 });
    const desk = store.conversations.deskHandlers;
    const me = { kind: 'person', id: ann.id, person: ann, sessionId: 's' } as const;
    const pulled = await desk['conversation.pull'](me, { conversationId, after: 0, before: null, limit: 9 });
    expect(pulled.seen).toBe(4);
    expect((await desk['marks.pull'](me, {})).seen).toEqual([{ conversationId, publicSeq: 4 }]);
    // A mark is no entry.
    expect((await rowOf(conversationId)).lastSeq).toBe(4);
  });

  test('[P11] the customer is told how far those have read who serve them, by what they can count', async () => {
    const { ann, sue, visitor, conversationId } = await served();
    await write(noting(ann, conversationId));
    const last = await write(from(visitor, 'still there?'));
    const desk = store.conversations.deskHandlers;
    const actor = { kind: 'visitor', id: visitor.id, visitor, socketId: 's' } as const;
    const seen = async () => {
      const ask = store.conversations.visitorHandlers['transcript.pull'];
      return (await ask(actor, { conversationId, after: 0, limit: 1 })).seen;
    };
    const reads = (person: typeof ann, seq: number) =>
      desk['mark.set']({ kind: 'person', id: person.id, person, sessionId: 's' }, { conversationId, seq });
    expect(await seen()).toBe(0);
    await reads(ann, 5);
    expect(await seen()).toBe(4);
    // A supervisor who looks in has read nothing for them.
    await reads(sue, last.seq);
    expect(await seen()).toBe(4);
    await reads(ann, last.seq);
    expect(await seen()).toBe(5);
  });

  test('a line is found by its id, or by the time it was written', async () => {
    const { ann, asked, said, conversationId } = await served();
    const find = (of: { entryId: string } | { at: number }) =>
      store.conversations.reads.find(conversationId, of);
    expect(await find({ entryId: said.id })).toBe(said.seq);
    const elsewhere = await write(from(await store.visitor()));
    expect(await find({ entryId: elsewhere.id })).toBeNull();
    store.setClock(asked.at + 60_000);
    const later = await write(by(ann, conversationId, 'a minute later'));
    expect(await find({ at: 0 })).toBe(1);
    expect(await find({ at: asked.at + 1 })).toBe(later.seq);
    expect(await find({ at: later.at })).toBe(later.seq);
    expect(await find({ at: later.at + 1 })).toBeNull();
  });
});
