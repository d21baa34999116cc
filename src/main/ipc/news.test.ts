import { expect, test } from 'vitest';
import { newId } from '#shared/domain/key.ts';
import { ipcNews } from '#shared/ipc/contract.ts';
import type { ConversationRow, Outgoing } from '#shared/ipc/conversations.ts';
import { conversationOf, entryOf } from '../../../test/support/desk-entries.ts';
import { createNews } from './news.ts';

const rowOf = (id: string, unread: number): ConversationRow => ({
  conversation: conversationOf(id, 1),
  unread,
  readSeq: 0,
  draft: '',
  noteDraft: '',
  seen: 0,
  pending: 0,
  refused: false,
  gone: false,
});
const outgoingOf = (state: Outgoing['state'], conversationId: string, key: string): Outgoing => ({
  key,
  conversationId,
  text: 'x',
  at: 1,
  state,
  code: null,
  kind: 'message',
  quote: null,
  mentions: [],
  heldUntil: null,
});
const nextTick = () => new Promise((resolve) => setImmediate(resolve));

function stage() {
  const sent: { readonly name: string; readonly payload: unknown }[] = [];
  const tell = createNews((name, payload) => void sent.push({ name, payload: ipcNews[name].parse(payload) }));
  return { sent, tell };
}

test('a burst becomes a few sends, everything in it once and in order', async () => {
  const { sent, tell } = stage();
  const id = newId();
  for (let seq = 1000; seq >= 1; seq -= 1) {
    tell('entries.added', { conversationId: id, entries: [entryOf(id, seq)] });
    tell('conversations.changed', { rows: [rowOf(id, seq)], all: false });
  }
  await nextTick();
  expect(sent.map((each) => each.name)).toEqual(['conversations.changed', 'entries.added']);
  const { entries } = sent[1]!.payload as { entries: { seq: number }[] };
  expect(entries.map((e) => e.seq)).toEqual(Array.from({ length: 1000 }, (_, n) => n + 1));
  expect(sent[0]!.payload).toMatchObject({ rows: [{ unread: 1 }], all: false });
});

test('rows come before their entries, entries before the message that they confirm', async () => {
  const { sent, tell } = stage();
  const [id, key] = [newId(), newId()];
  tell('outgoing.changed', { outgoing: outgoingOf('sending', id, key), removed: false });
  tell('outgoing.changed', { outgoing: outgoingOf('sending', id, key), removed: true });
  tell('entries.added', { conversationId: id, entries: [entryOf(id, 1)] });
  tell('conversations.changed', { rows: [rowOf(id, 0)], all: false });
  tell('conversations.focus', { conversationId: id });
  await nextTick();
  expect(sent.map((each) => each.name)).toEqual([
    'conversations.changed',
    'entries.added',
    'outgoing.changed',
    'conversations.focus',
  ]);
  expect(sent[2]!.payload).toMatchObject({ removed: true });
});

test('a whole list takes the place of rows before it, and rows after it are added', async () => {
  const { sent, tell } = stage();
  const [a, b, c] = [newId(), newId(), newId()];
  tell('conversations.changed', { rows: [rowOf(a, 1)], all: false });
  tell('conversations.changed', { rows: [rowOf(b, 1)], all: true });
  tell('conversations.changed', { rows: [rowOf(c, 1)], all: false });
  await nextTick();
  const told = sent.map((each) => each.payload as { rows: ConversationRow[]; all: boolean });
  expect(told.map(({ rows, all }) => [rows.map((r) => r.conversation.id), all])).toEqual([
    [[b], true],
    [[c], false],
  ]);
});

test('what belongs to the person before is not shown to the one after', async () => {
  const { sent, tell } = stage();
  const id = newId();
  tell('conversations.changed', { rows: [rowOf(id, 1)], all: true });
  tell('entries.added', { conversationId: id, entries: [entryOf(id, 1)] });
  tell('account.changed', { state: 'signed-out', hub: '', email: '', code: null });
  await nextTick();
  expect(sent.map((each) => each.name)).toEqual(['account.changed']);
});
