import {
  type AdminAnswer,
  type AdminRequest,
  adminBase,
  adminCalls,
  type DeskAdminCallName,
} from '#shared/protocol/admin.ts';
import { type CrashSaid, crashPath } from '#shared/protocol/crashes.ts';
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
  signedOut,
  signInMethods,
  signInPaths,
} from '#shared/protocol/sign-in.ts';
import { faultOf, type Log } from '../log.ts';
import type { Answered, WayOut } from '../network/way-out.ts';

/** A sign-in that has no answer by now will not get one, milliseconds. */
const timeout = 10_000;
/** How to reach a hub, and where it is noted what became of it. */
export type Reach = { readonly way: WayOut; readonly log: Log };

/** No answer of signing in and out is longer, bytes. */
const longest = 64 * 1024;
/** Nor one of the administration: some hundred people with their pictures, bytes. */
const longestOfAdmin = 32 * 1024 * 1024;

/** Exchanges e-mail and password for a session. Out of reach is `unavailable`; a fault of ours is `internal`. */
export async function requestSignIn(
  hub: string,
  request: SignInRequest,
  reach: Reach,
): Promise<SignInAnswer> {
  const body = await exchange(hub + httpPaths.signIn, { method: 'POST', body: request }, reach);
  const parsed = signInAnswer.safeParse(valueIn(body));
  if (!parsed.success) throw new RefusalError('internal');
  return parsed.data;
}

/** How one may sign in there. A hub that is older knows passwords only. */
export async function requestMethods(hub: string, reach: Reach): Promise<SignInMethods> {
  const asked = exchange(hub + signInPaths.methods, { method: 'GET' }, reach);
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
  reach: Reach,
): Promise<SignInAnswer> {
  const body = await exchange(hub + signInPaths.exchange, { method: 'POST', body: request }, reach);
  const parsed = signInAnswer.safeParse(valueIn(body));
  if (!parsed.success) throw new RefusalError('internal');
  return parsed.data;
}

/**
 * Ends the session at the hub; answers with what the provider's page for signing out knows who that was by, where there is such a
 * thing. Best effort: never fails, waits at most 3 s.
 */
export async function requestSignOut(hub: string, token: string, reach: Reach): Promise<string | null> {
  const asked = { method: 'POST', token, body: {}, within: 3_000 } as const;
  // Why it could not be ended, the log says; the session runs out by itself.
  const body = await exchange(hub + httpPaths.signOut, asked, reach).catch(() => ({ value: null }));
  const parsed = signedOut.safeParse(valueIn(body));
  return parsed.success ? (parsed.data?.leave ?? null) : null;
}

/** Says that what was kept of an account is gone: the token is dead by then, and still says whose it was. */
export async function requestWiped(hub: string, token: string, reach: Reach): Promise<void> {
  await exchange(hub + httpPaths.wiped, { method: 'POST', token, body: {} }, reach);
}

/** Asks for one call of the administration. An answer that has not its shape is `internal`. */
export async function requestAdmin<C extends DeskAdminCallName>(
  { hub, token }: { readonly hub: string; readonly token: string },
  call: C,
  request: AdminRequest<C>,
  reach: Reach,
): Promise<AdminAnswer<C>> {
  const { method, path, answer } = adminCalls[call];
  const asked = { method, token, limit: longestOfAdmin, ...(method === 'GET' ? {} : { body: request }) };
  const parsed = answer.safeParse(valueIn(await exchange(hub + adminBase + path, asked, reach)));
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
  reach: Reach,
  signal: AbortSignal,
): Promise<UploadState> {
  const common = { token, signal, within: pieceTimeout } as const;
  const answer =
    'bytes' in what
      ? await exchange(
          `${hub}${filePaths.desk}/${what.id}?at=${what.at}`,
          { ...common, method: 'PUT', bytes: what.bytes },
          reach,
        )
      : await exchange(hub + filePaths.desk, { ...common, method: 'POST', body: what }, reach);
  const parsed = uploadState.safeParse(valueIn(answer));
  if (!parsed.success) throw new RefusalError('internal');
  return parsed.data;
}

/** Hands a report of a crash over; said and done again it is kept once. */
export async function requestCrash(
  { hub, token }: Door,
  report: { readonly id: string; readonly said: CrashSaid; readonly bytes: Uint8Array },
  reach: Reach,
): Promise<void> {
  const { id, said, bytes } = report;
  const url = `${hub}${crashPath}/${id}?${new URLSearchParams(said)}`;
  await exchange(url, { method: 'PUT', token, bytes, within: pieceTimeout }, reach);
}

/** The bytes of a file, and what the hub says that they are. */
export async function requestFile(
  { hub, token }: Door,
  id: string,
  variant: 'file' | 'thumb',
  reach: Reach,
): Promise<{ readonly type: string; readonly bytes: Uint8Array }> {
  try {
    const { status, headers, bytes } = await reach.way.send(`${hub}${filePaths.bytes}/${id}/${variant}`, {
      method: 'GET',
      headers: { authorization: `Bearer ${token}` },
      body: null,
      signal: AbortSignal.timeout(pieceTimeout),
    });
    if (status !== 200) throw new RefusalError(refusalIn(parseJson(textOf(bytes))) ?? 'unavailable');
    return { type: headers['content-type'] ?? '', bytes };
  } catch (error) {
    throw error instanceof RefusalError ? error : failed(error, reach.log);
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
  /** Bytes. */
  readonly limit?: number;
};

/** Asks, and gets the whole answer as JSON; null for what is none. Rejects with a `RefusalError`. */
async function exchange(url: string, asked: Asked, { way, log }: Reach): Promise<unknown> {
  const { method, token, body, bytes, signal, within = timeout, limit = longest } = asked;
  const late = AbortSignal.timeout(within);
  let answered: Answered;
  try {
    answered = await way.send(url, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(bytes === undefined ? {} : { 'content-type': 'application/octet-stream' }),
        accept: 'application/json',
      },
      body: bytes ?? (body === undefined ? null : JSON.stringify(body)),
      signal: signal === undefined ? late : AbortSignal.any([signal, late]),
    });
  } catch (error) {
    throw failed(error, log);
  }
  const { status } = answered;
  const answer = answered.bytes.length <= limit ? parseJson(textOf(answered.bytes)) : null;
  if (status >= 200 && status < 300) return answer;
  // Where it sends one on to is not followed: it could carry the password to another host.
  if (status < 400) {
    log.warn('request did not reach the hub', { status });
    throw new RefusalError('unavailable');
  }
  throw new RefusalError(refusalIn(answer) ?? { code: status >= 500 ? 'unavailable' : 'internal' });
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function valueIn(answer: unknown): unknown {
  return typeof answer === 'object' && answer !== null && 'value' in answer ? answer.value : null;
}

/** What to tell of a request that came to nothing; the log knows more. */
function failed(error: unknown, log: Log): RefusalError {
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    log.warn('request was not answered in time');
    return new RefusalError('unavailable');
  }
  if (isOfTheNetwork(error)) {
    log.warn('request did not reach the hub', faultOf(error));
    return new RefusalError('unavailable');
  }
  log.error('request failed', faultOf(error));
  return new RefusalError('internal');
}

/**
 * Resolver, socket, TLS, HTTP and the way out name in `code` what they did. A TypeError, or an argument that is not taken, is a
 * fault of this program and must not look like a hub that is away.
 */
function isOfTheNetwork(error: unknown): error is Error {
  if (!(error instanceof Error) || error instanceof TypeError) return false;
  return 'code' in error && !/^ERR_(INVALID|NOT_SUPPORTED|UNESCAPED)/.test(String(error.code));
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
