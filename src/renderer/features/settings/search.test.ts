import { expect, test } from 'vitest';
import words from '../../locales/setting-words.json' with { type: 'json' };
import { isFound } from './search.ts';

test('a setting is found by words of either language, in any order, whatever their width and case', () => {
  const words = ['Font size', '90 % to 150 %', '字体大小 字号 font size text'];
  expect(isFound('size FONT', words)).toBe(true);
  expect(isFound('字号', words)).toBe(true);
  expect(isFound('ｆｏｎｔ 字体', words)).toBe(true);
  expect(isFound('', words)).toBe(true);
  expect(isFound('font volume', words)).toBe(false);
});

test('every setting that has other words has them in both languages', () => {
  for (const [id, of] of Object.entries(words)) {
    expect(of, id).toMatch(/\p{Script=Han}/u);
    expect(of, id).toMatch(/[a-z]/);
  }
});
