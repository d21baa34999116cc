import type { Locale } from '#shared/protocol/fields.ts';
import { extrasEn } from '../locales/en.ts';
import { extrasZh } from '../locales/zh-CN.ts';

export type ExtraWords = Record<keyof typeof extrasZh, string>;

/** Both languages are in the bundle of the extras: few words, which nobody fetches unasked. */
export const wordsIn = (locale: Locale): ExtraWords => (locale === 'en' ? extrasEn : extrasZh);
