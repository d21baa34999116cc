import { addSheet } from '../sheet.ts';
import css from './launcher.css?inline';

export type Host = {
  readonly element: HTMLElement;
  readonly root: ShadowRoot;
  readonly frame: HTMLElement;
  remove(): void;
};

/**
 * Puts `<yingke-widget>` into the page and keeps it there until `remove`. `zIndex` null: above everything.
 */
export function makeHost(zIndex: number | null): Host {
  const element = document.createElement('yingke-widget');
  if (zIndex !== null) element.style.setProperty('--yk-z', `${zIndex}`);
  const root = element.attachShadow({ mode: 'open' });
  addSheet(root, css);
  const frame = document.createElement('div');
  frame.className = 'frame';
  root.append(frame);
  // A page's single-key shortcuts would take letters typed here for their own: to them the target is
  // our host element, which is no text field.
  for (const type of ['keydown', 'keypress', 'keyup'] as const) {
    frame.addEventListener(type, (event) => event.stopPropagation());
  }

  const attach = (): void => {
    if (!element.isConnected) document.body.append(element);
    if (zIndex !== null) return;
    try {
      // The top layer: above every z-index, out of reach of transforms and overflow of the page.
      element.popover = 'manual';
      element.showPopover();
    } catch {
      // There already; or an older browser, where the greatest z-index has to do.
    }
  };
  // Sites that swap their body or empty it on navigation must not lose the conversation.
  const watcher = new MutationObserver(() => {
    if (element.isConnected) return;
    watch();
    attach();
  });
  const watch = (): void => {
    watcher.disconnect();
    watcher.observe(document.documentElement, { childList: true });
    watcher.observe(document.body, { childList: true });
  };
  attach();
  watch();
  return {
    element,
    root,
    frame,
    remove: () => {
      watcher.disconnect();
      element.remove();
    },
  };
}
