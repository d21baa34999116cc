export type Range = { readonly from: number; readonly to: number };

/**
 * Puts a text into a field in the place of `range` as if it had been typed, so that one undo takes out exactly this. The
 * caret goes behind it, or marks `marked` of the new text. It happens right after what is running now, never within
 * it: in the middle of drawing, React would set the field's former value, and a value that is set empties its undo.
 */
export function typeInto(
  field: HTMLTextAreaElement,
  range: Range,
  text: string,
  marked: Range | null = null,
): void {
  queueMicrotask(() => {
    field.focus();
    // A field that is gone by now would have it written wherever the caret is.
    if (document.activeElement !== field) return;
    field.setSelectionRange(range.from, range.to);
    // The only way to write into a field that its undo knows of.
    document.execCommand(text === '' ? 'delete' : 'insertText', false, text);
    if (marked !== null) field.setSelectionRange(range.from + marked.from, range.from + marked.to);
  });
}
