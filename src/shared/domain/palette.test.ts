import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrast, paletteOf } from './palette.ts';

const rgbOf = (text = ''): number[] => (text.match(/\d+/gu) ?? []).map(Number);
const hex = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`);
const propertiesOf = (css = ''): Record<string, string> =>
  Object.fromEntries([...css.matchAll(/--yk-([\w-]+):([^;]+)/gu)].map(([, name, value]) => [name, value]));
/** Text and paper of the sheets, by theme. */
const sheet = {
  light: { papers: ['#fcfefd', '#f5f7f5', '#edf1ee'], on: '#ffffff', ink: '#1d2721' },
  dark: { papers: ['#181d1a', '#121614', '#0e120f'], on: '#0e1913', ink: '#e4e9e5' },
} as const;
const parse = (of: string): number[] => [1, 3, 5].map((at) => Number.parseInt(of.slice(at, at + 2), 16));

describe('a colour of the site', () => {
  it.each(['light', 'dark'] as const)('can be read in the %s theme, whatever it is', (theme) => {
    fc.assert(
      fc.property(hex, (accent) => {
        const made = propertiesOf(paletteOf(accent)?.[theme]);
        const { papers, on, ink } = sheet[theme];
        for (const name of ['accent', 'accent-deep'] as const) {
          for (const paper of [...papers.map(parse), rgbOf(made.soft)])
            expect(contrast(rgbOf(made[name]), paper), `${name} ${accent}`).toBeGreaterThanOrEqual(4.5);
          expect(contrast(rgbOf(made[name]), parse(on)), `on ${accent}`).toBeGreaterThanOrEqual(4.5);
        }
        expect(contrast(parse(ink), rgbOf(made.mine))).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });

  it('is left as it is where it can be read, and ignored where it is none', () => {
    expect(paletteOf('#0b4b8f')?.light).toContain('--yk-accent:rgb(11,75,143)');
    for (const none of ['red', '#fff', 7, null, 'url(x)', '#12345g', '#1234567'])
      expect(paletteOf(none)).toBeNull();
  });
});
