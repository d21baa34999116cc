import type { Palette } from '#shared/domain/palette.ts';
import type { Locale } from '#shared/protocol/fields.ts';
import type { panelZh } from './locales/zh-CN.ts';
import type { Look } from './look.ts';
import type { Given } from './ways.ts';

/** What the launcher (a classic script) and the panel (a module loaded later) expect of each other. */

/** What the panel says, in one language: fetched with it, the other when it is asked for. */
export type Words = Record<keyof typeof panelZh, string>;
export type PaletteModule = { readonly paletteOf: (accent: unknown) => Palette | null };
export type WordsModule = { readonly words: Words };

/** What a page may listen to with `yingke('on', …)`. */
export type WidgetEvents = {
  /** Somebody other than the visitor wrote, now (not while the transcript is being read in). */
  readonly message: { readonly from: string; readonly text: string; readonly at: number };
  readonly open: undefined;
  readonly close: undefined;
  /** The button is there and calls are heard. */
  readonly ready: undefined;
  /** Messages that the visitor has not seen. */
  readonly unread: { readonly count: number };
  /** The visitor has said how the service was. */
  readonly rating: { readonly score: number; readonly comment: string | null };
  readonly 'conversation:started': { readonly id: string };
  readonly 'conversation:ended': { readonly id: string };
};

/**
 * What the page says of itself and of its visitor: by the script tag, and by calls at any time. One object that
 * changes; nothing of it is trusted.
 */
export type Site = Given &
  Look & {
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
  words(locale: Locale): Promise<Words>;
  /** A module that the build has put beside the panel. */
  file(name: string): Promise<unknown>;
  /** Opens the panel, as a press of the button does. */
  open(): void;
  unread(count: number): void;
  /** The visitor wants the panel away; `focus` asks for the keyboard to go back to the launcher. */
  close(focus: boolean): void;
  emit<E extends keyof WidgetEvents>(event: E, detail: WidgetEvents[E]): void;
};

export type Panel = {
  /** `focus` is false when a page opened it: nobody likes a caret that jumps away while typing. */
  show(focus: boolean): void;
  hide(): void;
  /** The page is in that language now, or its look has changed. */
  locale(locale: Locale): void;
  /** Something of `site` has changed. */
  site(): void;
  /** The page says that it is another one now. */
  page(): void;
  /** Lets go of the socket, the timers and the listeners. What is stored stays. */
  shutdown(): void;
};

export type PanelModule = { readonly openPanel: (host: PanelHost, words: Words) => Panel };
