import { en } from './en.ts';
import { zhCN } from './zh-CN.ts';

/** Main's own words: every language has every one of them, or it does not compile. */
export type Texts = Readonly<{ [G in keyof typeof en]: Readonly<Record<keyof (typeof en)[G], string>> }>;

const all: Readonly<Record<'en' | 'zh-CN', Texts>> = { en, 'zh-CN': zhCN };

export function textsFor(locale: 'en' | 'zh-CN'): Texts {
  return all[locale];
}

/** The text with `{name}` replaced by its value. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
