import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** WCAG 2.2 AA, computed from the file itself: 4.5:1 for text, 3:1 for the edges and marks that carry meaning. */

type Colour = readonly [l: number, c: number, h: number];
type Scheme = 'light' | 'dark';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const normal = css.slice(0, css.indexOf('@media (prefers-contrast'));
const more = css.slice(css.indexOf('@media (prefers-contrast'), css.indexOf('@media (forced-colors'));

function read(source: string): Map<string, Record<Scheme, Colour>> {
  const oklch = String.raw`oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)`;
  const pattern = new RegExp(String.raw`--([\w-]+): light-dark\(${oklch}, ${oklch}\)`, 'g');
  return new Map(
    [...source.matchAll(pattern)].map((m) => {
      const n = m.slice(2).map(Number) as [number, number, number, number, number, number];
      return [m[1] ?? '', { light: [n[0], n[1], n[2]], dark: [n[3], n[4], n[5]] }];
    }),
  );
}

const tokens = read(normal);
const highContrast = new Map([...tokens, ...read(more)]);

/** OKLCH to linear sRGB, clipped to the gamut as a screen does. */
function linear([l, c, h]: Colour): readonly [number, number, number] {
  const a = c * Math.cos((h * Math.PI) / 180);
  const b = c * Math.sin((h * Math.PI) / 180);
  const x = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const y = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const z = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (v: number) => Math.min(1, Math.max(0, v));
  return [
    clip(4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z),
    clip(-1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z),
    clip(-0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z),
  ];
}

function luminance(colour: Colour): number {
  const [r, g, b] = linear(colour);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: Colour, b: Colour): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** `color-mix(in oklab, a share, b)`; for the tint, whose grounds are nearly grey, hue is the stronger one's. */
function mix(a: Colour, b: Colour, share: number): Colour {
  return [a[0] * share + b[0] * (1 - share), a[1] * share + b[1] * (1 - share), a[2]];
}

const grounds = ['bg', 'panel', 'sunk', 'hover', 'accent-soft'];
const hues = Array.from({ length: 13 }, (_, i) => `hue-${i}`);
const text: readonly (readonly [string, readonly string[]])[] = [
  ['ink', [...grounds, 'mine', 'note', 'warn-soft', 'bad-soft']],
  ['ink-2', [...grounds, 'mine', 'note', 'warn-soft', 'bad-soft']],
  ['ink-3', [...grounds, 'mine', 'note']],
  ['accent', grounds],
  ['warn', [...grounds, 'warn-soft']],
  ['bad', [...grounds, 'bad-soft', 'mine']],
  ['on-accent', ['accent', 'accent-hover']],
  ['on-bad', ['bad']],
];
const marks: readonly (readonly [string, readonly string[]])[] = [
  ['line-strong', ['panel', 'bg']],
  ['focus', [...grounds, 'mine', 'note']],
  ['good', ['sunk']],
  ...hues.map((hue) => [hue, ['panel', 'bg', 'sunk', 'accent-soft']] as const),
];

function failures(
  table: Map<string, Record<Scheme, Colour>>,
  pairs: readonly (readonly [string, readonly string[]])[],
  least: number,
): string[] {
  const found: string[] = [];
  for (const scheme of ['light', 'dark'] as const) {
    for (const [front, backs] of pairs) {
      for (const back of backs) {
        const a = table.get(front)?.[scheme];
        const b = table.get(back)?.[scheme];
        if (a === undefined || b === undefined) found.push(`${front} or ${back} is no token`);
        else if (contrast(a, b) < least)
          found.push(`${scheme} ${front} on ${back} ${contrast(a, b).toFixed(2)}`);
      }
    }
  }
  return found;
}

describe('tokens', () => {
  it('computes contrast as WCAG defines it', () => {
    expect(contrast([1, 0, 0], [0, 0, 0])).toBeCloseTo(21, 1);
    // #767676 on white is the known limit of AA.
    expect(contrast([1, 0, 0], [0.5671, 0, 0])).toBeCloseTo(4.54, 1);
  });

  it('keeps every text at 4.5:1 on every ground it stands on', () => {
    expect(failures(tokens, text, 4.5)).toEqual([]);
  });

  it('keeps edges of fields, focus and state marks at 3:1', () => {
    expect(failures(tokens, marks, 3)).toEqual([]);
  });

  it('keeps names and initials in their hue at 4.5:1, also on its tint', () => {
    const shares =
      /--hue-ink:[^;]*var\(--hue\) (\d+)%, oklch\(0 0 0\)[^;]*var\(--hue\) (\d+)%, oklch\(1 0 0\)/;
    const [, light, dark] = shares.exec(css) ?? [];
    const found: string[] = [];
    for (const [scheme, share, end] of [
      ['light', light, 0],
      ['dark', dark, 1],
    ] as const) {
      const panel = tokens.get('panel')?.[scheme] as Colour;
      for (const name of hues) {
        const hue = tokens.get(name)?.[scheme] as Colour;
        const ink = mix(hue, [end, 0, 0], Number(share) / 100);
        const worst = Math.min(contrast(ink, panel), contrast(ink, mix(hue, panel, 0.14)));
        if (!(worst >= 4.5)) found.push(`${scheme} ${name} ${worst.toFixed(2)}`);
      }
    }
    expect(found).toEqual([]);
  });

  it('says the same to who asks the system and to who asks in the settings', () => {
    const [bySystem, bySetting] = more.split('[data-contrast="high"]');
    expect([...read(bySetting ?? '')].length).toBeGreaterThan(10);
    expect([...read(bySetting ?? '')]).toEqual([...read(bySystem ?? '')]);
  });

  it('goes to 7:1 for whoever asks the system for more contrast', () => {
    const inks = ['ink', 'ink-2', 'ink-3', 'accent', 'warn', 'bad'].map(
      (t) => [t, ['bg', 'panel', 'sunk']] as const,
    );
    expect(failures(highContrast, inks, 7)).toEqual([]);
  });
});
