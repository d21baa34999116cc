/** A language in the reader's own words; its tag where nobody has a word for it. */
export function languageName(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(tag) ?? tag;
  } catch {
    // No tag of a language: what was imported says what it wants.
    return tag;
  }
}
