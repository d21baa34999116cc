import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changesIn, recallLimit } from '#shared/domain/changes.ts';
import type { Entry } from '#shared/domain/entry.ts';
import { newId } from '#shared/domain/key.ts';
import type { Write } from '../../src/hub/conversations/index.ts';
import { openStore, places, type Store } from './stores.ts';
import { by, closing, editing, from, giving, recalling, refusedWith, taking } from './writes.ts';

describe.each(places)('edits, recalls and transfers on $name', ({ open }) => {
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

  /** Ann serves a customer and has said something. */
  const served = async () => {
    const [ann, ben, sue] = [
      await store.person('ann'),
      await store.person('ben'),
      await store.person('sue', 'supervisor'),
    ];
    const visitor = await store.visitor();
    const asked = await write(from(visitor));
    const { conversationId } = asked;
    await write(taking(ann, await rowOf(conversationId)));
    const said = await write(by(ann, conversationId, 'tomorow'));
    return { ann, ben, sue, visitor, asked, said, conversationId };
  };

  test('[P1] an edit and a recall are entries of their own, and the old ones stay as they were', async () => {
    const { ann, said, conversationId } = await served();
    const edit = editing(ann, said, 'tomorrow');
    const edited = await write(edit);
    expect(edited).toMatchObject({
      seq: 5,
      publicSeq: 5,
      audience: 'everyone',
      author: { id: ann.id },
      body: { kind: 'edited', entryId: said.id, text: 'tomorrow' },
    });
    expect(await rowOf(conversationId)).toMatchObject({ lastMessage: { text: 'tomorrow', at: said.at } });
    // [P3] The same again is answered as before; another text under its key is refused.
    expect(await write(edit)).toEqual(edited);
    await expect(write({ ...edit, text: 'never' } as Write)).rejects.toMatchObject(refusedWith('conflict'));

    const recalled = await write(recalling(ann, said));
    expect(recalled.body).toEqual({ kind: 'recalled', entryId: said.id });
    expect(await rowOf(conversationId)).toMatchObject({ lastMessage: { text: null }, lastSeq: 6 });
    const entries = await store.conversations.reads.entries(conversationId, 0, null, 10);
    expect(entries[3]).toEqual(said);
    expect(changesIn(entries).get(said.id)).toEqual({ text: null, edited: true, recalled: true });
    const page = await store.conversations.reads.publicEntries(conversationId, 0, 10);
    expect(changesIn(page.entries)).toEqual(changesIn(entries));
  });

  test('[P1] a recall is final: neither edited nor recalled again, in one batch and later', async () => {
    const { ann, said } = await served();
    const [first, ...others] = await Promise.allSettled([
      write(recalling(ann, said)),
      write(editing(ann, said, 'after all')),
      write(recalling(ann, said)),
    ]);
    expect(first.status).toBe('fulfilled');
    for (const other of others) expect(other).toMatchObject({ reason: refusedWith('conflict') });
    await reopen();
    await expect(write(editing(ann, said, 'later'))).rejects.toMatchObject(refusedWith('conflict'));
  });

  test('[P1] a recall is for two minutes of the hub’s clock; an edit for as long as it is open', async () => {
    const { ann, said, conversationId } = await served();
    const second = await write(by(ann, conversationId, 'second'));
    store.setClock(said.at + recallLimit);
    await write(recalling(ann, said));
    store.setClock(said.at + recallLimit + 1);
    await expect(write(recalling(ann, second))).rejects.toMatchObject(refusedWith('too_late'));
    await write(editing(ann, second, 'second, corrected'));
    await write(closing(ann, await rowOf(conversationId)));
    const late = write(editing(ann, second, 'once more'));
    await expect(late).rejects.toMatchObject(refusedWith('conversation_closed'));
  });

  test('[P1] only its author changes a message, and only a message of that conversation', async () => {
    const { ann, sue, asked, said, conversationId } = await served();
    // Who supervises is nobody in a conversation of others (P19).
    await expect(write(editing(sue, said, 'not hers'))).rejects.toMatchObject(refusedWith('join_first'));
    await expect(write(recalling(ann, asked))).rejects.toMatchObject(refusedWith('forbidden'));
    const other = await write(from(await store.visitor()));
    await write(taking(ann, await rowOf(other.conversationId)));
    const elsewhere = { ...recalling(ann, said), conversationId: other.conversationId } as Write;
    await expect(write(elsewhere)).rejects.toMatchObject(refusedWith('not_found'));
    const [opened] = await store.conversations.reads.entries(conversationId, 0, 2, 1);
    await expect(write(recalling(ann, opened as Entry))).rejects.toMatchObject(refusedWith('not_found'));
    const own = { ...said, id: newId() };
    await expect(write(recalling(ann, own))).rejects.toMatchObject(refusedWith('not_found'));
  });

  test('[P1] the row follows its last message, not an older one', async () => {
    const { ann, said, conversationId } = await served();
    await write(by(ann, conversationId, 'and another'));
    await write(editing(ann, said, 'tomorrow'));
    await write(recalling(ann, said));
    expect(await rowOf(conversationId)).toMatchObject({ lastMessage: { text: 'and another' }, lastSeq: 7 });
  });

  test('[P12] a transfer is a compare-and-set; who had it is told who has it, under a new key', async () => {
    const { ann, ben, sue, said, conversationId } = await served();
    const row = await rowOf(conversationId);
    const transfer = giving(ann, row, ben);
    const entry = await write(transfer);
    expect(entry.body).toEqual({
      kind: 'assigned',
      from: { id: ann.id, name: 'ann' },
      to: { id: ben.id, name: 'ben' },
      reason: 'transferred',
      passedOn: true,
    });
    expect(await rowOf(conversationId)).toMatchObject({ agent: { id: ben.id }, version: row.version + 1 });
    expect(await write(transfer)).toEqual(entry);
    const taken = refusedWith('taken', { owner: 'ben' });
    await expect(write(by(ann, conversationId))).rejects.toMatchObject(taken);
    await expect(write(editing(ann, said, 'x'))).rejects.toMatchObject(taken);
    await expect(write(closing(sue, row))).rejects.toMatchObject(taken);
    await expect(write(by(ben, conversationId))).resolves.toMatchObject({ author: { id: ben.id } });
  });

  test('[P12] of all who take, transfer and close at once one wins, and the others are told why not', async () => {
    const { ann, ben, sue, conversationId } = await served();
    const row = await rowOf(conversationId);
    const results = await Promise.allSettled([
      write(giving(ann, row, ben)),
      write(closing(ann, row)),
      write(giving(sue, row, sue)),
      write(closing(sue, row)),
      write(taking(sue, row)),
    ]);
    expect(results[0]?.status).toBe('fulfilled');
    for (const lost of results.slice(1)) {
      expect(lost).toMatchObject({ reason: refusedWith('taken', { owner: 'ben' }) });
    }
  });

  test('[P12] nobody gets it who does not work here, or has it already', async () => {
    const { ann, ben, conversationId } = await served();
    const row = await rowOf(conversationId);
    await expect(write(giving(ann, row, ann))).rejects.toMatchObject(
      refusedWith('bad_request', { field: 'to' }),
    );
    const nobody = { ...giving(ann, row, ben), to: { person: newId(), ask: false } } as Write;
    await expect(write(nobody)).rejects.toMatchObject(refusedWith('not_found'));
    await store.database.kysely
      .updateTable('person')
      .set({ disabled_at: 1 })
      .where('id', '=', ben.id)
      .execute();
    await expect(write(giving(ann, row, ben))).rejects.toMatchObject(refusedWith('not_found'));
  });

  test('[P13] [P3] back in the queue it is nobody’s: who had it is told so, but a known key is answered', async () => {
    const { ann, conversationId } = await served();
    const message = by(ann, conversationId, 'sent, but the answer was lost');
    const ack = await write(message);
    const { version } = await rowOf(conversationId);
    const gone = { kind: 'assign', conversationId, version, to: null, reason: 'agent_gone' } as const;
    const released = await write(gone);
    expect(released.body).toMatchObject({ from: { name: 'ann' }, to: null });
    await expect(write(gone)).rejects.toMatchObject(refusedWith('conflict'));
    expect(await rowOf(conversationId)).toMatchObject({ status: 'queued', agent: null });
    await expect(write(by(ann, conversationId))).rejects.toMatchObject(refusedWith('not_yours'));
    expect(await write(message)).toEqual(ack);
  });
});
