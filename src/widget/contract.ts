import type { Locale } from '#shared/protocol/fields.ts';
import type { Given } from './ways.ts';

/** What the launcher (a classic script) and the panel (a module loaded later) expect of each other. */

export type Theme = 'auto' | 'light' | 'dark';

/** What a page may listen to with `yingke('on', …)`. */
export type WidgetEvents = {
  /** Somebody other than the visitor wrote, now (not while the transcript is being read in). */
  readonly message: { readonly from: string; readonly text: string; readonly at: number };
  readonly open: undefined;
  readonly close: undefined;
};

/**
 * What the page says of itself and of its visitor: by the script tag, and by calls at any time. One object that
 * changes; nothing of it is trusted.
 */
export type Site = Given & {
  /** Signed: who the visitor is to the site. */
  customer?: unknown;
  /** What the site knows of the visitor's matter, by name. */
  fields?: unknown;
};

export type PanelHost = {
  /** Where the hub is, without a slash at the end. */
  readonly base: string;
  readonly root: ShadowRoot;
  /** Everything that is drawn goes in here; the page's styles cannot select it. */
  readonly frame: HTMLElement;
  readonly locale: Locale;
  readonly site: Site;
  unread(count: number): void;
  /** The visitor wants the panel away; `focus` asks for the keyboard to go back to the launcher. */
  close(focus: boolean): void;
  emit<E extends keyof WidgetEvents>(event: E, detail: WidgetEvents[E]): void;
};

export type Panel = {
  /** `focus` is false when a page opened it: nobody likes a caret that jumps away while typing. */
  show(focus: boolean): void;
  hide(): void;
  locale(locale: Locale): void;
  /** Something of `site` has changed. */
  site(): void;
  /** Lets go of the socket, the timers and the listeners. What is stored stays. */
  shutdown(): void;
};

export type PanelModule = { readonly openPanel: (host: PanelHost) => Panel };
