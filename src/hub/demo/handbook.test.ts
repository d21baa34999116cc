import { expect, test } from 'vitest';
import { checklistsFor, dispositionsFor } from '#shared/domain/customer/filing.ts';
import { handbook } from '#shared/domain/customer/handbook.ts';
import { handbookProblems } from '#shared/domain/customer/handbook-problems.ts';
import { demoHandbook } from './handbook.ts';

test('the demo’s handbook is what a hub would take, and each of its lists is for some kind of case', () => {
  const book = demoHandbook();
  expect(handbook.parse(book)).toEqual(book);
  expect(handbookProblems(book)).toEqual([]);
  const kinds = dispositionsFor(book, null).filter(({ isLeaf }) => isLeaf);
  const found = new Set(kinds.flatMap(({ path }) => checklistsFor(book, null, path).map(({ id }) => id)));
  expect(found.size).toBe(book.checklists.length);
});
