import {
  type AdminAnswer,
  type AdminCallName,
  type AdminRequest,
  adminBase,
  adminCalls,
} from '#shared/protocol/admin.ts';
import { isRefusalCode, type Refusal, RefusalError } from '#shared/protocol/errors.ts';
import { type BeginUpload, filePaths, type UploadState, uploadState } from '#shared/protocol/files.ts';
import {
  httpPaths,
  type SignInAnswer,
  type SignInRequest,
  signInAnswer,
} from '#shared/protocol/handshake.ts';
import {
  type ExchangeRequest,
  type SignInMethods,
  signInMethods,
  signInPaths,
} from '#shared/protocol/sign-in.ts';
import { faultOf, type Log } from '../log.ts';

/** A sign-in that has no answer by now will not get one, milliseconds. */
const timeout = 10_000;
/** No answer of signing in and out is longer, characters. */
const longest = 64 * 1024;
/** Nor one of the administration: some hundred people with their pictures, characters. */
const longestOfAdmin = 32 * 1024 * 1024;

/** Exchanges e-mail and password for a session. Out of reach is `unavailable`; a fault of ours is `internal`. */
export async function requestSignIn(hub: string, request: SignInRequest, log: Log): Promise<SignInAnswer> {
  const body = await exchange(hub + httpPaths.signIn, { method: 'POST', body: request }, log);
  const parsed = signInAnswer.safeParse(valueIn(body));
  if (!parsed.success) throw new RefusalError('internal');
  return parsed.data;
}

/** How one may sign in there. A hub that is older knows passwords only. */
export async function requestMethods(hub: string, log: Log): Promise<SignInMethods> {
  const asked = exchange(hub + signInPaths.methods, { method: 'GET' }, log);
  const body = await asked.catch((error: unknown) => {
    if (error instanceof RefusalError && error.refusal.code === 'not_found')
      return { value: { password: true, provider: null } };
    throw error;
  });
  const parsed = signInMethods.safeParse(valueIn(body));
  if (!parsed.success) throw new RefusalError('internal');
  return parsed.data;
}

/** Exchanges what the browser brought for a session. */
export async function requestExchange(
  hub: string,
  request: ExchangeRequest,
  log: Log,
): Promise<SignInAnswer> {
  const body = await exchange(hub + signInPaths.exchange, { method: 'POST', body: request }, log);
  const parsed = signInAnswer.safeParse(valueIn(body));
  if (!parsed.success) throw new RefusalError('internal');
  return parsed.data;
}

/** Ends the session at the hub. Best effort: never fails, waits at most 3 s. */
export async function requestSignOut(hub: string, token: string, log: Log): Promise<void> {
  const asked = { method: 'POST', token, body: {}, within: 3_000 } as const;
  // Why it could not be ended, the log says; the session runs out by itself.
  await exchange(hub + httpPaths.signOut, asked, log).catch(() => {});
}

/** Says that what was kept of an account is gone: the token is dead by then, and still says whose it was. */
export async function requestWiped(hub: string, token: string, log: Log): Promise<void> {
  await exchange(hub + httpPaths.wiped, { method: 'POST', token, body: {} }, log);
}

/** Asks for one call of the administration. An answer that has not its shape is `internal`. */
export async function requestAdmin<C extends AdminCallName>(
  { hub, token }: { readonly hub: string; readonly token: string },
  call: C,
  request: AdminRequest<C>,
  log: Log,
): Promise<AdminAnswer<C>> {
  const { method, path, answer } = adminCalls[call];
  const asked = { method, token, limit: longestOfAdmin, ...(method === 'GET' ? {} : { body: request }) };
  const parsed = answer.safeParse(valueIn(await exchange(hub + adminBase + path, asked, log)));
  if (!parsed.success) throw new RefusalError('internal');
  return parsed.data as AdminAnswer<C>;
}

/** Where the hub is, and who asks. */
export type Door = { readonly hub: string; readonly token: string };

/** A piece is written, and the last one looked at, within this time. Milliseconds. */
const pieceTimeout = 60_000;

export async function requestUpload(
  { hub, token }: Door,
  what: BeginUpload | { readonly id: string; readonly at: number; readonly bytes: Uint8Array },
  log: Log,
  signal: AbortSignal,
): Promise<UploadState> {
  const common = { token, signal, within: pieceTimeout } as const;
  const answer =
    'bytes' in what
      ? await exchange(
          `${hub}${filePaths.desk}/${what.id}?at=${what.at}`,
          { ...common, method: 'PUT', bytes: what.bytes },
          log,
        )
      : await exchange(hub + filePaths.desk, { ...common, method: 'POST', body: what }, log);
  const parsed = uploadState.safeParse(valueIn(answer));
  if (!parsed.success) throw new RefusalError('internal');
  return parsed.data;
}

/** The bytes of a file, and what the hub says that they are. */
export async function requestFile(
  { hub, token }: Door,
  id: string,
  variant: 'file' | 'thumb',
  log: Log,
): Promise<{ readonly type: string; readonly bytes: Uint8Array }> {
  try {
    const response = await fetch(`${hub}${filePaths.bytes}/${id}/${variant}`, {
      headers: { authorization: `Bearer ${token}` },
      redirect: 'error',
      signal: AbortSignal.timeout(pieceTimeout),
    });
    if (!response.ok) {
      throw new RefusalError(refusalIn(parseJson(await response.text())) ?? 'unavailable');
    }
    const bytes = new Uint8Array(await response.arrayBuffer());
    return { type: response.headers.get('content-type') ?? '', bytes };
  } catch (error) {
    throw error instanceof RefusalError ? error : failed(error, log);
  }
}

type Asked = {
  readonly bytes?: Uint8Array;
  readonly signal?: AbortSignal;
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly token?: string;
  readonly body?: unknown;
  /** Milliseconds. */
  readonly within?: number;
  /** Characters. */
  readonly limit?: number;
};

/** Asks, and gets the whole answer as JSON; null for what is none. Rejects with a `RefusalError`. */
async function exchange(url: string, asked: Asked, log: Log): Promise<unknown> {
  const { method, token, body, bytes, signal, within = timeout, limit = longest } = asked;
  const late = AbortSignal.timeout(within);
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(bytes === undefined ? {} : { 'content-type': 'application/octet-stream' }),
        accept: 'application/json',
      },
      body: bytes === undefined ? (body === undefined ? null : JSON.stringify(body)) : new Uint8Array(bytes),
      // A redirect could carry the password to another host.
      redirect: 'error',
      signal: signal === undefined ? late : AbortSignal.any([signal, late]),
    });
    text = await response.text();
  } catch (error) {
    throw failed(error, log);
  }
  const answer = text.length <= limit ? parseJson(text) : null;
  if (response.ok) return answer;
  throw new RefusalError(refusalIn(answer) ?? { code: response.status >= 500 ? 'unavailable' : 'internal' });
}

function valueIn(answer: unknown): unknown {
  return typeof answer === 'object' && answer !== null && 'value' in answer ? answer.value : null;
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
