/** Why what somebody names is no certificate authority that can be trusted here; the page of policies says it in these words. */
export const authorityFaults = [
  ...(['is no certificate in PEM', 'is of no certificate authority', 'has run out'] as const),
  ...(['is no whole path', 'is too large', 'others can change it', 'cannot be read'] as const),
] as const;
export type AuthorityFault = (typeof authorityFaults)[number];

/** Longest entry and most entries of the policy, which hold for a person's own ones too. */
export const longestAuthority = 20_000;
export const mostAuthorities = 50;

/** Entries out of anything: paths of PEM files, or PEM itself. What is none is said and left out. */
export function authoritiesFrom(value: unknown, say: () => void): readonly string[] {
  if (value === undefined || value === null) return [];
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  const good = list
    .filter((one): one is string => typeof one === 'string' && one !== '' && one.length <= longestAuthority)
    .slice(0, mostAuthorities);
  if (!Array.isArray(value) || good.length < list.length) say();
  return good;
}
