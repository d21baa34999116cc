import { RefusalError } from '#shared/protocol/errors.ts';

/**
 * The origin of the hub that a person typed, or was given: "help.example.com", "127.0.0.1:8443",
 * "https://…". Without a scheme it is https, on this computer http. Anything that is not an origin,
 * or carries a name and password, is refused with `bad_request` (field `hub`).
 */
export function hubAddress(typed: string): string {
  const trimmed = typed.trim();
  const url = parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `${schemeFor(trimmed)}//${trimmed}`);
  const isOrigin = url !== null && url.pathname === '/' && url.search === '' && url.hash === '';
  if (!isOrigin || url.username !== '' || url.password !== '' || url.hostname === '') refuse();
  if (url.protocol !== 'https:' && url.protocol !== 'http:') refuse();
  return url.origin;
}

/** True for two addresses of one hub: this computer has several names for itself. */
export function isSameHub(a: string, b: string): boolean {
  if (a === b) return true;
  const [first, second] = [parse(a), parse(b)];
  if (first === null || second === null) return false;
  const isHere = isLoopback(first.hostname) && isLoopback(second.hostname);
  return isHere && first.port === second.port && first.protocol === second.protocol;
}

function schemeFor(address: string): 'http:' | 'https:' {
  return isLoopback(parse(`http://${address}`)?.hostname ?? '') ? 'http:' : 'https:';
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

function parse(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

function refuse(): never {
  throw new RefusalError({ code: 'bad_request', field: 'hub' });
}
