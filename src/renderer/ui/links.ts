import { isLinkLike, readLink } from '#shared/domain/link/desk-link.ts';

/** Addresses longer than this are not opened by main either. */
const longest = 2048;

export type Segment =
  | { readonly kind: 'text'; readonly text: string }
  /** `text` as it was written, `url` as a parser understood it: that is what is shown on hovering. */
  | { readonly kind: 'link'; readonly text: string; readonly url: string };

// ASCII only: a Chinese sentence goes on right behind an address, and a look-alike letter is no address.
const candidate =
  /https:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+|[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}/giu;

/** The same, and links of ours, which open here: only in what colleagues write. */
const candidateOfStaff = new RegExp(`yingke://[\\w\\-./?=&%+:]+|${candidate.source}`, 'giu');

/**
 * Text cut into plain parts and links. The parts put together are the text again, unchanged.
 *
 * @param byStaff a colleague has written it: links of ours are links too
 */
export function findLinks(text: string, byStaff = false): readonly Segment[] {
  const segments: Segment[] = [];
  let from = 0;
  for (const match of text.matchAll(byStaff ? candidateOfStaff : candidate)) {
    const written = withoutTail(match[0]);
    const url =
      byStaff && isLinkLike(written)
        ? ourUrl(written)
        : safeUrl(/^https:/i.test(written) ? written : `mailto:${written}`);
    if (url === null) continue;
    if (match.index > from) segments.push({ kind: 'text', text: text.slice(from, match.index) });
    segments.push({ kind: 'link', text: written, url });
    from = match.index + written.length;
  }
  if (from < text.length) segments.push({ kind: 'text', text: text.slice(from) });
  return segments;
}

/** One that main would follow, as it was written. */
function ourUrl(written: string): string | null {
  return 'link' in readLink(written) ? written : null;
}

/** Punctuation of the sentence, and a bracket that was not opened in the address, belong to the text. */
function withoutTail(written: string): string {
  let end = written.length;
  for (; end > 0; end--) {
    const last = written[end - 1] ?? '';
    if (/[.,;:!?'*_~([]/.test(last)) continue;
    if (last === ')' && !written.slice(0, end).includes('(')) continue;
    if (last === ']' && !written.slice(0, end).includes('[')) continue;
    break;
  }
  return written.slice(0, end);
}

/**
 * The address as a parser understood it, or null for what must not be a link: any scheme but https
 * and mailto, a name and password before the host, more than main would open.
 */
export function safeUrl(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'mailto:') return null;
  if (url.username !== '' || url.password !== '') return null;
  return url.href.length > longest ? null : url.href;
}
