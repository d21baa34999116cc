import { describe, expect, it } from 'vitest';
import { type Conversation, unrouted } from '#shared/domain/conversation.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { inOrder, keepSame, noSections, sectionsOf } from './sections.ts';

function row(id: string, change: Partial<Conversation>): ConversationRow {
  return {
    conversation: {
      id,
      visitor: { id, name: id, locale: 'en' },
      status: 'active',
      agent: { id: 'me', name: 'Me' },
      version: 1,
      lastSeq: 1,
      lastFeedSeq: 1,
      openedAt: 0,
      closedAt: null,
      waitingSince: null,
      lastMessage: null,
      page: null,
      ...unrouted,
      ...change,
    },
    unread: 0,
    readSeq: 0,
    draft: '',
    pending: 0,
    refused: false,
    gone: false,
  };
}

const rows = [
  row('answered', { lastMessage: { text: '', at: 50, author: { kind: 'agent', id: 'me', name: 'Me' } } }),
  row('waits', { waitingSince: 90 }),
  row('waits-longer', { waitingSince: 40 }),
  row('queued', { status: 'queued', agent: null, waitingSince: 95 }),
  row('queued-longer', { status: 'queued', agent: null, waitingSince: 10 }),
  row('hers', { agent: { id: 'she', name: 'She' } }),
  row('closed', { status: 'closed', closedAt: 1000 }),
  row('closed-later', { status: 'closed', closedAt: 2000 }),
  row('closed-yesterday', { status: 'closed', closedAt: 999 }),
];

describe('sectionsOf', () => {
  it('puts mine by urgency, the queue by waiting time, closed ones of today only', () => {
    expect(sectionsOf(rows, 'me', 1000)).toEqual({
      mine: ['waits-longer', 'waits', 'answered'],
      queue: ['queued-longer', 'queued'],
      others: ['hers'],
      closed: ['closed-later', 'closed'],
    });
  });

  it('is walked in the order of the screen', () => {
    expect(inOrder(sectionsOf(rows, 'me', 1500)).slice(-2)).toEqual(['hers', 'closed-later']);
  });
});

describe('keepSame', () => {
  it('keeps the identity of what did not change', () => {
    const before = sectionsOf(rows, 'me', 1000);
    expect(keepSame(before, sectionsOf(rows, 'me', 1000))).toBe(before);
    const after = keepSame(before, sectionsOf(rows.slice(1), 'me', 1000));
    expect(after).not.toBe(before);
    expect(after.queue).toBe(before.queue);
    expect(after.mine).not.toBe(before.mine);
    expect(keepSame(noSections, noSections)).toBe(noSections);
  });
});
