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
    noteDraft: '',
    seen: 0,
    pending: 0,
    refused: false,
    gone: false,
  };
}

const queued = { status: 'queued', agent: null } as const;

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

const at = (dayStart: number) => ({ dayStart, now: 5000, priorityStep: 100 });

describe('sectionsOf', () => {
  it('puts mine by urgency, the queue by waiting time, closed ones of today only', () => {
    expect(sectionsOf(rows, 'me', at(1000))).toEqual({
      offered: [],
      mine: ['waits-longer', 'waits', 'answered'],
      wrapUp: [],
      due: [],
      queue: ['queued-longer', 'queued'],
      others: ['hers'],
      closed: ['closed-later', 'closed'],
    });
  });

  it('[A11] who is to be heard from by now stands apart, the longest due first, for whoever had them alone', () => {
    const filed = (nextContactAt: number) => ({
      filed: { disposition: null, tags: [], summary: '', nextContactAt },
    });
    const long = { status: 'closed', closedAt: 1 } as const;
    const all = [
      row('due', { ...long, ...filed(4900) }),
      row('due-longer', { ...long, ...filed(100) }),
      row('not-yet', { ...long, ...filed(5001) }),
      row('hers-due', { ...long, ...filed(100), agent: { id: 'she', name: 'She' } }),
    ];
    const found = sectionsOf(all, 'me', at(1000));
    expect([found.due, found.closed]).toEqual([['due-longer', 'due'], []]);
  });

  it('[A10] puts what one is asked on top, the one that ends first before others; what others are asked stays', () => {
    const by = { id: 'she', name: 'She' };
    const to = (id: string) => ({ id, name: id });
    const asked = [
      row('hers-for-me', { agent: by, offer: { how: 'transfer', to: to('me'), by, until: 90 } }),
      row('queued-for-me', { ...queued, offer: { how: 'route', to: to('me'), by: null, until: 70 } }),
      row('queued-for-her', { ...queued, offer: { how: 'route', to: by, by: null, until: 60 } }),
      row('mine-for-her', { offer: { how: 'transfer', to: by, by: to('me'), until: 60 } }),
    ];
    const sections = sectionsOf(asked, 'me', at(0));
    expect(sections).toMatchObject({
      offered: ['queued-for-me', 'hers-for-me'],
      mine: ['mine-for-her'],
      queue: ['queued-for-her'],
      others: [],
    });
  });

  it('counts where one is a guest as mine, and keeps wrap-up in sight until its time is over', () => {
    const guest = row('guest', { agent: { id: 'she', name: 'She' }, guests: [{ id: 'me', name: 'Me' }] });
    const wrap = row('wrap', { status: 'closed', closedAt: 10, wrapUpUntil: 6000 });
    const over = row('over', { status: 'closed', closedAt: 10, wrapUpUntil: 5000 });
    const hers = row('wrap-hers', {
      ...wrap.conversation,
      id: 'wrap-hers',
      agent: { id: 'she', name: 'She' },
    });
    expect(sectionsOf([guest, wrap, over, hers], 'me', at(0))).toMatchObject({
      mine: ['guest'],
      wrapUp: ['wrap'],
      closed: ['over', 'wrap-hers'],
    });
  });

  it('[B1] shows the queue in the order in which it is served: value is a head start, messages come last', () => {
    const waiting = [
      row('message', { ...queued, kind: 'message', queuedAt: 0 }),
      row('usual', { ...queued, queuedAt: 500 }),
      row('vip', { ...queued, queuedAt: 900, priority: 5 }),
      row('long', { ...queued, queuedAt: 300 }),
    ];
    expect(sectionsOf(waiting, 'me', at(0)).queue).toEqual(['long', 'vip', 'usual', 'message']);
  });

  it('is walked in the order of the screen', () => {
    expect(inOrder(sectionsOf(rows, 'me', at(1500))).slice(-2)).toEqual(['hers', 'closed-later']);
  });
});

describe('keepSame', () => {
  it('keeps the identity of what did not change', () => {
    const before = sectionsOf(rows, 'me', at(1000));
    expect(keepSame(before, sectionsOf(rows, 'me', at(1000)))).toBe(before);
    const after = keepSame(before, sectionsOf(rows.slice(1), 'me', at(1000)));
    expect(after).not.toBe(before);
    expect(after.queue).toBe(before.queue);
    expect(after.mine).not.toBe(before.mine);
    expect(keepSame(noSections, noSections)).toBe(noSections);
  });
});
