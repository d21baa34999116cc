import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { conversation as conversationSchema } from '#shared/domain/conversation.ts';
import { entry as entrySchema, toPublic } from '#shared/domain/entry.ts';
import { newId } from '#shared/domain/key.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import type { Write } from '../../src/hub/conversations/index.ts';
import { openStore, places, type Store } from './stores.ts';
import {
  accepting,
  asking,
  by,
  closing,
  declining,
  editing,
  from,
  giving,
  inviting,
  leaving,
  refusedWith,
  taking,
  toGroup,
  withdrawing,
} from './writes.ts';

const start = 1_700_000_000_000;
const minute = 60_000;

describe.each(places)('from one to another on $name', ({ open }) => {
  let place: Awaited<ReturnType<typeof open>>;
  let store: Store;
  let ann: Me;
  let ben: Me;
  let sue: Me;

  beforeAll(async () => {
    place = await open();
  });
  afterAll(() => place.close());
  beforeEach(async () => {
    store = await openStore(await place.location());
    ann = await store.person('ann');
    ben = await store.person('ben');
    sue = await store.person('sue', 'supervisor');
  });
  afterEach(async () => {
    // What was told is what is kept, to the letter, and what the protocol says.
    const last = new Map(store.committed.map(({ conversation }) => [conversation.id, conversation]));
    for (const [id, told] of last) {
      expect(await rowOf(id)).toEqual(told);
      expect(conversationSchema.parse(told)).toEqual(told);
      for (const entry of await entriesOf(id)) expect(entrySchema.parse(entry)).toEqual(entry);
    }
    await store.close();
  });

  const write = (one: Write) => store.conversations.write(one);
  const rowOf = async (id: string) => {
    const held = await store.conversations.reads.held(id);
    if (held === null) throw new Error('no such conversation');
    return held.conversation;
  };
  const entriesOf = (id: string) => store.conversations.reads.entries(id, 0, null, 100);
  const lastOf = async (id: string, n: number) => (await entriesOf(id)).slice(-n).map(({ body }) => body);
  const ref = ({ id, name }: Me) => ({ id, name });

  const waiting = async () => (await write(from(await store.visitor(), 'help me'))).conversationId;
  const served = async () => {
    const id = await waiting();
    await write(taking(ann, await rowOf(id)));
    return id;
  };
  const sees = async (me: Me, id: string) => {
    const { entries } = await store.conversations.reads.feed(me, 0, 500);
    const page = await store.conversations.reads.page(me, null, 500);
    const listed = page.conversations.some((row) => row.id === id);
    const pulled = entries.some((entry) => entry.conversationId === id);
    expect(listed).toBe(pulled);
    return { pulled };
  };

  test('[P12] a transfer that is asked for: the sender keeps it until it is accepted, the note goes before', async () => {
    const id = await served();
    const ask = { ...asking(ann, await rowOf(id), ben), note: 'she waits for a refund' } as Write;
    const offered = await write(ask);
    expect(offered).toMatchObject({ audience: 'staff', publicSeq: null, author: { id: ann.id } });
    expect(await lastOf(id, 2)).toMatchObject([
      { kind: 'note', text: 'she waits for a refund' },
      { kind: 'offered', how: 'transfer', to: ref(ben), by: ref(ann) },
    ]);
    expect(await rowOf(id)).toMatchObject({
      status: 'active',
      agent: ref(ann),
      offer: { how: 'transfer', to: ref(ben), by: ref(ann) },
    });
    await write(by(ann, id, 'one moment'));
    await expect(write(by(ben, id))).rejects.toMatchObject(refusedWith('forbidden'));

    const accept = accepting(ben, await rowOf(id));
    const accepted = await write(accept);
    expect(accepted).toMatchObject({
      audience: 'everyone',
      author: { id: ben.id },
      body: { kind: 'assigned', from: ref(ann), to: ref(ben), reason: 'transferred', passedOn: true },
    });
    expect(await rowOf(id)).toMatchObject({ agent: ref(ben), offer: null, status: 'active' });
    // [P3] Each under its key again is answered as it was.
    expect(await write(ask)).toEqual(offered);
    expect(await write(accept)).toEqual(accepted);
    await expect(write({ ...accept, kind: 'decline' } as Write)).rejects.toMatchObject(
      refusedWith('conflict'),
    );
    await expect(write(by(ann, id))).rejects.toMatchObject(refusedWith('taken', { owner: 'ben' }));
  });

  test.each(['declined', 'withdrawn', 'no_answer'] as const)(
    '[P12] %s: it is still the sender’s, and who was asked reads no more of it',
    async (because) => {
      const contact = { name: 'Li', email: 'li@example.test', phone: null };
      const visitor = await store.visitor();
      const [key, page] = [newId(), { url: 'https://shop.example.test/cart', title: 'Cart' }];
      const left = await write({ kind: 'leaveMessage', visitor, key, text: 'help', contact, page });
      const id = left.conversationId;
      await write(taking(ann, await rowOf(id)));
      expect((await sees(ben, id)).pulled).toBe(false);
      await write(asking(ann, await rowOf(id), ben));
      expect((await sees(ben, id)).pulled).toBe(true);
      const asked = await store.conversations.reads.head();
      await store.conversations.deskHandlers['mark.set']({ person: ben } as never, {
        conversationId: id,
        seq: 2,
      });
      expect(await store.conversations.reads.marks(ben)).toEqual([{ conversationId: id, seq: 2 }]);

      const row = await rowOf(id);
      const end: Write =
        because === 'declined'
          ? declining(ben, row)
          : because === 'withdrawn'
            ? withdrawing(ann, row)
            : { kind: 'endOffer', conversationId: id, version: row.version, because };
      const ended = await write(end);
      expect(ended.body).toEqual({ kind: 'offer_ended', how: 'transfer', to: ref(ben), because });
      if (because !== 'no_answer') expect(await write(end)).toEqual(ended);
      expect(await rowOf(id)).toMatchObject({ agent: ref(ann), offer: null, status: 'active' });

      await write(by(ann, id, 'secret of ann'));
      expect((await sees(ben, id)).pulled).toBe(false);
      // A desk that was away hears that it is no more theirs to answer, and nothing else.
      const { entries, conversations } = await store.conversations.reads.feed(ben, asked, 500);
      expect([entries, conversations.map((row) => row.id)]).toEqual([[], [id]]);
      expect(conversations[0]).toMatchObject({ agent: ref(ann), lastMessage: null, page: null, offer: null });
      expect(JSON.stringify(conversations)).not.toMatch(/secret|help|li@example|cart/u);
      expect(await store.conversations.reads.marks(ben)).toEqual([]);
      await expect(write(accepting(ben, await rowOf(id)))).rejects.toMatchObject(
        refusedWith('taken', { owner: 'ann' }),
      );
      await expect(write(by(ben, id))).rejects.toMatchObject(refusedWith('not_found'));
      // Supervisors have seen it all.
      expect((await sees(sue, id)).pulled).toBe(true);
    },
  );

  test('[P12] one thing is asked at a time; what goes elsewhere or ends says so to who was asked', async () => {
    const cem = await store.person('cem');
    const id = await served();
    await write(asking(ann, await rowOf(id), ben));
    const row = await rowOf(id);
    await expect(write(asking(ann, row, cem))).rejects.toMatchObject(refusedWith('conflict'));
    await expect(write(inviting(ann, row, cem))).rejects.toMatchObject(refusedWith('conflict'));
    await write({ ...giving(ann, row, cem), note: 'yours' } as Write);
    const over = { kind: 'offer_ended', how: 'transfer', to: ref(ben), because: 'withdrawn' };
    expect(await lastOf(id, 3)).toMatchObject([over, { kind: 'note' }, { kind: 'assigned', to: ref(cem) }]);
    expect((await sees(ben, id)).pulled).toBe(false);

    await write(inviting(cem, await rowOf(id), ben));
    const { version } = await rowOf(id);
    await write({ kind: 'assign', conversationId: id, version, to: null, reason: 'agent_gone' });
    expect(await lastOf(id, 2)).toMatchObject([{ ...over, how: 'invite', because: 'gone' }, { to: null }]);
    expect(await rowOf(id)).toMatchObject({ status: 'queued', offer: null });

    await write(taking(ann, await rowOf(id)));
    await write(inviting(ann, await rowOf(id), ben));
    await write(closing(sue, await rowOf(id)));
    expect(await lastOf(id, 2)).toMatchObject([{ ...over, how: 'invite' }, { kind: 'closed' }]);
    expect((await sees(ben, id)).pulled).toBe(false);
  });

  test('[P12] nobody asks themselves, who has it, who is in it, or who does not work here', async () => {
    const id = await served();
    const row = await rowOf(id);
    const to = refusedWith('bad_request', { field: 'to' });
    await expect(write(asking(ann, row, ann))).rejects.toMatchObject(to);
    await expect(write(asking(sue, row, sue))).rejects.toMatchObject(to);
    await expect(write(inviting(ann, row, ann))).rejects.toMatchObject(to);
    await expect(write(inviting(sue, row, sue))).rejects.toMatchObject(to);
    await expect(write(inviting(sue, await rowOf(await waiting()), ben))).rejects.toMatchObject(to);
    await expect(write({ ...inviting(ann, row, ben), to: newId() } as Write)).rejects.toMatchObject(
      refusedWith('not_found'),
    );
    await write(inviting(ann, row, ben));
    await write(accepting(ben, await rowOf(id)));
    await expect(write(inviting(ann, await rowOf(id), ben))).rejects.toMatchObject(to);
    await store.database.kysely
      .updateTable('person')
      .set({ disabled_at: 1 })
      .where('id', '=', sue.id)
      .execute();
    await expect(write(inviting(ann, await rowOf(id), sue))).rejects.toMatchObject(refusedWith('not_found'));
    await expect(write(asking(ann, await rowOf(id), sue))).rejects.toMatchObject(refusedWith('not_found'));
  });

  test('[P12] to a group: in its queue at once, with the priority it had and all it has waited', async () => {
    const [sales, care] = [
      { id: newId(), name: 'Sales' },
      { id: newId(), name: 'Care', publicName: 'Customer care' },
    ];
    const id = await waiting();
    const needs = { skills: [{ skill: newId(), level: 40 }], language: 'en' as const, agent: null };
    const { version } = await rowOf(id);
    await write({ kind: 'route', conversationId: id, version, group: sales, priority: 5, needs, rule: null });
    expect(await rowOf(id)).toMatchObject({ group: sales, priority: 5, needs, queuedAt: start, waited: 0 });
    // Three minutes in the queue, ten with Ann.
    store.setClock(start + 3 * minute);
    await write(taking(ann, await rowOf(id)));
    expect(await rowOf(id)).toMatchObject({ queuedAt: null, waited: 3 * minute });
    store.setClock(start + 13 * minute);
    const transfer = { ...toGroup(ann, await rowOf(id), care), note: 'about an invoice' } as Write;
    const moved = await write(transfer);
    expect(await lastOf(id, 2)).toMatchObject([
      { kind: 'note' },
      { kind: 'assigned', from: ref(ann), to: null },
    ]);
    const inQueue = { status: 'queued', agent: null, priority: 5, needs, queuedAt: start + 10 * minute };
    expect(await rowOf(id)).toMatchObject(inQueue);
    expect((await rowOf(id)).group).toEqual({ id: care.id, name: 'Care' });
    expect(toPublic(moved)?.body).toEqual({
      kind: 'assigned',
      agent: null,
      passedOn: true,
      group: 'Customer care',
    });
    expect(await write(transfer)).toEqual(moved);

    // Two minutes on, a supervisor puts it into the other queue: nothing that it has waited is lost.
    store.setClock(start + 15 * minute);
    await write(toGroup(sue, await rowOf(id), sales));
    expect(await rowOf(id)).toMatchObject({ ...inQueue, group: sales });
    await expect(write(toGroup(sue, await rowOf(id), sales))).rejects.toMatchObject(
      refusedWith('bad_request', { field: 'to' }),
    );
    await write(taking(ben, await rowOf(id)));
    expect(await rowOf(id)).toMatchObject({ queuedAt: null, waited: 5 * minute });
  });

  const decision = (name: string) => ({
    at: start,
    to: { id: newId(), name },
    rule: 'least_loaded' as const,
    strategy: 'least_loaded' as const,
    group: { id: newId(), name: 'Sales' },
    overflow: null,
    waited: 1,
    rank: start,
    candidates: [{ id: newId(), name, load: 1, capacity: 3, idleSince: null, skills: [], score: 0.5 }],
    more: 2,
    leftOut: { group: 1, offline: 2, language: 0, skill: 0, asked: 0, full: 4 },
  });
  const offering = async (id: string, to: Me) => ({
    kind: 'offer' as const,
    conversationId: id,
    version: (await rowOf(id)).version,
    to: ref(to),
    until: start + minute,
    decision: decision(to.name),
  });

  test('[P12] what is offered of a queue: declined it keeps its place, and why it was offered can be read', async () => {
    const id = await waiting();
    store.setClock(start + minute);
    const first = await offering(id, ann);
    await write(first);
    const row = await rowOf(id);
    expect(row).toMatchObject({ status: 'queued', queuedAt: start, offer: { how: 'route', by: null } });
    await expect(
      write({ ...(await offering(id, ben)), version: row.version } as Write),
    ).rejects.toMatchObject(refusedWith('conflict'));
    await expect(write(withdrawing(sue, row))).rejects.toMatchObject(refusedWith('conflict'));
    await expect(write(declining(ben, row))).rejects.toMatchObject(refusedWith('conflict'));
    await write(declining(ann, row));
    expect(await rowOf(id)).toMatchObject({ status: 'queued', queuedAt: start, offer: null });

    const second = await offering(id, ben);
    await write(second);
    const accepted = await write(accepting(ben, await rowOf(id)));
    expect(accepted.body).toMatchObject({ kind: 'assigned', from: null, to: ref(ben), reason: 'accepted' });
    expect(await rowOf(id)).toMatchObject({ agent: ref(ben), waited: minute, queuedAt: null });
    const decisions = await store.conversations.reads.decisions(id);
    expect(decisions).toEqual([first.decision, second.decision]);
  });

  test('[P12] who takes what is offered to another has it, and the other is told who', async () => {
    const id = await waiting();
    await write(await offering(id, ann));
    const row = await rowOf(id);
    const [taken, accepted] = await Promise.allSettled([write(taking(ben, row)), write(accepting(ann, row))]);
    expect(taken).toMatchObject({ status: 'fulfilled', value: { body: { reason: 'taken', to: ref(ben) } } });
    expect(accepted).toMatchObject({ reason: refusedWith('taken', { owner: 'ben' }) });
    expect(await rowOf(id)).toMatchObject({ agent: ref(ben), offer: null });
    // Who takes what they are offered themselves has accepted it.
    const other = await waiting();
    await write(await offering(other, ann));
    expect((await write(taking(ann, await rowOf(other)))).body).toMatchObject({ reason: 'accepted' });
  });

  test('[P12] who is let join in speaks and corrects themselves, hands nothing over, and leaves', async () => {
    const id = await served();
    await write(inviting(ann, await rowOf(id), ben));
    const join = accepting(ben, await rowOf(id));
    const joined = await write(join);
    expect(joined).toMatchObject({ audience: 'everyone', body: { kind: 'joined', person: ref(ben) } });
    expect(toPublic(joined)?.body).toEqual({ kind: 'joined', name: 'ben' });
    expect(await rowOf(id)).toMatchObject({ agent: ref(ann), guests: [ref(ben)], offer: null });
    const said = await write(by(ben, id, 'good dya'));
    await write(editing(ben, said, 'good day'));
    const row = await rowOf(id);
    for (const no of [
      closing(ben, row),
      giving(ben, row, sue),
      inviting(ben, row, sue),
      asking(ben, row, sue),
    ])
      await expect(write(no)).rejects.toMatchObject(refusedWith('forbidden'));
    await expect(write(leaving(ann, row))).rejects.toMatchObject(refusedWith('forbidden'));

    const leave = leaving(ben, row);
    const left = await write(leave);
    expect(toPublic(left)?.body).toEqual({ kind: 'left', name: 'ben' });
    expect(await rowOf(id)).toMatchObject({ agent: ref(ann), guests: [] });
    await expect(write(by(ben, id))).rejects.toMatchObject(refusedWith('taken', { owner: 'ann' }));
    expect([await write(join), await write(leave)]).toEqual([joined, left]);

    // A guest to whom it is given is its agent, and a guest no more; guests stay when it goes to another.
    await write(inviting(ann, await rowOf(id), ben));
    await write(accepting(ben, await rowOf(id)));
    await write(giving(ann, await rowOf(id), sue));
    expect(await rowOf(id)).toMatchObject({ agent: ref(sue), guests: [ref(ben)] });
    await write(giving(sue, await rowOf(id), ben));
    expect(await rowOf(id)).toMatchObject({ agent: ref(ben), guests: [] });
  });

  test('[P13] wrap-up is of the agent, whoever has closed it, until it is done', async () => {
    const ended = async (who: Me, id: string) => {
      await write({ ...closing(who, await rowOf(id)), wrapUpFor: minute } as Write);
      return rowOf(id);
    };
    const done = (who: Me, { id, version }: { id: string; version: number }) =>
      ({ kind: 'wrapDone', person: who, conversationId: id, key: newId(), version }) as Write;
    const mine = await ended(ann, await served());
    expect(mine).toMatchObject({ status: 'closed', agent: ref(ann), wrapUpUntil: start + minute });
    expect(toPublic((await entriesOf(mine.id)).at(-1) as never)?.body).toEqual({ kind: 'closed' });
    await expect(write(done(sue, mine))).rejects.toMatchObject(refusedWith('forbidden'));
    await expect(write(done(ben, mine))).rejects.toMatchObject(refusedWith('not_found'));
    const one = done(ann, mine);
    const wrapped = await write(one);
    expect(wrapped).toMatchObject({ audience: 'staff', publicSeq: null, body: { kind: 'wrapped' } });
    expect(await rowOf(mine.id)).toMatchObject({ status: 'closed', wrapUpUntil: null });
    expect(await write(one)).toEqual(wrapped);
    await expect(write(done(ann, await rowOf(mine.id)))).rejects.toMatchObject(refusedWith('conflict'));

    expect(await ended(sue, await served())).toMatchObject({ wrapUpUntil: start + minute });
    // Nobody had it: nobody has anything to wrap up.
    expect(await ended(sue, await waiting())).toMatchObject({ status: 'closed', wrapUpUntil: null });
  });

  test('[P1] a message that is left: how to answer it is for staff; who writes again waits again', async () => {
    const contact = { name: 'Li', email: 'li@example.test', phone: null };
    const visitor = await store.visitor();
    const leaving = (text: string): Write => ({
      kind: 'leaveMessage',
      visitor,
      key: newId(),
      text,
      contact,
      page: null,
    });
    const leave = leaving('call me back');
    const left = await write(leave);
    const { conversationId: id } = left;
    expect(left).toMatchObject({ seq: 2, publicSeq: 2, body: { kind: 'message', text: 'call me back' } });
    expect(await write(leave)).toEqual(left);
    expect((await entriesOf(id)).map(({ body }) => body.kind)).toEqual(['opened', 'message', 'message_left']);
    expect(await rowOf(id)).toMatchObject({ kind: 'message', contact, status: 'queued', queuedAt: start });
    const { entries } = await store.conversations.reads.publicEntries(id, 0, 10);
    expect(entries.at(-1)?.body).toEqual({ kind: 'message_left' });
    expect(JSON.stringify(entries)).not.toContain('li@example');

    const { version } = await rowOf(id);
    await write(from(visitor, 'here I am again'));
    expect(await rowOf(id)).toMatchObject({ kind: 'live', contact, queuedAt: start, version: version + 1 });
    // Also where somebody serves them by now: that they do not wait is to be known.
    await write(taking(ann, await rowOf(id)));
    await write(leaving('I have to go'));
    expect(await rowOf(id)).toMatchObject({ kind: 'message', agent: ref(ann), status: 'active' });
    await write(by(ann, id, 'you get a mail'));
    expect((await rowOf(id)).kind).toBe('message');
    await write(closing(ann, await rowOf(id)));
    expect((await write(leaving('and again'))).conversationId).not.toBe(id);
  });
});
