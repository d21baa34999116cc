import { expect, test } from 'vitest';
import { type Disposition, emptyHandbook, type Handbook } from './handbook.ts';
import { inPlaceOf } from './handbook-keeping.ts';
import { handbookProblems } from './handbook-problems.ts';

const node = (code: string, parent: string | null = null, retired?: true): Disposition => ({
  ...{ code, parent, name: { zh: code, en: code }, groups: [] },
  ...(retired && { retired }),
});
const book = (...dispositions: Disposition[]): Handbook => ({ ...emptyHandbook, dispositions });
const told = (before: Handbook, next: Handbook) => {
  const { handbook, kept, deleted } = inPlaceOf(before, next);
  expect(handbookProblems(handbook)).toEqual([]);
  const tree = handbook.dispositions.map(
    ({ code, parent, retired }) => `${parent ?? ''}/${code}${retired ? ' retired' : ''}`,
  );
  return { tree, kept, deleted };
};

test('[A11] what is in force and missing is kept, retired, where it stood; what was retired goes', () => {
  const before = book(node('a'), node('b', 'a'), node('c', 'a'), node('old', 'a', true));
  expect(told(before, book(node('a'), node('n', 'a')))).toEqual({
    tree: ['/a', 'a/n', 'a/b retired', 'a/c retired'],
    kept: ['b', 'c'],
    deleted: ['old'],
  });
  expect(told(before, before)).toEqual({
    tree: ['/a', 'a/b', 'a/c', 'a/old retired'],
    kept: [],
    deleted: [],
  });
  expect(told(before, book())).toEqual({
    tree: ['/a retired', 'a/b retired', 'a/c retired'],
    kept: ['a', 'b', 'c'],
    deleted: ['old'],
  });
});

test('[A11] what it stood under is gone or too deep: it is a branch of its own', () => {
  expect(told(book(node('x', null, true), node('b', 'x')), book())).toEqual({
    tree: ['/b retired'],
    kept: ['b'],
    deleted: ['x'],
  });
  const deep = book(node('r'), node('s', 'r'), node('t', 's'), node('a', 't'));
  expect(told(book(node('a'), node('b', 'a')), deep).tree).toEqual(['/r', 'r/s', 's/t', 't/a', '/b retired']);
  // Above becomes what was below: the kept one under it must not close a circle.
  expect(told(book(node('a'), node('b', 'a'), node('c', 'b')), book(node('a'))).tree).toEqual([
    '/a',
    'a/b retired',
    'b/c retired',
  ]);
});
