import { expect, it } from 'vitest';
import type { Entry, EntryBody } from '#shared/domain/entry.ts';
import { arrivalAfter } from './arrivals.ts';

const entry = (seq: number, body: EntryBody, at = 100): Entry => ({
  id: `e${seq}`,
  conversationId: 'c',
  seq,
  feedSeq: seq,
  publicSeq: seq,
  author: { kind: 'visitor', id: 'v', name: '' },
  audience: 'everyone',
  key: null,
  at,
  body,
});
const said = (seq: number, text: string, at?: number) => entry(seq, { kind: 'message', text }, at);
const recalled = (seq: number, of: number) => entry(seq, { kind: 'recalled', entryId: `e${of}` });
const edited = (seq: number, of: number, text: string) =>
  entry(seq, { kind: 'edited', entryId: `e${of}`, text });

it('says the latest message, and not what is only fetched late', () => {
  expect(arrivalAfter(null, 'c', [said(1, 'a'), said(2, 'b')], 50)).toMatchObject({ text: 'b' });
  expect(arrivalAfter(null, 'c', [said(1, 'old', 10)], 50)).toBeNull();
});

it('never says what was taken back, and says an edited one as it is now', () => {
  expect(arrivalAfter(null, 'c', [said(1, 'secret'), recalled(2, 1)], 50)).toBeNull();
  const before = arrivalAfter(null, 'c', [said(1, 'secret')], 50);
  expect(arrivalAfter(before, 'c', [recalled(2, 1)], 50)).toBeNull();
  expect(arrivalAfter(before, 'c', [recalled(3, 2)], 50)).toBe(before);
  expect(arrivalAfter(null, 'c', [said(1, 'helo'), edited(2, 1, 'hello')], 50)).toMatchObject({
    text: 'hello',
  });
});
