import { errors, jwtVerify } from 'jose';
import * as z from 'zod/mini';
import { personName } from '#shared/protocol/fields.ts';
import type { Clock } from '../platform/clock.ts';

/** Who a customer is, as their site has signed it. */
export type SignedCustomer = {
  /** The site's own id for them. */
  readonly sub: string;
  readonly name: string | null;
  readonly attributes: Readonly<Record<string, string>>;
};

/** Why a token was not believed, for the log: the visitor is not told, and stays unknown. */
export type TokenFault =
  /** Nobody has made a secret yet. */
  | 'no_secret'
  | 'too_large'
  /** No JWT, or not signed by HS256. */
  | 'malformed'
  | 'bad_signature'
  | 'expired'
  /** Not valid yet, or for longer than a day: it would be worth stealing. */
  | 'lifetime'
  /** `sub`, `name` or `attributes` are missing or not of the shape that is told in docs/embedding.md. */
  | 'claims';

/** Characters. The handshake takes no more either. */
const maxToken = 4000;
/** Seconds: clocks of two servers are never the same. */
const tolerance = 60;
/** A token is asked for anew with each page. Seconds. */
const longest = 24 * 3600;
const maxAttributes = 20;

const attribute = z.string().check(z.maxLength(200));
const claims = z.object({
  sub: z.string().check(z.minLength(1), z.maxLength(200)),
  name: z.optional(z.nullable(personName)),
  attributes: z.optional(
    z
      .record(z.string().check(z.minLength(1), z.maxLength(60)), attribute)
      .check(z.refine((all) => Object.keys(all).length <= maxAttributes)),
  ),
  exp: z.number(),
});

/**
 * What a JWT says of a customer. Only HS256 with the workspace's secret, as its UTF-8 bytes: what the token
 * says of its own algorithm is not believed. It has to expire, within a day.
 */
export async function verifyCustomer(
  token: string,
  secret: string | null,
  clock: Pick<Clock, 'now'>,
): Promise<SignedCustomer | TokenFault> {
  if (secret === null) return 'no_secret';
  if (token.length > maxToken) return 'too_large';
  const now = clock.now();
  const verified = await jwtVerify(token, new TextEncoder().encode(secret), {
    algorithms: ['HS256'],
    clockTolerance: tolerance,
    currentDate: new Date(now),
  }).catch((error: unknown) => faultIn(error));
  if (typeof verified === 'string') return verified;
  const parsed = claims.safeParse(verified.payload);
  if (!parsed.success) return 'claims';
  const { sub, name, attributes, exp } = parsed.data;
  if (exp > now / 1000 + longest + tolerance) return 'lifetime';
  return { sub, name: name ?? null, attributes: attributes ?? {} };
}

function faultIn(error: unknown): TokenFault {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'bad_signature';
  if (error instanceof errors.JWTClaimValidationFailed) return error.claim === 'nbf' ? 'lifetime' : 'claims';
  // What it is made of, and another algorithm than the one.
  if (error instanceof errors.JOSEError) return 'malformed';
  throw error;
}
