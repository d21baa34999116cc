import { expect, test } from 'vitest';
import { usualAlerts } from '#shared/domain/alerts/preferences.ts';
import { newId } from '#shared/domain/key.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { conversationOf, meId } from '../../../test/support/desk-entries.ts';
import { sendReply } from './reply.ts';
import { followRows } from './unread.ts';

const id = newId();
const me = { id: meId, name: 'Ann' };
const rowOf = (
  change: Partial<ConversationRow> = {},
  conversation: Partial<ConversationRow['conversation']> = {},
): ConversationRow => ({
  conversation: conversationOf(id, 9, { status: 'active', agent: me, ...conversation }),
  unread: 2,
  readSeq: 0,
  draft: '',
  pending: 0,
  refused: false,
  gone: false,
  ...change,
});

test('a reply is sent only where the composer would, and never beside something begun', async () => {
  const sent: string[] = [];
  const reply = (row: ConversationRow | undefined, text = ' hello ') =>
    sendReply({ meId, row, text, send: async (said) => sent.push(said) });
  expect(await reply(rowOf())).toBe(true);
  expect(await reply(rowOf({}, { agent: { id: newId(), name: 'B' }, guests: [me] }))).toBe(true);
  expect(sent).toEqual(['hello', 'hello']);
  expect(await reply(undefined)).toBe(false);
  expect(await reply(rowOf(), '  ')).toBe(false);
  expect(await reply(rowOf(), 'x'.repeat(100_000))).toBe(false);
  expect(await reply(rowOf({ draft: 'half of it' }))).toBe(false);
  expect(await reply(rowOf({ gone: true }))).toBe(false);
  expect(await reply(rowOf({}, { status: 'closed' }))).toBe(false);
  expect(await reply(rowOf({}, { agent: { id: newId(), name: 'B' } }))).toBe(false);
  expect(await reply(rowOf({}, { agent: null, status: 'queued' }))).toBe(false);
  expect(sent).toHaveLength(2);
});

test('the count on the icon: unread of mine, and what I am asked', () => {
  const rows = followRows();
  const other = newId();
  rows.heard({ rows: [rowOf()], all: true });
  expect(rows.count(meId, usualAlerts)).toBe(2);
  const offer = { how: 'route', to: me, by: null, until: 9 } as const;
  const offered = rowOf({ unread: 4 }, { id: other, agent: null, status: 'queued', offer });
  rows.heard({ rows: [offered], all: false });
  expect(rows.count(meId, usualAlerts)).toBe(3);
  const { events } = usualAlerts;
  const quiet = (kind: 'message' | 'offer') => ({
    events: { ...events, [kind]: { ...events[kind], badge: 'never' as const } },
  });
  expect(rows.count(meId, quiet('message'))).toBe(1);
  expect(rows.count(meId, quiet('offer'))).toBe(2);
  // A list that was asked for before is older than what was heard.
  rows.known([rowOf({ unread: 9 })]);
  expect(rows.count(meId, usualAlerts)).toBe(3);
  rows.heard({ rows: [rowOf({ unread: 0 })], all: true });
  expect(rows.count(meId, usualAlerts)).toBe(0);
  rows.clear();
  expect(rows.rows().size).toBe(0);
});
