/**
 * True while an input method is being used: then Enter picks a word and Escape gives one up. Safari
 * ends the composition before the key that ended it; that key has the code 229.
 */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** Turns Tab round at the ends of the dialog, where it covers the page. */
export function keepFocusInside(dialog: HTMLElement, event: KeyboardEvent): void {
  const stops = [
    ...dialog.querySelectorAll<HTMLElement>('button, textarea, input, a[href], [tabindex="0"]'),
  ].filter((element) => !(element as HTMLButtonElement).disabled && element.offsetParent !== null);
  const root = dialog.getRootNode() as ShadowRoot;
  const at = stops.indexOf(root.activeElement as HTMLElement);
  const leaving = event.shiftKey ? at <= 0 : at === stops.length - 1;
  if (!leaving) return;
  event.preventDefault();
  stops.at(event.shiftKey ? -1 : 0)?.focus();
}
