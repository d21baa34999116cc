import { describe, expect, it } from 'vitest';
import type { Entry } from '#shared/domain/entry.ts';
import type { Outgoing } from '#shared/ipc/conversations.ts';
import type { Window } from './transcript-merge.ts';
import { mergeEntries, mergeOutgoing, trimWindow } from './transcript-merge.ts';

const entry = (seq: number, key: string | null = null): Entry => ({
  id: `e${seq}`,
  conversationId: 'c',
  seq,
  feedSeq: seq,
  publicSeq: seq,
  author: { kind: 'visitor', id: 'v', name: '' },
  audience: 'everyone',
  key,
  at: seq,
  body: { kind: 'message', text: `${seq}` },
});
const outgoing = (key: string, state: Outgoing['state'] = 'queued'): Outgoing => ({
  key,
  conversationId: 'c',
  text: key,
  at: 0,
  state,
  code: null,
  kind: 'message',
  quote: null,
  mentions: [],
  heldUntil: null,
});
const window = (...seqs: number[]): Window => ({
  entries: seqs.map((s) => entry(s)),
  outgoing: [],
  complete: false,
});
const seqs = (w: Window) => w.entries.map((e) => e.seq);

describe('mergeEntries', () => {
  it('adds each entry once, in order, whatever order they come in [P7]', () => {
    expect(seqs(mergeEntries(window(3, 4), [entry(6), entry(5), entry(4)]))).toEqual([3, 4, 5, 6]);
  });

  it('keeps the window itself when nothing is new, so that nothing is drawn', () => {
    const before = window(1, 2);
    expect(mergeEntries(before, [entry(2)])).toBe(before);
  });

  it('joins a page of older ones and leaves out what would tear a gap', () => {
    expect(seqs(mergeEntries(window(5, 6), [entry(3), entry(4)]))).toEqual([3, 4, 5, 6]);
    expect(seqs(mergeEntries(window(5, 6), [entry(2)]))).toEqual([5, 6]);
  });

  it('is complete once the first entry is there', () => {
    expect(mergeEntries(window(2), [entry(1)]).complete).toBe(true);
    expect(mergeEntries(window(), [entry(2)]).complete).toBe(false);
  });

  it('begins anew when the entries are of another database [P8]', () => {
    const other = { ...entry(2), id: 'another' };
    const after = mergeEntries({ ...window(1, 2, 3), complete: true }, [other]);
    expect(after.entries.map((e) => e.id)).toEqual(['another']);
    expect(after.complete).toBe(false);
  });

  it('takes a message off its way when its entry comes under the same key [P10]', () => {
    const before: Window = { ...window(1), outgoing: [outgoing('k'), outgoing('l')] };
    expect(mergeEntries(before, [entry(2, 'k')]).outgoing.map((o) => o.key)).toEqual(['l']);
  });
});

describe('mergeOutgoing', () => {
  it('changes a message in its place and adds a new one at the end', () => {
    const before: Window = { ...window(1), outgoing: [outgoing('k'), outgoing('l')] };
    const after = mergeOutgoing(mergeOutgoing(before, outgoing('k', 'refused'), false), outgoing('m'), false);
    expect(after.outgoing.map((o) => [o.key, o.state])).toEqual([
      ['k', 'refused'],
      ['l', 'queued'],
      ['m', 'queued'],
    ]);
  });

  it('never shows a message beside its own entry', () => {
    const before: Window = { entries: [entry(1, 'k')], outgoing: [], complete: true };
    expect(mergeOutgoing(before, outgoing('k', 'sending'), false).outgoing).toEqual([]);
  });

  it('removes one that was confirmed or given up', () => {
    const before: Window = { ...window(1), outgoing: [outgoing('k')] };
    expect(mergeOutgoing(before, outgoing('k'), true).outgoing).toEqual([]);
  });
});

describe('trimWindow', () => {
  it('keeps the latest and knows that older ones exist', () => {
    const trimmed = trimWindow({ ...window(1, 2, 3), complete: true }, 2);
    expect(seqs(trimmed)).toEqual([2, 3]);
    expect(trimmed.complete).toBe(false);
  });

  it('leaves a short window as it is', () => {
    const before = window(1, 2);
    expect(trimWindow(before, 2)).toBe(before);
  });
});
