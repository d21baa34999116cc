import { expect, it } from 'vitest';
import { periodBefore, periodOf } from './report-periods.ts';

it.each([
  ['today', '2026-11-29', '2026-11-29'],
  ['yesterday', '2026-11-28', '2026-11-28'],
  ['week', '2026-11-23', '2026-11-29'],
  ['last7', '2026-11-23', '2026-11-29'],
  ['last28', '2026-11-02', '2026-11-29'],
  ['month', '2026-11-01', '2026-11-29'],
  ['lastMonth', '2026-10-01', '2026-10-31'],
] as const)('on a Sunday, %s is %s to %s', (is, from, to) => {
  expect(periodOf({ is }, '2026-11-29')).toEqual({ from, to });
});

it('what somebody says themselves is put in order, and is a year at most', () => {
  expect(periodOf({ is: 'own', from: '2026-03-02', to: '2026-03-01' }, '2026-11-29')).toEqual({
    from: '2026-03-02',
    to: '2026-03-02',
  });
  expect(periodOf({ is: 'own', from: '2020-01-01', to: '2026-03-01' }, '2026-11-29')).toEqual({
    from: '2020-01-01',
    to: '2020-12-31',
  });
});

it('a day is compared with the same day a week ago, a month with as many days', () => {
  expect(periodBefore({ from: '2026-11-29', to: '2026-11-29' })).toEqual({
    from: '2026-11-22',
    to: '2026-11-22',
  });
  expect(periodBefore({ from: '2026-11-01', to: '2026-11-28' })).toEqual({
    from: '2026-10-04',
    to: '2026-10-31',
  });
});
