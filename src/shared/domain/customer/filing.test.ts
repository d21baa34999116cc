import { expect, test } from 'vitest';
import { newId } from '../key.ts';
import { checklistsFor, dispositionsFor, filingProblem } from './filing.ts';
import { emptyHandbook, type Handbook } from './handbook.ts';
import { handbookProblems } from './handbook-problems.ts';

const [sales, service] = [newId(), newId()];
const name = { zh: '名', en: 'name' };
const node = (code: string, parent: string | null, groups: string[] = []) => ({ code, parent, name, groups });
const list = (dispositions: string[], groups: string[] = []) => ({
  id: newId(),
  name,
  dispositions,
  groups,
  steps: [{ id: newId(), text: name }],
});
const book: Handbook = {
  ...emptyHandbook,
  dispositions: [
    node('return', null, [service]),
    node('price', null),
    node('broken', 'return'),
    node('battery', 'broken'),
  ],
  requiredFor: [service],
  checklists: [list([]), list(['return']), list(['broken']), list(['price'], [sales])],
};

test('[A11] what a group files under is its branches and those of everybody, each after what it stands under', () => {
  const paths = (group: string | null) => dispositionsFor(book, group).map(({ path }) => path.join('/'));
  expect(paths(service)).toEqual(['return', 'return/broken', 'return/broken/battery', 'price']);
  expect(paths(sales)).toEqual(['price']);
  expect(paths(null)).toEqual(['price']);
});

test.each([
  ['nothing, where it is required', service, null, 'disposition'],
  ['nothing, where it is not', sales, null, null],
  ['a whole path', service, ['return', 'broken'], null],
  ['the end of one', service, ['broken'], 'disposition'],
  ['a branch of others', sales, ['return'], 'disposition'],
  ['what there is not', service, ['return', 'none'], 'disposition'],
])('[A11] %s', (_, group, disposition, expected) => {
  expect(filingProblem(book, group, { disposition })).toBe(expected);
});

test('[A11] nothing more is filed under what is retired, nor under what stands there; what was filed so may be written anew', () => {
  const retire = (code: string): Handbook => ({
    ...book,
    dispositions: book.dispositions.map((one) => (one.code === code ? { ...one, retired: true } : one)),
  });
  const paths = (of: Handbook) =>
    dispositionsFor(of, service).map(({ path, isLeaf }) => `${path.join('/')}${isLeaf ? ' leaf' : ''}`);
  expect(paths(retire('battery'))).toEqual(['return', 'return/broken leaf', 'price leaf']);
  expect(paths(retire('return'))).toEqual(['price leaf']);
  const old = { disposition: ['return', 'broken'] };
  expect(filingProblem(retire('return'), service, old)).toBe('disposition');
  expect(filingProblem(retire('return'), service, old, old)).toBeNull();
  expect(filingProblem(retire('return'), service, old, { disposition: ['return'] })).toBe('disposition');
  expect(filingProblem(retire('return'), service, null, old)).toBe('disposition');
});

test('[A11] a group that has to say something but has nothing to say is not held up', () => {
  expect(filingProblem({ ...emptyHandbook, requiredFor: null }, service, null)).toBeNull();
});

test('[A11] the checklists of a case, the closest first', () => {
  const found = (group: string, disposition: string[] | null) =>
    checklistsFor(book, group, disposition).map(({ dispositions }) => dispositions.join());
  expect(found(service, null)).toEqual(['', 'return', 'broken']);
  expect(found(service, ['return', 'broken'])).toEqual(['broken', 'return', '']);
  expect(found(service, ['price'])).toEqual(['']);
  expect(found(sales, ['price'])).toEqual(['price', '']);
});

test('a handbook that cannot be followed is named by its place', () => {
  const wrong = (dispositions: Handbook['dispositions']) =>
    handbookProblems({ ...emptyHandbook, dispositions }).map(({ path, code }) => `${path} ${code}`);
  expect(wrong([node('a', 'b'), node('b', 'a')])).toEqual([
    'dispositions.0.parent under_itself',
    'dispositions.1.parent under_itself',
  ]);
  expect(wrong([node('a', 'c')])).toEqual(['dispositions.0.parent unknown_parent']);
  expect(wrong([node('a', null), node('a', null)])).toEqual(['dispositions.1.code code_twice']);
  const deep = ['a', 'b', 'c', 'd', 'e'].map((code, i, all) => node(code, all[i - 1] ?? null));
  expect(wrong(deep)).toEqual(['dispositions.4.parent too_deep']);
  expect(handbookProblems(book)).toEqual([]);
});
