import type { Locale } from '#shared/protocol/fields.ts';
import { leaveEn } from '../locales/en.ts';
import { leaveZh } from '../locales/zh-CN.ts';

/** Both languages are in the bundle of the form: few words, and a page may change its language. */
export const wordsIn = (locale: Locale): Record<keyof typeof leaveZh, string> =>
  locale === 'en' ? leaveEn : leaveZh;
