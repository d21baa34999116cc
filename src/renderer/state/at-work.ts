import { usePart } from './part.ts';

/**
 * Whether somebody is in the middle of something that another screen would tear from them: a text that they are writing (what an
 * input method has not finished stands in the field too), a question that is open, or what is not saved.
 *
 * @param looking they had the window before them; otherwise the caret in it is not where they are
 */
export function isAtWork(looking: boolean): boolean {
  return usePart.getState().unsaved || isAsked() || (looking && isWriting(document.activeElement));
}

const isAsked = (): boolean => document.querySelector('dialog[open], [role="dialog"]') !== null;

function isWriting(element: Element | null): boolean {
  const isField = element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement;
  return isField && element.value !== '';
}
