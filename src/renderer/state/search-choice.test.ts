import { expect, test } from 'vitest';
import { anyOf, toFilters } from './search-choice.ts';

const now = new Date(2026, 2, 15, 13, 30).getTime();
const day = (date: number) => new Date(2026, 2, date).getTime();

test('spans begin with a local day, today counted', () => {
  expect(toFilters(anyOf, now)).toMatchObject({ from: null, to: null });
  expect(toFilters({ ...anyOf, span: 'today' }, now)).toMatchObject({ from: day(15), to: null });
  expect(toFilters({ ...anyOf, span: 'week' }, now)).toMatchObject({ from: day(9), to: null });
  expect(toFilters({ ...anyOf, span: 'month' }, now).from).toBe(new Date(2026, 1, 14).getTime());
});

test('days that are typed count whole, and what is no day counts nothing', () => {
  const typed = { ...anyOf, span: 'dates', from: '2026-03-01', to: '2026-03-02' } as const;
  expect(toFilters(typed, now)).toMatchObject({ from: day(1), to: day(3) });
  expect(toFilters({ ...typed, from: '', to: 'x' }, now)).toMatchObject({ from: null, to: null });
  expect(toFilters({ ...typed, span: 'any' }, now)).toMatchObject({ from: null, to: null });
});
