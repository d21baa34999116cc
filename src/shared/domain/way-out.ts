/**
 * Ways to the house besides the hub (C8), as links that are safe to put on a page: `tel:`, `mailto:` and
 * `https:`, nothing else, whoever gave the value. Each is null for a value that is none of its kind.
 */

/** A telephone number as people write it, with its digits as a link: +86 10 8888 8888, 400-800-8800. */
export function hotlineLink(given: unknown): string | null {
  if (typeof given !== 'string' || !/^\+?[\d ().-]{3,40}$/.test(given)) return null;
  const number = given.replace(/[^\d+]/g, '');
  return /\d{3}/.test(number) ? `tel:${number}` : null;
}

/** One plain address: nothing that could add a recipient, a header or a second address to the link. */
export function emailLink(given: unknown): string | null {
  if (typeof given !== 'string' || given.length > 254) return null;
  return /^[\w.+=-]+@[a-z\d-]+(\.[a-z\d-]+)+$/i.test(given) ? `mailto:${given}` : null;
}

/** The address of a page, only over https and without a name or password in it. */
export function formLink(given: unknown): string | null {
  if (typeof given !== 'string' || given.length > 2000) return null;
  try {
    const { protocol, username, password, href } = new URL(given);
    return protocol === 'https:' && !username && !password ? href : null;
  } catch {
    return null;
  }
}
