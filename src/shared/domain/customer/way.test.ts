import { expect, test } from 'vitest';
import { newId } from '../key.ts';
import { campaignOf, mostPages, type PageView, visitsOf, withViews } from './way.ts';

const browser = newId();
const minute = 60_000;
const view = (at: number, more: Partial<PageView> = {}): PageView => ({
  id: newId(),
  visitorId: browser,
  url: `https://shop.test/${at}`,
  title: String(at),
  referrer: null,
  at,
  leftAt: null,
  ...more,
});

test('[A8] a campaign is what the address says of it', () => {
  expect(campaignOf('https://shop.test/?utm_source=weibo&utm_campaign=11.11&utm_medium=')).toBe(
    'weibo / 11.11',
  );
  expect(campaignOf('https://shop.test/?q=utm_source')).toBeNull();
  expect(campaignOf(`https://shop.test/?utm_source=${'a'.repeat(500)}`)).toHaveLength(120);
});

test('[A8] what has changed takes the place of what was, the latest first and so many', () => {
  const known = Array.from({ length: mostPages }, (_, i) => view(i));
  const last = known.at(-1) as PageView;
  const after = withViews(known, [{ ...last, leftAt: 99 }, view(100)]);
  expect(after).toHaveLength(mostPages);
  expect(after.map(({ at }) => at).slice(0, 3)).toEqual([100, 49, 48]);
  expect(after[1]?.leftAt).toBe(99);
});

test('[A8] how long they were on a page is until the next one in that browser, or until they went', () => {
  const other = newId();
  const [visit] = visitsOf([
    view(0),
    view(2 * minute, { visitorId: other, leftAt: 3 * minute }),
    view(4 * minute),
    view(9 * minute),
  ]);
  expect(
    visit?.pages.map(({ at, stayed }) => [at / minute, stayed === null ? null : stayed / minute]),
  ).toEqual([
    [9, null],
    [4, 5],
    [2, 1],
    [0, 4],
  ]);
});

test('[A8] who comes back after half an hour has come anew; who stays long on one page has not', () => {
  const visits = visitsOf([
    view(0, { leftAt: minute }),
    view(40 * minute),
    view(90 * minute, { leftAt: 95 * minute }),
  ]);
  expect(visits.map(({ from, pages }) => [from / minute, pages.length])).toEqual([
    [40, 2],
    [0, 1],
  ]);
  expect(visits[1]?.pages[0]?.stayed).toBe(minute);
});
