/** Names of what lets somebody in, wherever a site has put it: it is no business of ours, and of nobody who looks. */
const secret =
  /^(?:.*[_-])?(?:token|jwt|password|passwd|pwd|secret|sig|signature|auth|authorization|session|sessionid|sid|ticket|otp|apikey|credential)$/iu;

/** An address without user, fragment and whatever in it is a secret; null where it is none of the web. */
export function cleanAddress(address: string): URL | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null;
  url.username = '';
  url.password = '';
  url.hash = '';
  const names = [...url.searchParams.keys()];
  // What a sign-in comes back with; a code by itself may as well be that of a product.
  const isSignIn = names.includes('code') && names.includes('state');
  const secrets = names.filter((name) => secret.test(name) || (isSignIn && name === 'code'));
  for (const name of secrets) url.searchParams.delete(name);
  return url;
}
