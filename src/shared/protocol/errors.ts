/**
 * The one table of refusals (P14), shared by sockets, HTTP and IPC. `status` is the HTTP status;
 * `retry` says whether the same request may succeed later without being changed, which is what an
 * outbox asks before it gives up on a message.
 */
export const refusals = {
  unauthenticated: { status: 401, retry: false },
  wrong_credentials: { status: 401, retry: false },
  /** A sign-in in the browser that did not come to its end; `field`: `cancelled`, `timed_out`, or why is not said. */
  sign_in_failed: { status: 401, retry: false },
  forbidden: { status: 403, retry: false },
  /** Nobody signs in with a password here: the company's identity provider is the way. */
  no_password: { status: 403, retry: false },
  /**
   * The identity provider knows them, and none of their groups has a role here; `field` `email`: they are not known here, and it does
   * not say that their address is theirs.
   */
  no_role: { status: 403, retry: false },
  /** The organisation has settled it for this desk; `field` names the policy. */
  managed: { status: 403, retry: false },
  /** The session is over, and by a rule or an order of the organisation nothing of the account is kept on this computer. */
  wiped: { status: 401, retry: false },
  origin_refused: { status: 403, retry: false },
  not_found: { status: 404, retry: false },
  /** The key was used before with another payload, or the version in a compare-and-set is old. */
  conflict: { status: 409, retry: false },
  /** Who supervises is in no conversation of others: they join or take over before they speak (E2). */
  join_first: { status: 403, retry: false },
  /** Somebody else owns the conversation; `owner` says who. */
  taken: { status: 409, retry: false },
  /** One had it, and now nobody has: whoever takes it may write again. */
  not_yours: { status: 409, retry: false },
  conversation_closed: { status: 409, retry: false },
  /** A message may be taken back for a short while only. */
  too_late: { status: 409, retry: false },
  /** There are as many of these as there may be. */
  too_many: { status: 409, retry: false },
  bad_request: { status: 400, retry: false },
  unknown_event: { status: 400, retry: false },
  too_large: { status: 413, retry: false },
  /** Larger than a file may be, or empty. */
  file_size: { status: 413, retry: false },
  /** A file of a kind that is not taken, whatever it is called. */
  file_type: { status: 415, retry: false },
  /** It says that it is a picture, and cannot be read as one, or has too many pixels. */
  file_broken: { status: 422, retry: false },
  /** So much has come from there today that no more is taken. */
  file_quota: { status: 429, retry: false },
  /** A message names a file that is not there (any more), or not its author's: it is to be sent anew. */
  file_gone: { status: 409, retry: false },
  upgrade_required: { status: 426, retry: false },
  /** `retryAfter` (milliseconds) says when. */
  slow_down: { status: 429, retry: true },
  /** `field` `provider`: it is the identity provider that cannot be reached. */
  unavailable: { status: 503, retry: true },
  internal: { status: 500, retry: true },
} as const satisfies Record<string, { readonly status: number; readonly retry: boolean }>;

export type RefusalCode = keyof typeof refusals;

export type Refusal = {
  readonly code: RefusalCode;
  /** Milliseconds; only with `slow_down` and `unavailable`. */
  readonly retryAfter?: number;
  /** Name of who has it; only with `taken`. */
  readonly owner?: string;
  /** Path of the field that did not fit (`bad_request`), or name of the policy (`managed`). Never a value. */
  readonly field?: string;
};

/** What every acknowledged event and every IPC call answers. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Refusal };

export function isRefusalCode(code: unknown): code is RefusalCode {
  return typeof code === 'string' && Object.hasOwn(refusals, code);
}

/** The thrown form of a refusal. Its message is the code: no text of a customer can get into a log by it. */
export class RefusalError extends Error {
  // Declared, not defined: the widget's browsers need helpers for fields, and their bytes are counted.
  declare readonly refusal: Refusal;

  constructor(refusal: Refusal | RefusalCode) {
    const full = typeof refusal === 'string' ? { code: refusal } : refusal;
    super(full.code);
    this.name = 'RefusalError';
    this.refusal = full;
  }
}

/** The refusal in a thrown value, or `internal` for what nobody foresaw. */
export function refusalOf(error: unknown): Refusal {
  return error instanceof RefusalError ? error.refusal : { code: 'internal' };
}
