import type { Locale } from '#shared/protocol/fields.ts';

/** Each language by its own name, whatever the screen speaks. Asked for when somebody reads it: the system takes its time. */
export const languageNames: Readonly<Record<Locale, string>> = {
  get 'zh-CN'() {
    return nameOf('zh-Hans');
  },
  get en() {
    return nameOf('en');
  },
};

const known = new Map<string, string>();

function nameOf(tag: string): string {
  const name = known.get(tag) ?? new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  known.set(tag, name);
  return name;
}

/** A customer's language in two letters of its own script, for a narrow list. (The first sign of its own name.) */
export function languageMark(locale: Locale): string {
  return locale === 'en' ? 'EN' : '\u4e2d';
}
