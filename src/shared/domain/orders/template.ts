/** The address that a back office is asked at, with places for what is known of the customer. */

/** `sub`: the site's own id for them, which it has signed; the others stand in the card. */
export const orderKeys = ['sub', 'email', 'phone'] as const;
export type OrderKey = (typeof orderKeys)[number];

export type KnownBy = { readonly [K in OrderKey]: string | null };

const place = /\{(\w*)\}/gu;

const filled = (template: string, put: (key: OrderKey) => string): string =>
  template.replace(place, (whole, name: OrderKey) => (orderKeys.includes(name) ? put(name) : whole));

export type TemplateProblem =
  | 'no_address'
  /** Neither https nor, of a host in the house's own network, http. */
  | 'not_https'
  /** A name or password in it, or a part after `#`. */
  | 'not_plain'
  /** The host is not the same for everybody. */
  | 'host_varies'
  | 'unknown_place'
  /** Everybody's orders would be the same. */
  | 'no_place';

export function templateProblem(template: string, isInternal: boolean): TemplateProblem | null {
  const one = parsed(filled(template, () => 'a'));
  const other = parsed(filled(template, () => 'b'));
  if (one === null || other === null) return 'no_address';
  if (one.origin !== other.origin) return 'host_varies';
  if (one.protocol !== 'https:' && !(isInternal && one.protocol === 'http:')) return 'not_https';
  if (one.username !== '' || one.password !== '' || template.includes('#')) return 'not_plain';
  const names = [...template.matchAll(place)].map(([, name]) => name ?? '');
  if (names.some((name) => !(orderKeys as readonly string[]).includes(name))) return 'unknown_place';
  return names.length === 0 ? 'no_place' : null;
}

/** The template for one customer, and by what of them; null where nothing is known that it asks for. */
export function addressFor(
  template: string,
  known: KnownBy,
): { readonly url: string; readonly by: readonly OrderKey[] } | null {
  const by = keysIn(template).filter((key) => isUsable(known[key]));
  if (by.length === 0) return null;
  const url = filled(template, (key) => (by.includes(key) ? encodeURIComponent(known[key] ?? '') : ''));
  return { url, by };
}

export function keysIn(template: string): OrderKey[] {
  return orderKeys.filter((key) => template.includes(`{${key}}`));
}

/** The origin whose owner gets what is asked, and the secret with it. */
export function originIn(template: string): string | null {
  return parsed(filled(template, () => 'a'))?.origin ?? null;
}

/** Dots alone would go up the path, to what was not meant. */
function isUsable(value: string | null): value is string {
  return value !== null && value.trim() !== '' && !/^\.+$/u.test(value) && !/\p{Cs}/u.test(value);
}

function parsed(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}
