import type { SignInProvider, SignInRules } from '#shared/protocol/sign-in.ts';
import { isSame, merged } from './merge.ts';

/** What an admin makes of how one signs in, and how two people's changes go together. */

export type SignInField = keyof SignInProvider | 'provider' | 'passwords';
export type SignInChange = { readonly in: 'signIn'; readonly id: SignInField; readonly how: 'changed' };

/** A provider that nobody has filled in yet. `address` is where this desk reaches its hub: usually what browsers need. */
export const newProvider = (address: string): SignInProvider => ({
  ...{ name: '', issuer: '', clientId: '', address },
  ...{ scopes: ['email', 'profile'], groupsClaim: 'groups', grants: [], trustsEmail: false },
});

export function signInChanges(before: SignInRules, after: SignInRules): SignInChange[] {
  const changed = (id: SignInField): SignInChange => ({ in: 'signIn', id, how: 'changed' });
  const passwords = before.passwords === after.passwords ? [] : [changed('passwords')];
  const [was, is] = [before.provider, after.provider];
  if (was === null || is === null) return was === is ? passwords : [changed('provider'), ...passwords];
  const keys = Object.keys(is) as (keyof SignInProvider)[];
  return [...keys.filter((key) => !isSame(was[key], is[key])).map(changed), ...passwords];
}

/** My changes since `base`, made to `theirs` instead. What both have changed is as I have it. */
export function signInRebased(base: SignInRules, mine: SignInRules, theirs: SignInRules): SignInRules {
  const passwords = base.passwords === mine.passwords ? theirs.passwords : mine.passwords;
  const [was, own, other] = [base.provider, mine.provider, theirs.provider];
  if (isSame(was, own)) return { provider: other, passwords };
  if (was === null || own === null || other === null) return { provider: own, passwords };
  const keys = Object.keys(own) as (keyof SignInProvider)[];
  const provider = Object.fromEntries(
    keys.map((key) => [key, isSame(was[key], own[key]) ? other[key] : own[key]]),
  ) as SignInProvider;
  const grants = merged(was.grants, own.grants, other.grants, ({ group }) => group);
  return { provider: { ...provider, grants }, passwords };
}

/** The secret that is kept is for the host of this issuer: at another one it has to be given anew. */
export function needsSecret(before: SignInProvider | null, after: SignInProvider | null): boolean {
  const hostOf = (provider: SignInProvider | null) =>
    provider !== null && URL.canParse(provider.issuer) ? new URL(provider.issuer).origin : null;
  return hostOf(before) !== null && hostOf(after) !== null && hostOf(before) !== hostOf(after);
}
