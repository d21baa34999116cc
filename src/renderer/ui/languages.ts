import type { Locale } from '#shared/protocol/fields.ts';

/** Each language by its own name, whatever the screen speaks. */
export const languageNames: Readonly<Record<Locale, string>> = {
  'zh-CN': nameOf('zh-Hans'),
  en: nameOf('en'),
};

function nameOf(tag: string): string {
  return new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
}

/** A customer's language in two letters of its own script, for a narrow list. */
export function languageMark(locale: Locale): string {
  return locale === 'en' ? 'EN' : (nameOf('zh')[0] ?? 'ZH');
}
