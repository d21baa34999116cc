import type { Messages } from '@lingui/core';
import { i18n } from '@lingui/core';
import type { Locale } from '#shared/protocol/fields.ts';
import { remember, remembered } from '../state/storage.ts';

const catalogues: Readonly<Record<Locale, () => Promise<{ readonly messages: Messages }>>> = {
  en: () => import('../locales/en.po'),
  'zh-CN': () => import('../locales/zh-CN.po'),
};

/** The language of the last run, else the system's: its texts are fetched before main has answered. */
export function likelyLocale(): Locale {
  const last = remembered('locale');
  if (last === 'en' || last === 'zh-CN') return last;
  return navigator.language.startsWith('zh') ? 'zh-CN' : 'en';
}

let wanted: Locale | null = null;

/** Shows the app in a language. Of two asked for at once the later one wins. */
export async function activateLocale(locale: Locale): Promise<void> {
  wanted = locale;
  const { messages } = await catalogues[locale]();
  if (wanted !== locale || i18n.locale === locale) return;
  i18n.loadAndActivate({ locale, messages });
  document.documentElement.lang = locale;
  remember('locale', locale);
}
