import type { ReplyContent } from './reply.ts';

type Texts = ReplyContent['texts'];

/**
 * The text for somebody who reads that language: the same tag, else the same language in another form (zh-TW for
 * zh-CN), else the first.
 */
export function textIn(texts: Texts, language: string): Texts[number] {
  const wanted = language.toLowerCase();
  const found =
    texts.find((one) => one.language.toLowerCase() === wanted) ??
    texts.find((one) => baseOf(one.language) === baseOf(wanted)) ??
    texts[0];
  return found ?? { language, text: '' };
}

/** Whether there is a text in that language, in whatever form of it. */
export function speaks(texts: Texts, language: string): boolean {
  return texts.some((one) => baseOf(one.language) === baseOf(language));
}

function baseOf(language: string): string {
  return language.split('-', 1)[0]?.toLowerCase() ?? '';
}
