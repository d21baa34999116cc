import { emailLink, formLink, hotlineLink } from '#shared/domain/way-out.ts';

/** Ways to the house as somebody gave them: the hub's, or the page's script tag. Nothing of it is trusted. */
export type Given = { readonly hotline?: unknown; readonly email?: unknown; readonly form?: unknown };

export type Way = { readonly is: keyof typeof links; readonly link: string; readonly text: string };

const links = { hotline: hotlineLink, email: emailLink, form: formLink };

/** The ways that can be offered, the hub's word before the page's. */
export function waysOut(hub: Given, page: Given): readonly Way[] {
  const ways: Way[] = [];
  for (const is of ['hotline', 'email', 'form'] as const) {
    for (const text of [hub[is], page[is]]) {
      const link = links[is](text);
      if (link === null) continue;
      ways.push({ is, link, text: text as string });
      break;
    }
  }
  return ways;
}

/** Longer ones some systems (Windows) drop without a word. */
const longestLink = 2000;

/**
 * The link to an e-mail that says already what the visitor has written: all of it or, where that would
 * be too long for a link, none. It leaves the page only when the visitor follows it.
 */
export function mailSaying(link: string, subject: string, texts: readonly string[]): string {
  // Half a character cannot be encoded.
  const encode = (text: string): string => encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, ''));
  const plain = `${link}?subject=${encode(subject)}`;
  const whole = `${plain}&body=${encode(texts.join('\n\n').replace(/\n/g, '\r\n'))}`;
  return texts.length === 0 || whole.length > longestLink ? plain : whole;
}
