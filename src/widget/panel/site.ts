import { type FormFields, formFields } from '#shared/domain/public-entry.ts';
import type { Site } from '../contract.ts';
import { tellDeveloper } from '../tell.ts';

/** What the hub takes, characters. */
const longestToken = 4000;

/** Whom a token is about, in the site's own words; not believed, only compared. Null for what is no token. */
export function subjectOf(token: string): string | null {
  try {
    const claims = token.split('.')[1] ?? '';
    const { sub } = JSON.parse(atob(claims.replace(/-/g, '+').replace(/_/g, '/'))) as { sub?: unknown };
    return typeof sub === 'string' ? sub : null;
  } catch {
    return null;
  }
}

/** What the page says of its visitor, of that what makes sense; the rest is said to its developer. */
export function siteSays({ customer, fields }: Site): {
  readonly customer: string | null;
  readonly fields: FormFields | null;
} {
  const isToken = typeof customer === 'string' && customer.length <= longestToken;
  const known = formFields.safeParse(fields);
  if (customer && !isToken) tellDeveloper('customer: expects a signed token');
  if (fields && !known.success) tellDeveloper('fields: expects texts by name, of 200 characters at most');
  return {
    customer: isToken && customer ? customer : null,
    fields: known.success && Object.keys(known.data).length > 0 ? known.data : null,
  };
}
