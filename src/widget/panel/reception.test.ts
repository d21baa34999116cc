import { describe, expect, it } from 'vitest';
import { standOf } from './reception.ts';

const lin = { id: '0190a6a0-7b1c-7def-8a12-0123456789ab', name: '林悦', product: null, picture: null };
const open = { open: true, opensAt: null, agents: [{ ...lin, status: 'online' as const }] };
const closed = { open: false, opensAt: 1, agents: [] };
const contact = { name: null, email: 'a@b.cn', phone: null };
const waiting = { status: 'queued', kind: 'live', agent: null } as const;
const left = { ...waiting, kind: 'message' } as const;
const sending = { state: 'sending' } as const;
const leaving = { state: 'queued', contact } as const;

describe('what there is for the visitor', () => {
  it('is to choose somebody, before it begins and after it ended', () => {
    expect(standOf(open, null, [])).toBe('begin');
    expect(standOf(open, { ...waiting, status: 'closed' }, [])).toBe('begin');
    expect(standOf({ ...open, agents: [] }, null, [])).toBe('begin');
    // The first message is on its way: it went to whom it went.
    expect(standOf(open, null, [sending])).toBeNull();
  });

  it('is the message form where nobody is there, unless something is under way', () => {
    expect(standOf(closed, null, [])).toBe('closed');
    expect(standOf(closed, { ...left, status: 'closed' }, [])).toBe('closed');
    expect(standOf(closed, null, [sending])).toBeNull();
    expect(standOf(closed, null, [{ state: 'refused', contact }])).toBe('closed');
    // Before the hub has said anything nothing is promised.
    expect(standOf(null, null, [])).toBeNull();
  });

  it('is the queue, open or not, until somebody has them', () => {
    for (const service of [open, closed, null]) expect(standOf(service, waiting, [])).toBe('queued');
    expect(standOf(open, waiting, [sending])).toBe('queued');
    expect(standOf(open, { ...waiting, status: 'active', agent: '林悦' }, [])).toBeNull();
  });

  it('is to wait for an answer later from the moment they left a message, until they write again', () => {
    expect(standOf(closed, null, [leaving])).toBe('left');
    expect(standOf(open, waiting, [leaving])).toBe('left');
    expect(standOf(open, left, [])).toBe('left');
    expect(standOf(open, left, [sending])).toBe('queued');
    expect(standOf(open, { ...left, status: 'active', agent: '林悦' }, [])).toBeNull();
  });
});
