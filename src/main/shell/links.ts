const longest = 2048;
const allowed: readonly string[] = ['https:', 'mailto:', 'tel:'];
/** Digits alone: what a telephone program could take for a command is no number. */
const number = /^tel:\+?\d{3,20}$/;

/**
 * The address as it may be handed to the system, or null. Only https, mailto and plain telephone numbers: other schemes start
 * programs, and file: and UNC paths send the user's credentials. Control characters and white space
 * hide what an address is; a name and password in it misleads about where it goes.
 */
export function safeLink(address: string): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here.
  if (address.length > longest || /[\u0000-\u0020\u007f-\u009f\u2028\u2029]/.test(address)) return null;
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (!allowed.includes(url.protocol) || url.username !== '' || url.password !== '') return null;
  if (url.protocol === 'tel:' && !number.test(url.href)) return null;
  // The parsed form, not what was typed: what was checked is what is opened.
  return url.href;
}

/** A page of a hub for the system's browser: https, or http on this very computer, where nobody can listen on the way. */
export function hubPage(address: string): string | null {
  const isHere =
    /^http:\/\/(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\]):\d{1,5}\/sign-in\/[a-z]+(\?[\w=&-]*)?$/.test(
      address,
    );
  if (isHere) return address.length <= longest ? new URL(address).href : null;
  return address.startsWith('https:') ? safeLink(address) : null;
}
