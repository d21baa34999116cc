import { isRefusalCode, type Refusal, RefusalError } from '#shared/protocol/errors.ts';
import {
  httpPaths,
  type SignInAnswer,
  type SignInRequest,
  signInAnswer,
} from '#shared/protocol/handshake.ts';
import { faultOf, type Log } from '../log.ts';

/** A sign-in that has no answer by now will not get one, milliseconds. */
const timeout = 10_000;
/** No answer of these calls is longer, characters. */
const longest = 64 * 1024;

/** Exchanges e-mail and password for a session. Out of reach is `unavailable`; a fault of ours is `internal`. */
export async function requestSignIn(hub: string, request: SignInRequest, log: Log): Promise<SignInAnswer> {
  const body = await post(hub + httpPaths.signIn, {}, request, timeout, log);
  const value = typeof body === 'object' && body !== null && 'value' in body ? body.value : null;
  const parsed = signInAnswer.safeParse(value);
  if (!parsed.success) throw new RefusalError('internal');
  return parsed.data;
}

/** Ends the session at the hub. Best effort: never fails, waits at most 3 s. */
export async function requestSignOut(hub: string, token: string, log: Log): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  // Why it could not be ended, the log says; the session runs out by itself.
  await post(hub + httpPaths.signOut, headers, {}, 3_000, log).catch(() => {});
}

async function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: unknown,
  milliseconds: number,
  log: Log,
): Promise<unknown> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
      // A redirect could carry the password to another host.
      redirect: 'error',
      signal: AbortSignal.timeout(milliseconds),
    });
    text = await response.text();
  } catch (error) {
    throw failed(error, log);
  }
  const answer = text.length <= longest ? parseJson(text) : null;
  if (response.ok) return answer;
  throw new RefusalError(refusalIn(answer) ?? { code: response.status >= 500 ? 'unavailable' : 'internal' });
}

/** What to tell of a request that came to nothing; the log knows more. */
function failed(error: unknown, log: Log): RefusalError {
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    log.warn('request was not answered in time');
    return new RefusalError('unavailable');
  }
  const cause = error instanceof Error ? error.cause : undefined;
  if (isOfTheNetwork(cause)) {
    log.warn('request did not reach the hub', faultOf(cause));
    return new RefusalError('unavailable');
  }
  log.error('request failed', faultOf(cause ?? error));
  return new RefusalError('internal');
}

/**
 * Node's fetch names in `cause` what resolver, socket, TLS or HTTP did. A TypeError, or an argument that
 * it does not take, is a fault of this program and must not look like a hub that is away.
 */
function isOfTheNetwork(cause: unknown): cause is Error {
  if (!(cause instanceof Error) || cause instanceof TypeError) return false;
  const code = 'code' in cause ? String(cause.code) : '';
  return !/^(UND_)?ERR_(INVALID|NOT_SUPPORTED)/.test(code);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The refusal in `{ok: false, error}`, null for anything that is not of that shape. */
export function refusalIn(answer: unknown): Refusal | null {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return null;
  return asRefusal(answer.error);
}

/** What a peer sent as a refusal, reduced to the fields and types that the table knows. */
export function asRefusal(value: unknown): Refusal | null {
  if (typeof value !== 'object' || value === null) return null;
  const { code, retryAfter, owner, field } = value as Readonly<Record<string, unknown>>;
  if (!isRefusalCode(code)) return null;
  return {
    code,
    ...(typeof retryAfter === 'number' && retryAfter >= 0 ? { retryAfter } : {}),
    ...(typeof owner === 'string' ? { owner: owner.slice(0, 80) } : {}),
    ...(typeof field === 'string' ? { field: field.slice(0, 80) } : {}),
  };
}
