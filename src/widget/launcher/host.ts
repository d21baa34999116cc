import { addSheet } from '../sheet.ts';
import css from './launcher.css?inline';

/**
 * The same shield as the sheet's `:host` rules, for browsers and extensions that touch the element
 * before the sheet applies: an inline !important beats every rule of the page.
 */
const shield =
  'all:initial;display:block;position:fixed;inset:auto 0 0 auto;width:0;height:0;overflow:visible;z-index:2147483647';

export type Host = {
  readonly element: HTMLElement;
  readonly root: ShadowRoot;
  readonly frame: HTMLElement;
  remove(): void;
};

/** Puts `<yingke-widget>` into the page and keeps it there until `remove`. */
export function makeHost(): Host {
  const element = document.createElement('yingke-widget');
  for (const rule of shield.split(';')) {
    const [name = '', value = ''] = rule.split(':');
    element.style.setProperty(name, value, 'important');
  }
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
    try {
      // The top layer: above every z-index, out of reach of transforms and overflow of the page.
      element.popover = 'manual';
      if (!element.matches(':popover-open')) element.showPopover();
    } catch {
      // An older browser: the greatest z-index has to do.
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
