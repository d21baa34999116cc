import { expect, test } from 'vitest';
import type { QualityNews, QualityNote, Unseen } from '#shared/protocol/quality.ts';
import type { Ask } from '../connection/requests.ts';
import { textsFor } from '../locales/texts.ts';
import { silentLog } from '../log.ts';
import { qualityNotices } from './quality-notice.ts';
import { createReviewNews } from './review-news.ts';

const note = (id: string, at: number, change: Partial<QualityNote> = {}): QualityNote => ({
  ...{ id, kind: 'result', reviewId: `review of ${id}`, at, by: { id: 'sue', name: 'Sue' } },
  ...{ customer: { id: 'v', name: '王芳' }, dueAt: null },
  ...change,
});
const unseen = (...notes: QualityNote[]): Unseen => ({ notes, count: notes.length });

function kept() {
  const told: QualityNews[] = [];
  let answer: (unseen: Unseen) => void = () => {};
  const news = createReviewNews({
    ask: (() => new Promise((resolve) => (answer = resolve))) as unknown as Ask,
    log: silentLog,
    tell: (one) => told.push(one),
  });
  const ready = async (...notes: QualityNote[]) => {
    news.ready();
    answer(unseen(...notes));
    await Promise.resolve();
    await Promise.resolve();
  };
  return { news, ready, told, added: () => told.map((one) => one.added) };
}

test('what has waited since before one came is shown and told to nobody; what comes is told once', async () => {
  const { news, ready, told, added } = kept();
  await ready(note('a', 1));
  news.heard({ ...unseen(note('b', 2), note('a', 1)), added: ['b'] });
  // Seen on another desk: nothing is new.
  news.heard({ ...unseen(note('b', 2)), added: [] });
  expect(added()).toEqual([[], ['b'], []]);
  expect(told.map(({ count }) => count)).toEqual([1, 2, 1]);
  // The line was away: what came meanwhile is told, and what was told is not told again.
  await ready(note('c', 3), note('b', 2));
  expect(added().at(-1)).toEqual(['c']);
  // Of an older one that was hidden until now the hub says so.
  news.heard({ ...unseen(note('c', 3), note('b', 2), note('old', 0)), added: ['old'] });
  expect(added().at(-1)).toEqual(['old']);
});

test('what is heard while it is asked for is newer than the answer', async () => {
  const { news, ready, told } = kept();
  news.ready();
  news.heard({ ...unseen(), added: [] });
  await ready(note('a', 1));
  expect(told.map(({ count }) => count)).toEqual([0, 1]);
  expect(told.at(-1)?.added).toEqual(['a']);
});

test('one notification a kind, with no word of what was said of it', () => {
  const texts = textsFor('en');
  const notes = [
    note('a', 3),
    note('b', 2, { kind: 'due', customer: null }),
    note('c', 1, { kind: 'due', customer: null, by: { id: 'x', name: 'Ada' } }),
    note('d', 0, { kind: 'appeal' }),
  ];
  const told = qualityNotices({ notes, count: 4, added: ['a', 'b', 'c'] }, texts);
  expect(told.map(({ kind, importance, quality }) => ({ kind, importance, quality }))).toEqual([
    { kind: 'quality', importance: 'normal', quality: { kind: 'result', reviewId: 'review of a' } },
    { kind: 'quality', importance: 'high', quality: { kind: 'due', reviewId: null } },
  ]);
  expect(told.map(({ body }) => body)).toEqual(['Customer: 王芳', 'There are 2.']);
});
