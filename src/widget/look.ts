import type { Palette } from '#shared/domain/palette.ts';

/**
 * The site's own style, as the hub's settings, the script tag and the page's calls give it. Nothing of it is trusted:
 * what makes no sense is as if it were not said.
 */
export type Look = {
  /** `#rrggbb`: the button, links, what is chosen. Made readable in both themes. */
  accent?: unknown;
  /** What was made of `accent`, by the hub of its own, else here: custom properties by theme. */
  palette?: Palette | null;
  /** `left` or `right`, the default. */
  position?: unknown;
  /** Distance from the edges of the window, px. */
  x?: unknown;
  y?: unknown;
  /** Corners of button and panel, px; without it the button is round. */
  radius?: unknown;
  /** Without it the widget stands above everything, in the browser's top layer. */
  zIndex?: unknown;
  /** Beside the button's icon; by language, or one for all: `label`, `labelZh`, `labelEn`. */
  label?: unknown;
  labelZh?: unknown;
  labelEn?: unknown;
  /** Instead of the panel's first words. */
  greeting?: unknown;
  greetingZh?: unknown;
  greetingEn?: unknown;
  /** Under the field, about what is seen and kept. */
  privacy?: unknown;
  privacyZh?: unknown;
  privacyEn?: unknown;
  /** `on`: who serves sees what is being typed before it is sent. */
  preview?: unknown;
  /** `off`: pages that the visitor goes to are not told. */
  visits?: unknown;
  theme?: unknown;
  locale?: unknown;
};

/** A text of the look in that language; '' where there is none. */
export function lookText(look: Look, name: 'greeting' | 'privacy', locale: string): string {
  const text = look[`${name}${locale === 'en' ? 'En' : 'Zh'}`] ?? look[name];
  return typeof text === 'string' ? text.slice(0, 500) : '';
}

/** A number of the look; attributes of a script tag are texts. */
export function lookNumber(value: unknown, most: number): number | null {
  const number = value === '' || value === null ? Number.NaN : Number(value);
  return number >= 0 && number <= most ? number : null;
}
