import { expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { conversationOf, entryOf, meId } from '../../../test/support/desk-entries.ts';
import { textsFor } from '../locales/texts.ts';
import { noticesFor, recalledIn } from './notices.ts';

const id = newId();
const rowOf = (
  change: Partial<ConversationRow> = {},
  conversation = conversationOf(id, 9),
): ConversationRow => ({
  conversation,
  unread: 1,
  readSeq: 0,
  draft: '',
  noteDraft: '',
  seen: 0,
  pending: 0,
  refused: false,
  gone: false,
  ...change,
});
const said = (text: string) => entryOf(id, 3, { body: { kind: 'message', text } });
const notices = (entries: Parameters<typeof noticesFor>[0], row = rowOf()) =>
  noticesFor(entries, [row], meId, textsFor('en'));

test('a customer’s message: who, and its first line that says something', () => {
  const entry = said('\n  hello there \nmore');
  const [notice] = notices([entry]);
  expect(notice).toEqual({
    kind: 'message',
    importance: 'normal',
    conversationId: id,
    title: 'Visitor 000B',
    body: 'hello there',
    entryId: entry.id,
  });
  const named = rowOf({}, conversationOf(id, 9, { visitor: { id: meId, name: '王芳', locale: 'zh-CN' } }));
  expect(notices([said('x'.repeat(500))], named)).toMatchObject([
    { title: '王芳', body: `${'x'.repeat(199)}…` },
  ]);
});

test('a file alone is told by its name, and what cannot be seen as a message', () => {
  const files = [{ id: newId(), name: '发票.pdf', type: 'application/pdf', size: 9 }];
  const bare = entryOf(id, 3, { body: { kind: 'message', text: '', files } });
  expect(notices([bare])).toMatchObject([{ kind: 'message', body: '发票.pdf', entryId: bare.id }]);
  expect(notices([said('\u202e\u2067')])).toMatchObject([{ body: 'There is a new message.' }]);
});

test('one a conversation, with how many more there are', () => {
  expect(notices([said('one'), said('two')], rowOf({ unread: 3 }))).toMatchObject([
    { body: 'two (+2 more)' },
  ]);
});

test('nothing of what was taken back, and an edited message as it is now', () => {
  const [one, two] = [said('one'), said('two')];
  const recalled = entryOf(id, 4, { body: { kind: 'recalled', entryId: two.id } });
  expect(notices([one, two, recalled])).toMatchObject([{ body: 'one', entryId: one.id }]);
  expect(notices([two, recalled])).toEqual([]);
  expect(recalledIn([one, two, recalled])).toEqual([two.id]);
  const edited = entryOf(id, 4, { body: { kind: 'edited', entryId: one.id, text: 'won' } });
  expect(notices([one, edited])).toMatchObject([{ body: 'won' }]);
  expect(notices([edited])).toEqual([]);
});

test('nothing of what is read, my own, another agent’s or closed', () => {
  const mine = entryOf(id, 4, { author: { kind: 'agent', id: meId, name: 'Ann' } });
  expect(notices([mine])).toEqual([]);
  expect(notices([said('seen')], rowOf({ readSeq: 3, unread: 0 }))).toEqual([]);
  const bens = conversationOf(id, 9, { agent: { id: newId(), name: 'Ben' } });
  expect(notices([said('for Ben')], rowOf({}, bens))).toEqual([]);
  expect(notices([said('bye')], rowOf({}, conversationOf(id, 9, { status: 'closed' })))).toEqual([]);
});

test('what waits in the queue is told, and what was given to me', () => {
  const queued = conversationOf(id, 9, { status: 'queued', agent: null });
  expect(notices([said('anybody?')], rowOf({}, queued))).toMatchObject([{ body: 'anybody?' }]);
  const given = entryOf(id, 5, {
    author: { kind: 'system', id: null, name: '' },
    body: { kind: 'assigned', from: null, to: { id: meId, name: 'Ann' }, reason: 'least_loaded' },
  });
  expect(notices([given])).toMatchObject([{ body: 'This conversation is yours now.' }]);
  const taken = { ...given, author: { kind: 'agent' as const, id: meId, name: 'Ann' } };
  expect(notices([taken])).toEqual([]);
});

test('both languages say the same things', () => {
  const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
  const [en, zh] = [textsFor('en'), textsFor('zh-CN')];
  for (const group of Object.keys(en) as (keyof typeof en)[]) {
    for (const [key, text] of Object.entries(en[group])) {
      const other = (zh[group] as Record<string, string>)[key] ?? '';
      expect(places(other), `${group}.${key}`).toEqual(places(text));
      expect(other.trim()).not.toBe('');
    }
  }
});

test('[A10] what one is asked by a colleague: by whom, and their note; not what others are asked', () => {
  const chen = { id: newId(), name: '陈晨' };
  const me = { id: meId, name: 'Ann' };
  const asked = (how: 'transfer' | 'invite' | 'route', to: typeof me) => ({
    how,
    to,
    by: how === 'route' ? null : chen,
    until: 60_000,
  });
  const row = (how: 'transfer' | 'invite' | 'route', to = me) =>
    rowOf({ unread: 0 }, conversationOf(id, 9, { agent: chen, offer: asked(how, to) }));
  const offered = (how: 'transfer' | 'invite' | 'route', to = me) =>
    entryOf(id, 5, { audience: 'staff', body: { kind: 'offered', ...asked(how, to) } });
  const author = { kind: 'agent', ...chen } as const;
  const note = entryOf(id, 4, { audience: 'staff', author, body: { kind: 'note', text: 'wants a refund' } });

  expect(notices([note, offered('transfer')], row('transfer'))).toMatchObject([
    {
      kind: 'transfer',
      importance: 'high',
      title: 'Visitor 000B',
      body: '陈晨 wants to hand it over to you. wants a refund',
      entryId: null,
    },
  ]);
  expect(notices([offered('invite')], row('invite'))).toMatchObject([
    { kind: 'colleague', body: '陈晨 asks you to join in.' },
  ]);
  expect(notices([offered('route')], row('route'))).toMatchObject([
    { kind: 'offer', body: 'A conversation is offered to you.' },
  ]);
  const ben = { id: newId(), name: 'Ben' };
  expect(notices([note, offered('transfer', ben)], row('transfer', ben))).toEqual([]);
  // It went on to somebody else, or was over, before this desk heard of it.
  expect(notices([offered('route'), offered('route', ben)], row('route', ben))).toEqual([]);
  expect(notices([offered('route')], rowOf({ unread: 0 }, conversationOf(id, 9)))).toEqual([]);
});

test('a guest hears the customer too', () => {
  const guests = [{ id: meId, name: 'Ann' }];
  const row = rowOf({}, conversationOf(id, 9, { agent: { id: newId(), name: 'Ben' }, guests }));
  expect(notices([said('hello')], row)).toMatchObject([{ body: 'hello' }]);
  expect(notices([said('hello')], { ...row, conversation: { ...row.conversation, guests: [] } })).toEqual([]);
});

test('what is news of it: that it is there, that a colleague gave it, or that more was said', () => {
  const system = { kind: 'system', id: null, name: '' } as const;
  const to = { id: meId, name: 'Ann' };
  const given = (reason: 'least_loaded' | 'transferred') =>
    entryOf(id, 2, { author: system, body: { kind: 'assigned', from: null, to, reason } });
  expect(notices([given('least_loaded'), said('hi')])).toMatchObject([{ kind: 'conversation', body: 'hi' }]);
  expect(notices([given('transferred')])).toMatchObject([{ kind: 'transfer' }]);
  const opened = entryOf(id, 1, { author: system, body: { kind: 'opened', page: null } });
  expect(notices([opened, said('hi')])).toMatchObject([{ kind: 'conversation', importance: 'normal' }]);
  const vip = rowOf({}, conversationOf(id, 9, { priority: 5 }));
  expect(notices([said('hi')], vip)).toMatchObject([{ kind: 'message', importance: 'high' }]);
});

test('[A3] a note that calls me is told wherever I may read it, with its line; not what is read, mine, or of others', () => {
  const ben = { id: newId(), name: 'Ben' };
  const note = (seq: number, change: object = {}, author = ben) =>
    entryOf(id, seq, {
      author: { kind: 'agent', ...author },
      audience: 'staff',
      body: { kind: 'note', text: '\n@Ann is this ours?', mentions: [{ id: meId, name: 'Ann' }], ...change },
    });
  const bens = rowOf({ unread: 0 }, conversationOf(id, 9, { agent: ben }));
  expect(notices([note(5), said('hello')], bens)).toEqual([
    {
      kind: 'mention',
      importance: 'high',
      conversationId: id,
      title: 'Visitor 000B',
      body: 'Ben mentions you in a note: @Ann is this ours?',
      entryId: null,
      line: 5,
    },
  ]);
  const over = rowOf({ unread: 0 }, conversationOf(id, 9, { agent: ben, status: 'closed' }));
  expect(notices([note(5), note(6)], over)).toMatchObject([{ kind: 'mention', line: 6 }]);
  expect(notices([note(5)], rowOf({ ...bens, readSeq: 5 }))).toEqual([]);
  expect(notices([note(5)], rowOf({ ...bens, gone: true }))).toEqual([]);
  expect(notices([note(5, { mentions: [ben] })], bens)).toEqual([]);
  expect(notices([note(5, { mentions: undefined })], bens)).toEqual([]);
  expect(notices([note(5, {}, { id: meId, name: 'Ann' })], bens)).toEqual([]);
});
