/** Whose composer has the caret, and since when, by `performance.now()`. Nobody was answered before the first one. */
let holder: string | null = null;
let since = Number.NEGATIVE_INFINITY;

/** The caret is in this conversation's composer. Back from elsewhere in the window it counts from before. */
export function caretCame(conversationId: string): void {
  if (conversationId === holder) return;
  if (holder !== null) since = performance.now();
  holder = conversationId;
}

/** Milliseconds since this composer got the caret from another one. */
export function sinceCaretCame(conversationId: string): number {
  return conversationId === holder ? performance.now() - since : 0;
}
