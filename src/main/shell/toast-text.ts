/**
 * What a customer wrote, for the system's notifications: other programs draw those, by rules of their own. One line
 * that reads in its own direction, without marks piled over the lines above.
 */

/** Whatever ends a line, rings or steers a terminal; and what turns the direction of all that follows. */
const unseen = /[\p{Cc}\u2028\u2029]+/gu;
const turning = /[\u202a-\u202e\u2066-\u2069]/gu;
/** More marks on one letter than any language has. */
const piled = /(\p{M}{4})\p{M}+/gu;
/** Of a title and a body, characters: systems cut them at about this. */
export const longest = 200;

export function plainLine(text: string): string {
  const line = text.replace(turning, '').replace(unseen, ' ').replace(piled, '$1').trim();
  const characters = Array.from(line);
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : line;
}

/**
 * Services of Linux may take the body for mark-up, with links and pictures; what they know of it cannot be asked here.
 * A joiner that nobody sees makes a tag none.
 */
export function withoutMarkup(body: string): string {
  return body.replace(/<(?=[\p{L}/!?])/gu, '<\u2060');
}
