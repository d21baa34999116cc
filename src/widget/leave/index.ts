import { type Drawing, drawWith } from '../drawing.ts';
import { addSheet } from '../sheet.ts';
import css from './leave.css?inline';

export { Leave } from './form.tsx';
export { Closed, Left } from './left.tsx';

/** Leaving a message (B4): fetched where nobody is there, or where somebody does not want to wait. */
export function begin(root: ShadowRoot, drawing: Drawing): void {
  drawWith(drawing);
  addSheet(root, css);
}
