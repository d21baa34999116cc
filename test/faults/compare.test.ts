import { describe, expect, it } from 'vitest';
import { type Evidence, judge, type Seen } from './compare.ts';
import type { Changed } from './hands.ts';
import type { Written } from './journal.ts';
import type { TrueEntry, Truth } from './truth.ts';

/** The judge itself: each kind of fault is put into a run that was well, and must be seen. */

const said = (seq: number, text: string, author = 'v', change: Partial<TrueEntry> = {}): TrueEntry => ({
  id: `e${seq}`,
  conversationId: 'c',
  seq,
  feedSeq: seq,
  publicSeq: seq,
  authorKind: 'visitor',
  authorId: author,
  key: `k${seq}`,
  body: { kind: 'message', text },
  ...change,
});
const written = (text: string, change: Partial<Written> = {}): Written => ({
  text,
  kept: true,
  key: null,
  conversationId: null,
  ...change,
});

const entries = [said(1, 'v#1'), said(2, 'a#1', 'a'), said(3, 'v#2'), said(4, 'v#3')];
const truth: Truth = {
  feedHead: 4,
  entries,
  conversations: [
    {
      id: 'c',
      visitorId: 'v',
      agentId: 'a',
      status: 'active',
      lastSeq: 4,
      lastPublicSeq: 4,
      openedAt: 1,
      owners: ['a'],
    },
  ],
  people: [],
};
const seen = (all: readonly TrueEntry[], client = 'visitor-0.0'): Seen => ({
  client,
  conversationId: 'c',
  numbering: 'publicSeq',
  entries: all.map((entry) => ({
    id: entry.id,
    number: entry.publicSeq ?? 0,
    text: entry.body.kind === 'message' ? entry.body.text : null,
  })),
  reads: all.flatMap(({ body }) => (body.kind === 'message' ? [body.text] : [])),
});
const writers = [
  { name: 'visitor-0.0', written: [written('v#1'), written('v#2'), written('v#3')] },
  { name: 'desk-0', written: [written('a#1', { key: 'k2', conversationId: 'c' })] },
];
const well: Evidence = { truth, writers, changed: [], seen: [seen(entries)] };
const found = (change: Partial<Evidence>) => {
  const { violations } = judge({ ...well, ...change });
  return violations.map(({ kind, where }) => `${kind} ${where}`);
};
const withTruth = (changed: readonly TrueEntry[], change: Partial<Truth> = {}) =>
  found({ truth: { ...truth, entries: changed, ...change }, seen: [] });

