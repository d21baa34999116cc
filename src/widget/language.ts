import type { Locale } from '#shared/protocol/fields.ts';

/** The widget's language nearest to a BCP 47 tag, or null for no tag at all. */
export function localeOf(tag: string | null | undefined): Locale | null {
  const language = tag?.trim().toLowerCase();
  if (!language) return null;
  return /^zh\b/.test(language) ? 'zh-CN' : 'en';
}

/** What the page asked for, else what it is written in, else what its reader's browser is set to. */
export function chooseLocale(asked: string | null, pageLanguage: string, browserLanguage: string): Locale {
  return localeOf(asked) ?? localeOf(pageLanguage) ?? localeOf(browserLanguage) ?? 'en';
}
