import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron';
import type { Texts } from '../locales/texts.ts';

/** As many of the system's suggestions as are offered. */
const mostSuggestions = 5;

export type Clicked = Pick<
  ContextMenuParams,
  'isEditable' | 'selectionText' | 'misspelledWord' | 'dictionarySuggestions' | 'editFlags'
>;

/** What a suggestion and "add to the dictionary" do. */
export type Spelling = {
  readonly replace: (word: string) => void;
  readonly learn: (word: string) => void;
};

/**
 * The menu of the other mouse button (or the menu key) in a text: of a field what one does with its text, elsewhere
 * copying what is marked. Empty where there is nothing to do. What the page has a menu of its own for never comes here.
 */
export function editMenu(
  { isEditable, selectionText, misspelledWord, dictionarySuggestions, editFlags: can }: Clicked,
  { menu }: Texts,
  spelling: Spelling,
): readonly MenuItemConstructorOptions[] {
  const copy: MenuItemConstructorOptions = { role: 'copy', label: menu.copy, enabled: can.canCopy };
  if (!isEditable) return selectionText.trim() === '' ? [] : [copy];
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  return [
    ...(misspelledWord === ''
      ? []
      : [
          ...dictionarySuggestions
            .slice(0, mostSuggestions)
            .map((word) => ({ label: word, click: () => spelling.replace(word) })),
          ...(dictionarySuggestions.length === 0 ? [{ label: menu.noSuggestions, enabled: false }] : []),
          { label: menu.learnWord, click: () => spelling.learn(misspelledWord) },
          separator,
        ]),
    { role: 'undo', label: menu.undo, enabled: can.canUndo },
    { role: 'redo', label: menu.redo, enabled: can.canRedo },
    separator,
    { role: 'cut', label: menu.cut, enabled: can.canCut },
    copy,
    { role: 'paste', label: menu.paste, enabled: can.canPaste },
    { role: 'pasteAndMatchStyle', label: menu.pastePlain, enabled: can.canPaste },
    separator,
    { role: 'selectAll', label: menu.selectAll, enabled: can.canSelectAll },
  ];
}
