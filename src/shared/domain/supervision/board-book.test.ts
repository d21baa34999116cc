import { expect, test } from 'vitest';
import type { BoardNow } from '../../protocol/board.ts';
import { afterDelta, bookOf } from './board-book.ts';

const row = {
  k: 1,
  id: 'a',
  status: 'queued',
  unanswered: 1,
  trouble: 0,
} as unknown as BoardNow['rows'][number];
const now: BoardNow = { number: 4, at: 0, rows: [row], agents: [], groups: [] };

test('what has changed is changed, what has not is the very same object', () => {
  const book = bookOf({ ...now, rows: [row, { ...row, k: 2, id: 'b' }] });
  const next = afterDelta(book, { from: 4, to: 5, at: 1, rows: [{ k: 1, unanswered: 2 }] });
  expect(next?.rows.get(1)).toEqual({ ...row, unanswered: 2 });
  expect(next?.rows.get(2)).toBe(book.rows.get(2));
  expect(next?.agents).toBe(book.agents);
  expect(book.rows.get(1)).toBe(row);
  expect(next?.number).toBe(5);
});

test('what is new comes, what is closed goes, also several changes at once', () => {
  const next = afterDelta(bookOf(now), {
    from: 4,
    to: 9,
    at: 1,
    rows: [{ ...row, k: 7, id: 'n' }],
    gone: [1],
  });
  expect([...(next?.rows.keys() ?? [])]).toEqual([7]);
});

test('nothing is put upon something else than it was made for', () => {
  expect(afterDelta(bookOf(now), { from: 5, to: 6, at: 1 })).toBeNull();
  expect(afterDelta(bookOf(now), { from: 3, to: 4, at: 1 })).toBeNull();
});
