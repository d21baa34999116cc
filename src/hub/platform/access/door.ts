import type * as z from 'zod/mini';
import { RefusalError } from '#shared/protocol/errors.ts';
import { isCompatible } from '#shared/protocol/version.ts';

/**
 * What comes in at a door, checked: the protocol's version before anything else, since a peer of
 * another major may well mean something else by the other fields (P14).
 */
export function parseAtDoor<S extends z.ZodMiniType>(schema: S, given: unknown): z.infer<S> {
  const protocol = (given as { protocol?: unknown } | null | undefined)?.protocol;
  if (typeof protocol === 'string' && !isCompatible(protocol)) throw new RefusalError('upgrade_required');
  return parse(schema, given);
}

/** A desk is no web page: a request that a browser sends for a site is none of its own. */
export async function noBrowser(request: {
  readonly headers: { readonly origin?: string | undefined };
}): Promise<void> {
  if (request.headers.origin !== undefined) throw new RefusalError('origin_refused');
}

/** The value in its shape, or `bad_request` with the path of the first field that does not fit. */
export function parse<S extends z.ZodMiniType>(schema: S, given: unknown): z.infer<S> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data as z.infer<S>;
  // Paths are of the schema's own fields: a key that it does not know is never in one.
  const field = (parsed.error.issues[0]?.path ?? []).map(String).join('.');
  throw new RefusalError(field === '' ? { code: 'bad_request' } : { code: 'bad_request', field });
}

/** The token that a request carries, in the shape of those that `mintToken` makes; undefined where there is none. */
export function bearerOf({
  headers,
}: {
  readonly headers: { readonly authorization?: string | undefined };
}): string | undefined {
  return /^Bearer ([A-Za-z0-9_-]{43})$/u.exec(headers.authorization ?? '')?.[1];
}
