/** Where one writes in the conversation that is worked in; null where there is no such place now. */
export function composerField(): HTMLTextAreaElement | null {
  return document.querySelector<HTMLTextAreaElement>('[data-pane="active"] [data-testid="composer-input"]');
}

/** Puts the caret into the shown conversation's composer, where one can write there. */
export function focusComposer(): void {
  composerField()?.focus();
}

/** The button of the shown conversation by which files are chosen; null where none can be sent. */
function attachInput(): HTMLInputElement | null {
  return document.querySelector<HTMLInputElement>('[data-pane="active"] [data-testid="attach-input"]');
}

/** Whether files can be sent from the shown conversation now. */
export function takesFiles(): boolean {
  return attachInput() !== null;
}

/** Asks for files, as the paper clip does. */
export function chooseFiles(): void {
  attachInput()?.click();
}

/** Whose composer is to have the caret once one may write there; what was asked of the hub comes a moment later. */
let awaited: string | null = null;

export function awaitComposer(conversationId: string | null): void {
  awaited = conversationId;
}

/** Whether the caret was to come there; it is asked once. */
export function takeAwaited(conversationId: string): boolean {
  if (awaited !== conversationId) return false;
  awaited = null;
  return true;
}
