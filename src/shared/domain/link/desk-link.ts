/**
 * Links of the form `yingke://…`, as mails, telephone systems and colleagues' notes hold them. Whoever wrote one may be anybody:
 * it names something to show, in one of a few shapes, and whatever is not exactly one of these is refused as a whole.
 */

export const linkScheme = 'yingke';

/** Longer than any that we make; a hub's address is the longest part of it. */
export const longestLink = 512;

/** What a link shows. It never sends, takes or changes anything. */
export type LinkTarget =
  /** The window alone. */
  | { readonly kind: 'open' }
  | { readonly kind: 'conversation'; readonly conversationId: string }
  | { readonly kind: 'customer'; readonly customerId: string }
  /** Whose number it is. Digits, with or without a plus. */
  | { readonly kind: 'dial'; readonly number: string };

/** `hub`: at which hub, as an origin; null: the one of the account in view. */
export type DeskLink = { readonly target: LinkTarget; readonly hub: string | null };

/** Why one is none of ours. Nothing of the link itself is in it: it may be logged. */
export const linkFaults = [
  'length',
  'characters',
  'scheme',
  'shape',
  'id',
  'number',
  'query',
  'hub',
] as const;
export type LinkFault = (typeof linkFaults)[number];

export type ReadLink = { readonly link: DeskLink } | { readonly fault: LinkFault };

const prefix = /^yingke:\/\//i;
/** No quotes, no backslash, no space, nothing that is no ASCII: what could be more than one word to a shell or a look-alike. */
const plain = /^[\w\-.~:/?#[\]@!$&()*+,;=%]+$/;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const number = /^\+?\d{3,20}$/;
/** Which of them may be connected to is not asked here: a link only names one that somebody has signed in to already. */
const hubOrigin = /^https?:\/\/(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:]{2,39}\])(?::\d{1,5})?$/i;

/** Whether it claims to be one: what it holds may still be refused. */
export function isLinkLike(text: string): boolean {
  return /^yingke:/i.test(text);
}

/** Reads a link, or says why it is none. */
export function readLink(text: string): ReadLink {
  if (text.length > longestLink) return { fault: 'length' };
  if (!plain.test(text)) return { fault: 'characters' };
  if (!prefix.test(text)) return { fault: 'scheme' };
  const rest = text.replace(prefix, '');
  const [path = '', query, ...more] = rest.split('?');
  if (more.length > 0) return { fault: 'query' };
  const target = readTarget(path);
  if ('fault' in target) return target;
  if (query === undefined) return { link: { target, hub: null } };
  const given = /^hub=([^&=]+)$/.exec(query)?.[1];
  if (given === undefined) return { fault: 'query' };
  const hub = originIn(decoded(given));
  return hub === null ? { fault: 'hub' } : { link: { target, hub } };
}

function originIn(hub: string | null): string | null {
  if (hub === null || !hubOrigin.test(hub)) return null;
  try {
    return new URL(hub).origin;
  } catch {
    return null;
  }
}

/** Systems hand over `yingke://open` as `yingke://open/`: one slash at the end means nothing. */
function readTarget(path: string): LinkTarget | { readonly fault: LinkFault } {
  const [kind, value, ...more] = path.replace(/\/$/, '').split('/');
  if (more.length > 0) return { fault: 'shape' };
  switch (kind) {
    case 'open':
      return value === undefined ? { kind } : { fault: 'shape' };
    case 'conversation':
      return isId(value) ? { kind, conversationId: value.toLowerCase() } : { fault: 'id' };
    case 'customer':
      return isId(value) ? { kind, customerId: value.toLowerCase() } : { fault: 'id' };
    case 'dial': {
      // Telephone systems write the plus as it is, or as an address has it.
      const dialled = value?.replace(/^%2B/i, '+');
      return dialled !== undefined && number.test(dialled) ? { kind, number: dialled } : { fault: 'number' };
    }
    default:
      return { fault: 'shape' };
  }
}

const isId = (value: string | undefined): value is string => value !== undefined && uuid.test(value);

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** A link to a conversation, for a colleague at the same hub. */
export function linkToConversation(conversationId: string, hub: string): string {
  return `${linkScheme}://conversation/${conversationId}?hub=${encodeURIComponent(hub)}`;
}
