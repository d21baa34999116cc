import { expect, test } from 'vitest';
import { standings, totalOf } from './desks-here.ts';

const counts = [
  { version: '1.2.0', desks: 30, lately: 28 },
  { version: '1.1.0', desks: 8, lately: 5 },
  { version: '1.0.0', desks: 3, lately: 1 },
  // A desk that says no version is older than all that do.
  { version: '', desks: 1, lately: 1 },
];

test('each desk is one of four things by what is asked for', () => {
  const required = { minimum: '1.2.0', until: 1000, refused: '1.1.0' };
  expect(standings(counts, required, 999)).toEqual({
    fine: { desks: 30, lately: 28 },
    due: { desks: 8, lately: 5 },
    late: { desks: 0, lately: 0 },
    refused: { desks: 4, lately: 2 },
  });
  expect(standings(counts, required, 1000)).toMatchObject({ due: { desks: 0 }, late: { desks: 8 } });
});

test('where nothing is asked for everybody is fine', () => {
  expect(standings(counts, null, 0).fine).toEqual(totalOf(counts));
});
