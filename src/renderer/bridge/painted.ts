import { tell } from './bridge.ts';

const told = new Set<string>();
let isPainted = (): void => {};

/** Something can be seen: what the first screen does without may come now. */
export const firstPaint = new Promise<void>((resolve) => {
  isPainted = resolve;
});

/**
 * Tells main once that something can be seen. The second frame callback runs after the first frame
 * was handed over: what React has put into the page by now is on the screen.
 */
export function tellPainted(what: 'shell' | 'conversation'): void {
  // The screen around a conversation is painted no later than it.
  if (what === 'conversation') tellPainted('shell');
  if (told.has(what)) return;
  told.add(what);
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      tell('app.painted', { what });
      // Not before main has heard both.
      setTimeout(isPainted);
    }),
  );
}
