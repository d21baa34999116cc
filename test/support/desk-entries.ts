import { type Conversation, unrouted } from '#shared/domain/conversation.ts';
import type { Entry } from '#shared/domain/entry.ts';
import { newId } from '#shared/domain/key.ts';

/** Conversations and entries as a hub would tell of them. */

export const meId = '0190a000-0000-7000-8000-00000000000a';
const visitorId = '0190a000-0000-7000-8000-00000000000b';

export function conversationOf(
  id: string,
  lastSeq: number,
  change: Partial<Conversation> = {},
): Conversation {
  return {
    id,
    visitor: { id: visitorId, name: null, locale: 'zh-CN' },
    status: 'active',
    agent: { id: meId, name: 'Ann' },
    version: 1,
    lastSeq,
    lastFeedSeq: lastSeq,
    openedAt: 1_000,
    closedAt: null,
    waitingSince: null,
    lastMessage: null,
    page: null,
    ...unrouted,
    ...change,
  };
}

export function entryOf(conversationId: string, seq: number, change: Partial<Entry> = {}): Entry {
  return {
    id: newId(),
    conversationId,
    seq,
    feedSeq: seq,
    publicSeq: seq,
    author: { kind: 'visitor', id: visitorId, name: '' },
    audience: 'everyone',
    key: null,
    at: 1_000 + seq,
    body: { kind: 'message', text: `line ${seq}` },
    ...change,
  };
}
