/** Colours of the widget that follow from one of the site's, so that all of it can be read. */

type Rgb = readonly number[];

const parse = (hex: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
const mix = (a: Rgb, b: Rgb, part: number): Rgb => a.map((one, i) => one + ((b[i] ?? 0) - one) * part);
const rgb = (color: Rgb): string => `rgb(${color.map(Math.round).join()})`;

function luminance(color: Rgb): number {
  const [r = 0, g = 0, b = 0] = color.map((of) => {
    const one = of / 255;
    return one > 0.04 ? ((one + 0.055) / 1.055) ** 2.4 : one / 12.92;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG: 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

/** The panel's paper and what is furthest from it, by theme. */
const papers = { light: ['#edf1ee', '#000000'], dark: ['#181d1a', '#ffffff'] } as const;

/**
 * The colours that follow from one, so that it can be read on our paper and what stands on it can be read too (4.5 to 1):
 * it is moved away from the paper as far as it must be.
 */
function coloursOf(accent: string, theme: 'light' | 'dark'): string {
  const [paper, ink] = papers[theme].map(parse) as [Rgb, Rgb];
  let readable = parse(accent);
  const softOf = () => mix(readable, paper, 0.86);
  for (let part = 0; contrast(readable, softOf()) < 4.6; part += 0.05)
    readable = mix(parse(accent), ink, part);
  const soft = rgb(softOf());
  const colours = { accent: rgb(readable), 'accent-deep': rgb(mix(readable, ink, 0.2)), soft, mine: soft };
  return Object.entries(colours)
    .map(([name, value]) => `--yk-${name}:${value}`)
    .join(';');
}

export type Palette = {
  /** The colour that it was made of. */
  readonly of: string;
  /** Custom properties, as a style has them. */
  readonly light: string;
  readonly dark: string;
};

/** Null for what is no colour, `#rrggbb`. */
export function paletteOf(accent: unknown): Palette | null {
  if (typeof accent !== 'string' || !/^#[\da-f]{6}$/i.test(accent)) return null;
  return { of: accent, light: coloursOf(accent, 'light'), dark: coloursOf(accent, 'dark') };
}
