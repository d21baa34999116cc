import { expect, test, vi } from 'vitest';
import { textsFor } from '../locales/texts.ts';
import { type Clicked, editMenu } from './edit-menu.ts';

const nothing = {
  canUndo: false,
  canRedo: false,
  canCut: false,
  canCopy: false,
  canPaste: false,
  canDelete: false,
  canSelectAll: false,
  canEditRichly: false,
};
const clicked = (change: Partial<Clicked>): Clicked => ({
  isEditable: false,
  selectionText: '',
  misspelledWord: '',
  dictionarySuggestions: [],
  editFlags: nothing,
  ...change,
});
const spelling = { replace: vi.fn(), learn: vi.fn() };
const labels = (change: Partial<Clicked>, locale: 'en' | 'zh-CN' = 'en') =>
  editMenu(clicked(change), textsFor(locale), spelling)
    .filter(({ type }) => type !== 'separator')
    .map(({ label, enabled }) => (enabled === false ? `(${label})` : label));

test('of a field: what its text allows, in the language of the desk', () => {
  const editFlags = { ...nothing, canPaste: true, canSelectAll: true };
  expect(labels({ isEditable: true, editFlags })).toEqual([
    ...['(Undo)', '(Redo)', '(Cut)', '(Copy)', 'Paste', 'Paste as Plain Text', 'Select All'],
  ]);
  expect(labels({ isEditable: true, editFlags }, 'zh-CN')).toContain('粘贴');
});

test('elsewhere only copying, and only where something is marked', () => {
  expect(labels({})).toEqual([]);
  expect(labels({ selectionText: ' \n' })).toEqual([]);
  expect(labels({ selectionText: '王女士', editFlags: { ...nothing, canCopy: true } })).toEqual(['Copy']);
});

test('a word that the system does not know comes first, with what it may have been', () => {
  const wrong = {
    isEditable: true,
    misspelledWord: 'recieve',
    dictionarySuggestions: ['receive', 'relieve'],
  };
  expect(labels(wrong).slice(0, 3)).toEqual(['receive', 'relieve', 'Add to the Dictionary']);
  expect(labels({ ...wrong, dictionarySuggestions: [] })[0]).toBe('(No Suggestions)');
  const items = editMenu(clicked(wrong), textsFor('en'), spelling);
  for (const item of items.slice(0, 3)) item.click?.({} as never, undefined, {} as never);
  expect(spelling.replace.mock.calls).toEqual([['receive'], ['relieve']]);
  expect(spelling.learn.mock.calls).toEqual([['recieve']]);
});
