import type { Locale } from '#shared/protocol/fields.ts';

/**
 * What the page asked for, else what it is written in, else what its reader's browser is set to: the widget's language
 * nearest to that BCP 47 tag.
 */
export function chooseLocale(...tags: readonly [asked: string, page: string, browser: string]): Locale {
  return /^\s*zh\b/i.test(tags.find((tag) => tag.trim()) ?? '') ? 'zh-CN' : 'en';
}
