import { accountOf, firstPlace } from '#shared/ipc/account-of.ts';

/** The name of what each account of this window has for itself: two of them have the storage in common. */
export function ofAccount(name: string): string {
  const account = accountOf(location.search);
  return account === firstPlace ? name : `${name}@${account}`;
}

/** The account has been left for good: of what it had for itself nothing stays. */
export function forgetOfAccount(): void {
  const end = ofAccount('');
  if (end === '') return;
  for (const name of Object.keys(localStorage)) if (name.endsWith(end)) localStorage.removeItem(name);
}

/** The browser's own storage, for conveniences only: reading nonsense or nothing is the same as empty. */
export function remembered(name: string): unknown {
  try {
    const text = localStorage.getItem(`yingke.${name}`);
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

export function remember(name: string, value: unknown): void {
  try {
    localStorage.setItem(`yingke.${name}`, JSON.stringify(value));
  } catch {
    // A full or forbidden storage costs a convenience, nothing else.
  }
}
