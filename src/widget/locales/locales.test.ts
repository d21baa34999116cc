import { describe, expect, it } from 'vitest';
import { extrasEn, filesEn, launcherEn, leaveEn, panelEn } from './en.ts';
import { fill } from './fill.ts';
import { extrasZh, filesZh, launcherZh, leaveZh, panelZh } from './zh-CN.ts';

const places = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([place]) => place).sort();

describe.each([
  ['launcher', launcherZh, launcherEn],
  ['panel', panelZh, panelEn],
  ['extras', extrasZh, extrasEn],
  ['form', leaveZh, leaveEn],
  ['files', filesZh, filesEn],
])('words of the %s', (_, zh, en) => {
  it('are there in both languages, with the same places to fill', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
    for (const [key, text] of Object.entries<string>(zh)) {
      const other = (en as Record<string, string>)[key] ?? '';
      expect(places(other), key).toEqual(places(text));
      expect(text.trim(), key).not.toBe('');
      expect(other, key).not.toMatch(/[\u4e00-\u9fff]/u);
      expect(other.trim(), key).not.toBe('');
    }
  });
});

describe('fill', () => {
  it('puts values in and leaves a place without one', () => {
    expect(fill('{name}: {count} of {all}', { name: 'A', count: 2 })).toBe('A: 2 of {all}');
  });
});
