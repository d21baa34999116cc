import { describe, expect, it } from 'vitest';
import { chooseLocale, localeOf } from './language.ts';

describe("the widget's language", () => {
  it('knows any kind of Chinese, and answers everybody else in English', () => {
    expect(['zh', 'zh-TW', 'ZH-hans-CN', ' zh-cn '].map(localeOf)).toEqual([
      'zh-CN',
      'zh-CN',
      'zh-CN',
      'zh-CN',
    ]);
    expect(['en', 'en-GB', 'fr', 'zhx'].map(localeOf)).toEqual(['en', 'en', 'en', 'en']);
    expect(['', ' ', null, undefined].map(localeOf)).toEqual([null, null, null, null]);
  });

  it('asks the site first, then the page, then the browser', () => {
    expect(chooseLocale('en', 'zh-CN', 'zh-CN')).toBe('en');
    expect(chooseLocale(null, 'zh-CN', 'en')).toBe('zh-CN');
    expect(chooseLocale(null, '', 'zh-CN')).toBe('zh-CN');
    expect(chooseLocale(null, '', '')).toBe('en');
  });
});
