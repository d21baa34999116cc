import type { I18n, MessageDescriptor } from '@lingui/core';
import { i18n, setupI18n } from '@lingui/core';
import type { Locale } from '#shared/protocol/fields.ts';
import { texts } from '../locales/texts.ts';
import { remember, remembered } from '../state/storage.ts';

/** The language of the last run, else the system's: shown until main has answered. */
export function likelyLocale(): Locale {
  const last = remembered('locale');
  if (last === 'en' || last === 'zh-CN') return last;
  return navigator.language.startsWith('zh') ? 'zh-CN' : 'en';
}

/** Shows the app in a language. */
export function activateLocale(locale: Locale): void {
  if (i18n.locale === locale) return;
  i18n.loadAndActivate({ locale, messages: texts[locale] });
  document.documentElement.lang = locale;
  remember('locale', locale);
}

let readers: readonly I18n[] | undefined;

/** A text in each language, the screen's first: whoever looks for something may know it by its other name. */
export function inEveryLanguage(text: MessageDescriptor): readonly string[] {
  readers ??= Object.entries(texts).map(([locale, messages]) =>
    setupI18n({ locale, messages: { [locale]: messages } }),
  );
  const others = readers.filter((one) => one.locale !== i18n.locale);
  return [i18n._(text), ...others.map((one) => one._(text))];
}
