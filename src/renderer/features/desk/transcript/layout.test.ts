import { describe, expect, it } from 'vitest';
import type { Author, Entry, EntryBody } from '#shared/domain/entry.ts';
import type { Outgoing } from '#shared/ipc/conversations.ts';
import type { Item, LayoutInput } from './layout.ts';
import { layoutTranscript } from './layout.ts';

const noon = new Date(2026, 10, 22, 12).getTime();
const minute = 60_000;
const visitor: Author = { kind: 'visitor', id: 'v', name: '' };
const me: Author = { kind: 'agent', id: 'me', name: 'Me' };
const she: Author = { kind: 'agent', id: 'she', name: 'She' };

function entry(seq: number, at: number, author: Author, body?: EntryBody, key: string | null = null): Entry {
  return {
    id: `e${seq}`,
    conversationId: 'c',
    seq,
    feedSeq: seq,
    publicSeq: seq,
    author,
    audience: 'everyone',
    key,
    at,
    body: body ?? { kind: 'message', text: `${seq}` },
  };
}

const layout = (entries: Entry[], more: Partial<LayoutInput> = {}) =>
  layoutTranscript({ entries, outgoing: [], meId: 'me', unreadAfter: null, ...more });

/** "v1[" is the first of a group by the visitor, "v3]" its last, "v2" between them, "v4[]" alone. */
function sketch(items: readonly Item[]): string[] {
  return items.map((item) => {
    if (item.type === 'day' || item.type === 'unread') return item.type;
    if (item.type === 'line' || item.type === 'note' || item.type === 'recalled')
      return `${item.type}${item.entry.seq}`;
    const ends = `${item.first ? '[' : ''}${item.last ? ']' : ''}`;
    return item.type === 'message'
      ? `${item.side[0]}${item.entry.seq}${ends}`
      : `o:${item.outgoing.key}${ends}`;
  });
}

const outgoing = (key: string, at: number, state: Outgoing['state'] = 'queued'): Outgoing => ({
  key,
  conversationId: 'c',
  text: key,
  at,
  state,
  code: null,
  kind: 'message',
  quote: null,
  mentions: [],
  heldUntil: null,
});

describe('layoutTranscript', () => {
  it('groups what one author says within three minutes', () => {
    const items = layout([
      entry(1, noon, visitor),
      entry(2, noon + minute, visitor),
      entry(3, noon + 2 * minute, visitor),
      entry(4, noon + 9 * minute, visitor),
      entry(5, noon + 9 * minute, me),
      entry(6, noon + 9 * minute, she),
    ]);
    expect(sketch(items)).toEqual(['day', 'v1[', 'v2', 'v3]', 'v4[]', 'm5[]', 'a6[]']);
  });

  it('begins each local day with a line', () => {
    const items = layout([entry(1, noon, visitor), entry(2, noon + 12 * 60 * minute, visitor)]);
    expect(sketch(items)).toEqual(['day', 'v1[]', 'day', 'v2[]']);
  });

  it('breaks a group at a system line and at a note', () => {
    const items = layout([
      entry(1, noon, visitor),
      entry(2, noon, me, { kind: 'note', text: 'n' }),
      entry(3, noon, visitor),
      entry(4, noon, { kind: 'system', id: null, name: '' }, { kind: 'closed' }),
    ]);
    expect(sketch(items)).toEqual(['day', 'v1[]', 'note2', 'v3[]', 'line4']);
  });

  it('puts the unread line before the first message of the customer that was not read', () => {
    const entries = [entry(1, noon, visitor), entry(2, noon, me), entry(3, noon, visitor)];
    expect(sketch(layout(entries, { unreadAfter: 1 }))).toEqual(['day', 'v1[]', 'm2[]', 'unread', 'v3[]']);
    expect(sketch(layout(entries, { unreadAfter: 3 }))).not.toContain('unread');
    expect(sketch(layout(entries))).not.toContain('unread');
  });

  it('puts what is on its way at the end, in the group of what I said', () => {
    const items = layout([entry(1, noon, me)], { outgoing: [outgoing('k', noon), outgoing('l', noon)] });
    expect(sketch(items)).toEqual(['day', 'm1[', 'o:k', 'o:l]']);
  });

  it('lets a refused message stand alone', () => {
    const items = layout([], { outgoing: [outgoing('k', noon, 'refused'), outgoing('l', noon)] });
    expect(sketch(items)).toEqual(['day', 'o:k[]', 'o:l[]']);
  });

  it('gives a message the same key on its way and confirmed', () => {
    const before = layout([], { outgoing: [outgoing('k', noon)] });
    const after = layout([entry(1, noon, me, undefined, 'k')]);
    expect(after.at(-1)?.key).toBe(before.at(-1)?.key);
  });

  it('shows an edited message in its place with what it says now, and a change as no line [P1]', () => {
    const items = layout([
      entry(1, noon, me),
      entry(2, noon, me),
      entry(3, noon, she),
      entry(4, noon, me, { kind: 'edited', entryId: 'e1', text: 'first' }),
      entry(5, noon, me, { kind: 'edited', entryId: 'e1', text: 'second' }),
    ]);
    expect(sketch(items)).toEqual(['day', 'm1[', 'm2]', 'a3[]']);
    expect(items.filter((i) => i.type === 'message').map((i) => [i.text, i.edited])).toEqual([
      ['second', true],
      ['2', false],
      ['3', false],
    ]);
  });

  it('puts a line without its text in the place of a recalled message, which breaks the group [P1]', () => {
    const items = layout([
      entry(1, noon, me),
      entry(2, noon, me, { kind: 'message', text: 'regretted' }, 'k'),
      entry(3, noon, me),
      entry(4, noon, me, { kind: 'recalled', entryId: 'e2' }),
    ]);
    expect(sketch(items)).toEqual(['day', 'm1[]', 'recalled2', 'm3[]']);
    // Under the same key, so that it stays where it is on the screen.
    expect(items[2]?.key).toBe('k');
  });
});
