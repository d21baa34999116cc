import { type Drawing, drawWith } from '../drawing.ts';
import { addSheet } from '../sheet.ts';
import css from './extras.css?inline';

export { makeAlerts } from './alerts.ts';
export { More } from './more.tsx';

/** What a visitor needs beyond reading and writing: fetched by the first act that asks for something of it. */
export function begin(root: ShadowRoot, drawing: Drawing): void {
  drawWith(drawing);
  addSheet(root, css);
}
