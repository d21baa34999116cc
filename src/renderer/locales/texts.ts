import type { Messages } from '@lingui/core';
import type { Locale } from '#shared/protocol/fields.ts';

/** The texts of everything that has been loaded so far: they are added to, so whoever holds one of these sees what comes. */
export const texts: Readonly<Record<Locale, Messages>> = { en: {}, 'zh-CN': {} };

/** Called by each module that says something, with its texts in both languages as JSON: the build puts it there (`scripts/lib/texts.mjs`). @public */
export function bringTexts(brought: string): void {
  const [en, zhCN] = JSON.parse(brought);
  Object.assign(texts.en, en);
  Object.assign(texts['zh-CN'], zhCN);
}