describe('the judge', () => {
  it('has nothing to say of a run that was well, and counts what was kept', () => {
    const unsure = [...writers, { name: 'desk-1', written: [written('gone', { kept: false })] }];
    expect(judge({ ...well, writers: unsure })).toEqual({
      violations: [],
      kept: 4,
      unsure: 1,
      unsureFound: 0,
    });
  });

  it('sees a message that was kept and is lost', () => {
    const more = [{ name: 'visitor-1.0', written: [written('w#1')] }];
    expect(found({ writers: [...writers, ...more] })).toEqual(['lost visitor-1.0, w#1']);
  });

  it('sees a message that is there twice, under one key or two', () => {
    const row = { ...truth.conversations[0]!, lastSeq: 5, lastPublicSeq: 5 };
    const more = { feedHead: 5, conversations: [row] };
    expect(withTruth([...entries, said(5, 'v#3')], more)).toEqual(['duplicated visitor-0.0, v#3']);
    expect(withTruth([...entries, said(5, 'v#3', 'v', { key: 'k4' })], more)).toEqual([
      'duplicated database',
      'duplicated visitor-0.0, v#3',
    ]);
  });

  it('sees what nobody wrote', () => {
    expect(found({ writers: writers.slice(0, 1) })).toEqual(['strange database']);
  });

  it('sees an order that is not that of writing', () => {
    const turned = [said(1, 'v#2'), said(2, 'a#1', 'a'), said(3, 'v#1'), said(4, 'v#3')];
    expect(withTruth(turned)).toEqual(['disordered visitor-0.0, conversation c']);
  });

  it('[P1] [P2] sees a gap or a jump in any sequence of the database', () => {
    const without = entries.filter(({ seq }) => seq !== 2);
    expect(withTruth(without)).toContain('disordered database, conversation c, seq 3');
    const change = (one: Partial<TrueEntry>) =>
      withTruth(entries.map((e) => (e.seq === 3 ? { ...e, ...one } : e)));
    expect(change({ publicSeq: 4 })).toContain('disordered database, conversation c, seq 3');
    expect(change({ feedSeq: 2 })).toContain('duplicated database');
    expect(change({ feedSeq: 9 })).toContain('disordered database, conversation c, seq 4');
  });

  it('sees what a client does not show, shows twice, in another order, or of its own', () => {
    const [one, two, three, four] = entries as [TrueEntry, TrueEntry, TrueEntry, TrueEntry];
    const at = 'visitor-0.0, conversation c';
    expect(found({ seen: [seen([one, two, four])] })).toEqual([`lost ${at}`, `disordered ${at}`]);
    expect(found({ seen: [seen([one, two, three])] })).toEqual([`lost ${at}`]);
    expect(found({ seen: [seen([one, two, three, four, four])] })).toEqual([`duplicated ${at}`]);
    expect(found({ seen: [seen([one, three, two, four])] })).toEqual([`disordered ${at}`]);
    expect(found({ seen: [seen([one, two, three, four, said(9, 'x')])] })).toEqual([`strange ${at}`]);
    expect(
      found({ seen: [seen([one, two, three, { ...four, body: { kind: 'message', text: '' } }])] }),
    ).toEqual([`disordered ${at}`]);
  });

  describe('of edits and recalls', () => {
    const edited = said(5, '', 'a', { body: { kind: 'edited', entryId: 'e2', text: 'a~1' } });
    const recalled = said(6, '', 'a', { body: { kind: 'recalled', entryId: 'e2' } });
    const row = { ...truth.conversations[0]!, lastSeq: 6, lastPublicSeq: 6 };
    const all = [...entries, edited, recalled];
    const asked = { writer: 'desk-0', conversationId: 'c', entryId: 'e2', granted: true } as const;
    const edit: Changed = { ...asked, kind: 'edit', key: 'k5', text: 'a~1' };
    const recall: Changed = { ...asked, kind: 'recall', key: 'k6', text: null };
    const drawn = { ...seen(all), reads: ['v#1', null, 'v#2', 'v#3'] };
    const evidence = {
      truth: { ...truth, feedHead: 6, entries: all, conversations: [row] },
      changed: [edit, recall],
      seen: [drawn],
    };

    it('has nothing to say when each is there once, and everybody reads it so', () => {
      expect(found(evidence)).toEqual([]);
    });

    it('sees one that was granted and is not there, was refused and is there, or that nobody asked for', () => {
      expect(found({ ...evidence, changed: [edit, recall, { ...edit, key: 'other' }] })).toEqual([
        'lost desk-0, edit of e2',
      ]);
      expect(found({ ...evidence, changed: [edit, { ...recall, granted: false }] })).toEqual([
        'strange desk-0, recall of e2',
      ]);
      expect(found({ ...evidence, changed: [edit] })).toEqual(['strange database']);
    });

    it('sees one that became something else, or of another message', () => {
      for (const change of [{ text: 'a~2' }, { entryId: 'e1' }, { conversationId: 'd' }])
        expect(found({ ...evidence, changed: [{ ...edit, ...change }, recall] })).toHaveLength(1);
      expect(found({ ...evidence, changed: [edit, { ...recall, entryId: 'e1' }] })).toHaveLength(1);
      expect(found({ ...evidence, changed: [edit, { ...recall, kind: 'edit', text: 'a~1' }] })).toHaveLength(
        1,
      );
    });

    it('sees a client that draws a message as it was before', () => {
      for (const reads of [
        ['v#1', 'a~1', 'v#2', 'v#3'],
        ['v#1', 'v#2', 'v#3'],
        [...drawn.reads, 'more'],
      ])
        expect(found({ ...evidence, seen: [{ ...drawn, reads }] })).toEqual([
          'misread visitor-0.0, conversation c',
        ]);
    });
  });

  it('sees a message of a desk under another key, or in another conversation', () => {
    const desk = (change: Partial<Written>) =>
      found({ writers: [writers[0]!, { name: 'desk-0', written: [written('a#1', change)] }] });
    expect(desk({ key: 'other' })).toEqual(['strange desk-0, a#1']);
    expect(desk({ conversationId: 'other' })).toEqual(['strange desk-0, a#1']);
  });
});
