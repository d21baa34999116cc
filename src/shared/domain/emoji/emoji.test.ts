import { describe, expect, test } from 'vitest';
import { deskEmoji } from '../../../../scripts/lib/emoji.mjs';
import { colonAt } from './colon.ts';
import { findEmoji } from './find.ts';

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
