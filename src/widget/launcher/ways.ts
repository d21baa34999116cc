import type { Given, Way } from '../ways.ts';

/** `ways.ts` in short, for the one case in which the panel could not be fetched: what is no safe link is left out. */
const links = [
  ['hotline', 'tel:', /^[+\d ().-]{3,40}$/],
  ['email', 'mailto:', /^[\w.+-]+@[\w.-]+$/],
  ['form', '', /^https:\/\/[^@\s]+$/],
] as const;

/** The hub's word before the page's. */
export function lastWays(hub: Given, page: Given): readonly Way[] {
  return links.flatMap(([is, scheme, fits]) => {
    const text = String(hub[is] || page[is]);
    return fits.test(text) ? { is, link: scheme + text.replace(/[ ()]/g, ''), text } : [];
  });
}
