import { en, type Texts } from './en.ts';
import { zhCN } from './zh-CN.ts';

export type { Texts } from './en.ts';

const all: Readonly<Record<'en' | 'zh-CN', Texts>> = { en, 'zh-CN': zhCN };

export function textsFor(locale: 'en' | 'zh-CN'): Texts {
  return all[locale];
}

/** The text with `{name}` replaced by its value. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
