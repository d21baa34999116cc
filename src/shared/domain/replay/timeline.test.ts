import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Author, Entry, EntryBody } from '../entry.ts';
import { newId } from '../key.ts';
import { comeBy, momentOfNext, momentOfPrevious, skippedPause, timelineOf, trueTimeAt } from './timeline.ts';

const ann = { id: newId(), name: 'Ann' };
const ben = { id: newId(), name: 'Ben' };
const authors: Record<string, Author> = {
  visitor: { kind: 'visitor', id: newId(), name: '' },
  ann: { kind: 'agent', ...ann },
  system: { kind: 'system', id: null, name: '' },
};
const begin = 1_700_000_000_000;
let seq = 0;
const entry = (at: number, who: string, body: EntryBody): Entry => ({
  id: newId(),
  conversationId: ann.id,
  seq: ++seq,
  feedSeq: seq,
  publicSeq: seq,
  author: authors[who] as Author,
  audience: 'everyone',
  key: null,
  at: begin + at * 1000,
  body,
});
const says = (text: string) => ({ kind: 'message', text }) as const;
const talk = () => [
  entry(0, 'system', { kind: 'opened', page: null }),
  entry(1, 'visitor', says('hello')),
  entry(2, 'visitor', says('anybody?')),
  entry(60, 'system', { kind: 'assigned', from: null, to: ann, reason: 'least_loaded' }),
  entry(90, 'ann', says('good day')),
  entry(700, 'visitor', says('thanks')),
  entry(705, 'ann', { kind: 'joined', person: ben }),
  entry(710, 'ann', { kind: 'assigned', from: ann, to: ben, reason: 'transferred' }),
  entry(800, 'system', { kind: 'closed' }),
];

describe('[E4] a conversation as it happened', () => {
  test('every entry at its time, waits to scale, who had it and who was in it', () => {
    const line = timelineOf(talk(), null);
    expect(line.events.map(({ at }) => at / 1000)).toEqual([0, 1, 2, 60, 90, 700, 705, 710, 800]);
    expect(line.events.map(({ played, at }) => played === at)).not.toContain(false);
    expect(line).toMatchObject({ startedAt: begin, length: 800_000, played: 800_000 });
    // From the first that nobody had answered to the answer; what is never answered waits until the end.
    expect(line.waits).toEqual([
      { from: 1000, to: 90_000 },
      { from: 700_000, to: 800_000 },
    ]);
    expect(line.events.map(({ owner }) => owner?.name ?? '')).toEqual([
      '',
      '',
      '',
      'Ann',
      'Ann',
      'Ann',
      'Ann',
      'Ben',
      'Ben',
    ]);
    expect(line.events.map(({ guests }) => guests.length)).toEqual([0, 0, 0, 0, 0, 0, 1, 0, 0]);
    expect(line.events.map(({ mark }) => mark)).toEqual([
      'other',
      'customer',
      'customer',
      'handed',
      'staff',
      'customer',
      'handed',
      'handed',
      'closed',
    ]);
  });

  test('a skipped silence is a pause, and the true one stays known', () => {
    const line = timelineOf(talk(), 100_000);
    expect(line.events[5]).toMatchObject({ at: 700_000, played: 91_000, skipped: 609_000 });
    expect(line.length).toBe(800_000);
    expect(line.played).toBe(191_000);
    // In the middle of the pause, the middle of the silence.
    expect(trueTimeAt(line, 90_500)).toBe(395_000);
  });

  test('from one to the next and back', () => {
    const line = timelineOf(talk(), null);
    expect(momentOfNext(line, 0)).toBe(1000);
    expect(momentOfNext(line, 1000)).toBe(2000);
    expect(momentOfNext(line, 900_000)).toBe(800_000);
    expect(momentOfPrevious(line, 90_000)).toBe(60_000);
    expect(momentOfPrevious(line, 91_000)).toBe(90_000);
    expect(momentOfPrevious(line, 0)).toBe(0);
    expect(comeBy(line, 59_999)).toBe(3);
    expect(timelineOf([], null)).toMatchObject({ length: 0, played: 0, events: [], waits: [] });
  });

  test('whatever the times are: in order, nothing lost, and no longer than it was', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -5, max: 400 }), { minLength: 1, maxLength: 40 }),
        fc.option(fc.integer({ min: 0, max: 300_000 })),
        (steps, skip) => {
          let at = 0;
          const entries = steps.map((step, i) => {
            at += step;
            return entry(at, i % 2 === 0 ? 'visitor' : 'ann', says('x'));
          });
          const line = timelineOf(entries, skip);
          expect(line.events).toHaveLength(entries.length);
          expect(comeBy(line, line.played)).toBe(entries.length);
          let before = { at: 0, played: 0 };
          for (const event of line.events) {
            expect(event.at).toBeGreaterThanOrEqual(before.at);
            const gap = event.played - before.played;
            expect(gap + event.skipped).toBe(event.at - before.at);
            if (event.skipped > 0) expect(gap).toBe(skippedPause);
            before = event;
          }
          expect(trueTimeAt(line, line.played)).toBe(line.length);
          if (skip === null) expect(line.played).toBe(line.length);
        },
      ),
    );
  });
});
