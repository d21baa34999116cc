/** Puts the caret into the shown conversation's composer, where one can write there. */
export function focusComposer(): void {
  document.querySelector<HTMLTextAreaElement>('[data-pane="active"] [data-testid="composer-input"]')?.focus();
}
