import { expect, test } from 'vitest';
import { usualAlerts } from '#shared/domain/alerts/preferences.ts';
import { newId } from '#shared/domain/key.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { conversationOf, entryOf, meId } from '../../../test/support/desk-entries.ts';
import { isHeld, type Read } from './hold-reply.ts';
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
  noteDraft: '',
  seen: 0,
  pending: 0,
  refused: false,
  gone: false,
  ...change,
});

test('a reply is sent only where the composer would, and never beside something begun', async () => {
  const sent: string[] = [];
  let holds = false;
  const reply = (row: ConversationRow | undefined, text = ' hello ') =>
    sendReply({ meId, row, text, isHeld: async () => holds, send: async (said) => sent.push(said) });
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
  holds = true;
  expect(await reply(rowOf())).toBe(false);
  expect(sent).toHaveLength(2);
});

test('a reply from a notification is held by the rules of the composer', () => {
  const read = (name: string, text: string): Read => {
    const own = newId();
    const visitor = { id: newId(), name, locale: 'zh-CN' } as const;
    return {
      row: rowOf({}, { id: own, visitor }),
      entries: [entryOf(own, 1, { body: { kind: 'message', text } })],
      complete: false,
    };
  };
  const here = read('王晓雯', '订单号 20261114-0312');
  const others = [read('陈国栋', '我的单号是 20261119-0457')];
  expect(isHeld('好的，马上为您办理', meId, here, others)).toBe(false);
  expect(isHeld('您的订单 20261114-0312 已发出', meId, here, others)).toBe(false);
  expect(isHeld('陈先生您好，已发出', meId, here, others)).toBe(true);
  expect(isHeld('单号 20261119-0457 已发出', meId, here, others)).toBe(true);
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
