import { describe, expect, it } from 'vitest';
import type { Disposition, Handbook } from '#shared/domain/customer/handbook.ts';
import { emptyHandbook } from '#shared/domain/customer/handbook.ts';
import { newId } from '#shared/domain/key.ts';
import { handbookTroublesOf } from './check.ts';
import { codeFor } from './codes.ts';
import { handbookChanges, handbookRebased } from './handbook-changes.ts';
import { handbookPlaceOf } from './places.ts';
import {
  branchOf,
  checklistsNaming,
  isRetiredAbove,
  movedAmong,
  parentsFor,
  recoded,
  retired,
  treeOf,
  withoutBranch,
} from './tree.ts';

const name = { zh: '名', en: 'name' };
const node = (code: string, parent: string | null): Disposition => ({ code, parent, name, groups: [] });
const list = (dispositions: string[]) => ({
  id: newId(),
  name,
  dispositions,
  groups: [],
  steps: [{ id: newId(), text: name }],
});
/** a › (b › d, c), e; written down in another order than the tree has. */
const dispositions = [node('d', 'b'), node('a', null), node('b', 'a'), node('e', null), node('c', 'a')];
const book: Handbook = { ...emptyHandbook, dispositions, checklists: [list(['b', 'e']), list(['d'])] };
const outline = (some: readonly Disposition[]) =>
  treeOf(some).map(({ disposition, depth }) => `${'-'.repeat(depth)}${disposition.code}`);

describe('[A11] the tree of dispositions', () => {
  it('has each after what it stands under, with its place in the list and among the others', () => {
    expect(outline(dispositions)).toEqual(['a', '-b', '--d', '-c', 'e']);
    expect(treeOf(dispositions).find(({ disposition }) => disposition.code === 'c')).toMatchObject({
      at: 4,
      isFirst: false,
      isLast: true,
    });
  });

  it('shows what stands under itself too, once, so that it can be mended', () => {
    expect(outline([node('a', 'b'), node('b', 'a'), node('c', null)])).toEqual(['c', 'a', '-b']);
  });

  it('moves one among those of its parent, and no further', () => {
    expect(outline(movedAmong(dispositions, 'c', -1))).toEqual(['a', '-c', '-b', '--d', 'e']);
    expect(outline(movedAmong(dispositions, 'b', -1))).toEqual(outline(dispositions));
    expect(outline(movedAmong(dispositions, 'a', 1))).toEqual(['e', 'a', '-b', '--d', '-c']);
  });

  it('offers every place but those under itself', () => {
    expect(parentsFor(dispositions, 'b').map(({ disposition }) => disposition.code)).toEqual(['a', 'c', 'e']);
    expect(branchOf(dispositions, 'a')).toEqual(['a', 'b', 'c', 'd']);
  });

  it('is retired with what it stands under, and in use again as it was', () => {
    const gone = dispositions.map((one) => (one.code === 'a' ? retired(one, true) : one));
    expect(treeOf(gone).map(({ isRetired }) => isRetired)).toEqual([true, true, true, true, false]);
    expect(isRetiredAbove(gone, node('d', 'b'))).toBe(true);
    expect(isRetiredAbove(gone, node('a', null))).toBe(false);
    expect(gone.map((one) => retired(one, false))).toEqual(dispositions);
  });

  it('has another code wherever it is named', () => {
    const { dispositions: all, checklists } = recoded(book, 'b', 'x');
    expect(outline(all)).toEqual(['a', '-x', '--d', '-c', 'e']);
    expect(checklists.map((one) => one.dispositions)).toEqual([['x', 'e'], ['d']]);
  });

  it('goes with its branch; a checklist that was for nothing else is not for everything then, but wrong', () => {
    expect(checklistsNaming(book, 'b')).toHaveLength(2);
    const left = withoutBranch(book, 'b');
    expect(outline(left.dispositions)).toEqual(['a', '-c', 'e']);
    expect(left.checklists.map((one) => one.dispositions)).toEqual([['e'], ['d']]);
    const [trouble] = handbookTroublesOf(left);
    expect(trouble).toMatchObject({ code: 'unknown_disposition', severity: 'error' });
    expect(handbookPlaceOf(left, trouble?.path ?? '')).toEqual({
      section: 'checklists',
      id: book.checklists[1]?.id,
    });
  });
});

describe('[A11] what is wrong in a handbook that is being written', () => {
  it('is told by its place: also what only its shape says', () => {
    const half = {
      ...book,
      fields: [{ key: 'Key', label: { zh: '', en: ' ' }, kind: 'text', options: [], editable: true }],
    };
    const told = handbookTroublesOf(half as Handbook).map(({ path, code }) => `${path} ${code}`);
    expect(told).toEqual([
      'fields.0.key not_valid',
      'fields.0.label.zh missing',
      'fields.0.label.en missing',
    ]);
    expect(handbookPlaceOf(half as Handbook, 'fields.0.label.zh')).toEqual({ section: 'fields', id: 'Key' });
    expect(handbookPlaceOf(book, 'requiredFor.0')).toEqual({ section: 'dispositions', id: null });
  });
});

describe('[A11] changes of a handbook', () => {
  it('are told by field, disposition and checklist; their order once', () => {
    const after = {
      ...book,
      requiredFor: null,
      dispositions: [...movedAmong(dispositions, 'c', -1).slice(1), node('n', null)],
      checklists: book.checklists.slice(0, 1),
    };
    expect(handbookChanges(book, after).map((one) => [one.in, 'id' in one ? one.id : '', one.how])).toEqual([
      ['dispositions', 'n', 'added'],
      ['dispositions', 'd', 'removed'],
      ['dispositions', '', 'moved'],
      ['requiredFor', '', 'changed'],
      ['checklists', book.checklists[1]?.id, 'removed'],
    ]);
    expect(handbookChanges(book, structuredClone(book))).toEqual([]);
  });

  it('of two people go together; what both have changed is as I have it', () => {
    const mine = {
      ...book,
      dispositions: dispositions.map((one) => (one.code === 'e' ? retired(one, true) : one)),
    };
    const theirs = {
      ...book,
      requiredFor: null,
      dispositions: [
        ...dispositions.map((one) => (one.code === 'e' ? { ...one, parent: 'a' } : one)),
        node('n', null),
      ],
    };
    const both = handbookRebased(book, mine, theirs);
    expect(both.requiredFor).toBeNull();
    expect(
      both.dispositions.map(({ code, retired: is = false }) => `${code}${is ? ' retired' : ''}`),
    ).toEqual(['d', 'a', 'b', 'e retired', 'c', 'n']);
    expect(handbookRebased(book, book, theirs)).toEqual(theirs);
  });
});

describe('codes', () => {
  it.each([
    ['Wrong item', 'wrong-item'],
    ['  Größe & Farbe ', 'gro-e-farbe'],
    ['2nd try', 'nd-try'],
    ['新字段', 'field'],
    ['', 'field'],
    ['x'.repeat(60), 'x'.repeat(36)],
    ['Taken', 'taken-3'],
  ])('of “%s” is %s', (given, code) => {
    expect(codeFor(given, 'field', ['taken', 'taken-2'])).toBe(code);
  });
});
