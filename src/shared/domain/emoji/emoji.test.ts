import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { deskEmoji } from '../../../../scripts/lib/emoji.mjs';
import { colonAt } from './colon.ts';
import { findEmoji } from './find.ts';
import { inTone, isTone } from './tone.ts';

const all = deskEmoji()
  .flat()
  .map(([emoji = '', zh = '', en = '', words = '']) => ({ emoji, names: [zh, en], words }));
const find = (wanted: string) => findEmoji(all, wanted, 20).map(({ emoji }) => emoji);

describe('emoji are found', () => {
  test('by their names in both languages and by the short ones', () => {
    expect(all.length).toBeGreaterThan(1200);
    expect(new Set(all.map(({ emoji }) => emoji)).size).toBe(all.length);
    expect(find('smile')[0]).toBe('😄');
    expect(find('+1')[0]).toMatch(/^👍/u);
    expect(find('thumbs up')[0]).toMatch(/^👍/u);
    expect(find('大笑')[0]).toBe('😄');
    expect(find('笑')).toContain('😀');
    expect(find('猫')).toContain('🐱');
  });

  test('by what begins a word, not by what is within one', () => {
    expect(find('at')).not.toContain('🐱');
    expect(find('zzzz')).toEqual([]);
    expect(find(' ')).toEqual([]);
  });
});

describe('skin tones', () => {
  type Dated = { emoji: string; skins?: { emoji: string; tone: number | number[] }[] };
  const data: Dated[] = createRequire(import.meta.url)('emojibase-data/en/data.json');
  const skins = new Map(data.map(({ emoji, skins = [] }) => [emoji, skins]));

  test('each that has them looks in each as Unicode has it; the usual one leaves it as it is', () => {
    const toned = deskEmoji()
      .flat()
      .flatMap(([emoji = '', , , , has]) => (has === undefined ? [] : [emoji]));
    expect(toned.length).toBeGreaterThan(100);
    for (const emoji of toned) {
      expect(inTone(emoji, 0)).toBe(emoji);
      for (const tone of [1, 2, 3, 4, 5] as const)
        expect(inTone(emoji, tone)).toBe(skins.get(emoji)?.find((one) => one.tone === tone)?.emoji);
    }
    expect(toned.some((one) => one.startsWith('👍'))).toBe(true);
    expect(toned).not.toContain('🐱');
  });

  test('what was kept and is no tone is none', () => {
    expect([0, 5].every(isTone)).toBe(true);
    expect([6, -1, 1.5, '1', null].some(isTone)).toBe(false);
  });
});

describe('a colon asks for one', () => {
  test.each([
    [':笑', '笑'],
    ['好的 :smile', 'smile'],
    ['好的，:ok', 'ok'],
    ['谢谢！:+1', '+1'],
    ['\n:heart_eyes', 'heart_eyes'],
  ])('in %j', (text, query) => {
    expect(colonAt(text, text.length)).toEqual({
      from: text.lastIndexOf(':'),
      to: text.length,
      query,
    });
  });

  test.each([
    '电话:138',
    '备注:花',
    '10:30',
    'https://example.com',
    ':',
    ':s',
    ': smile',
    'http:ok',
    ':a b',
    ':-)',
    '地址：上海',
    `:${'a'.repeat(40)}`,
  ])('never in %j', (text) => {
    expect(colonAt(text, text.length)).toBeNull();
  });

  test('only as far as the caret', () => {
    expect(colonAt(':smile', 3)).toEqual({ from: 0, to: 3, query: 'sm' });
  });
});
