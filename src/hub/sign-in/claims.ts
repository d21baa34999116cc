import type { Role } from '#shared/protocol/handshake.ts';
import type { Granted, SignInProvider } from '#shared/protocol/sign-in.ts';

/** What the provider says of somebody, in the form that is decided by. */
export type Known = {
  readonly issuer: string;
  readonly subject: string;
  /** Lower case; null where it says none, or none that is sure. */
  readonly email: string | null;
  /** It says an address, and not that it is verified. */
  readonly isUnverified: boolean;
  readonly name: string | null;
  readonly groups: readonly string[];
};

const ranks: Readonly<Record<Role, number>> = { agent: 0, supervisor: 1, admin: 2 };
const longestName = 80;
const mostGroups = 5000;

const textIn = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

/** From checked claims; everything in them is the provider's word, and of any shape. */
export function knownFrom(
  claims: Readonly<Record<string, unknown>> & { readonly iss: string; readonly sub: string },
  { groupsClaim, trustsEmail }: Pick<SignInProvider, 'groupsClaim' | 'trustsEmail'>,
): Known {
  const said = textIn(claims.email)?.toLowerCase() ?? null;
  const email = said !== null && said.length <= 254 && /^[^@\s]+@[^@\s]+$/u.test(said) ? said : null;
  // "true" in words is what some providers say; anything else is no.
  const isSure = trustsEmail || claims.email_verified === true || claims.email_verified === 'true';
  const name = textIn(claims.name) ?? textIn(claims.preferred_username);
  return {
    issuer: claims.iss,
    subject: claims.sub,
    email: isSure ? email : null,
    isUnverified: email !== null && !isSure,
    name:
      name
        ?.replaceAll(/\p{Cc}/gu, ' ')
        .slice(0, longestName)
        .trim() || null,
    groups: groupsIn(claims, groupsClaim),
  };
}

/** A claim by its whole name (names may be addresses), else by the way of its dots: "realm_access.roles". */
function groupsIn(claims: Readonly<Record<string, unknown>>, claim: string): string[] {
  let found: unknown = Object.hasOwn(claims, claim) ? claims[claim] : claims;
  if (found === claims)
    for (const step of claim.split('.'))
      found =
        typeof found === 'object' && found !== null && Object.hasOwn(found, step)
          ? (found as Record<string, unknown>)[step]
          : undefined;
  const all = Array.isArray(found) ? found : [found];
  return all.filter((one): one is string => typeof one === 'string').slice(0, mostGroups);
}

/** The highest role of any of their groups, and every group of the plan that these give; null where none gives a role. */
export function grantFor(
  groups: readonly string[],
  grants: readonly Granted[],
): { readonly role: Role; readonly groups: readonly string[] } | null {
  const theirs = new Set(groups);
  const mine = grants.filter(({ group }) => theirs.has(group));
  const [first, ...rest] = mine;
  if (first === undefined) return null;
  const role = rest.reduce((best, { role }) => (ranks[role] > ranks[best] ? role : best), first.role);
  return { role, groups: [...new Set(mine.flatMap((one) => one.groups))].sort() };
}
