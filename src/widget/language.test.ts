import { expect, it } from 'vitest';
import { chooseLocale } from './language.ts';

it('takes what the page asked for, else what it is written in, else what the browser is set to', () => {
  expect(chooseLocale('en-GB', 'zh', 'zh-CN')).toBe('en');
  expect(chooseLocale('', 'zh-Hans', 'en-US')).toBe('zh-CN');
  expect(chooseLocale(' ', ' ', 'zh-TW')).toBe('zh-CN');
  expect(chooseLocale('', '', 'de-DE')).toBe('en');
  expect(chooseLocale('', '', '')).toBe('en');
});

it('gives Chinese for every Chinese tag, and for nothing else', () => {
  for (const tag of ['zh', 'ZH-cn', 'zh-Hant-HK', ' zh-SG ']) expect(chooseLocale(tag, '', '')).toBe('zh-CN');
  for (const tag of ['zha', 'en-ZH', 'za']) expect(chooseLocale(tag, '', '')).toBe('en');
});
