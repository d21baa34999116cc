import type { RefusalCode } from '#shared/protocol/errors.ts';
import type { Clock } from '../clock.ts';
import type { Bulk, Database } from '../database/index.ts';
import { type Log, safeName } from '../log/index.ts';
import { createTrailEnd, type NewLine } from './trail-end.ts';

/** A refusal as the log and the audit trail keep it: who, from where, what; never what was in it. */
export type Denial = {
  readonly code: RefusalCode;
  /** Event of the registry, or path of the door. */
  readonly event: string;
  readonly actor: { readonly kind: 'person' | 'visitor'; readonly id: string } | null;
  readonly address: string;
  /** Id or origin that it was about. */
  readonly subject?: string;
  /** More for the log, from a fixed set of words. */
  readonly reason?: string;
};

export type Report = (denial: Denial) => void;

/** A change that an admin has made. */
export type Change = {
  /** Call of the administration, or how somebody signed in:, "admin.people.disable". */
  readonly event: string;
  readonly actor: { readonly kind: 'person'; readonly id: string } | { readonly kind: 'operator' };
  readonly address: string;
  /** Id, version or origin that it was about. */
  readonly subject: string | null;
  /** Absent: it is done, or about to be. Else why it was not, after such a line. */
  readonly failed?: RefusalCode;
};

/** Refusals that deny access, and so belong into the audit trail. */
const audited: ReadonlySet<RefusalCode> = new Set([
  'unauthenticated',
  'wrong_credentials',
  'no_password',
  'no_role',
  'sign_in_failed',
  'forbidden',
  'origin_refused',
  'not_found',
]);

/** Rows that one address may cause in a minute: a flood of denials must not fill the disk. */
const rowsPerMinute = 60;

export type Audit = {
  readonly report: Report;
  /** Resolves when it is on disk; rejects with the database's error. */
  readonly changed: (change: Change) => Promise<void>;
  /** The same inside of the transaction that makes the change: neither is there without the other. */
  readonly changedIn: (bulk: Bulk, change: Change) => Promise<void>;
  readonly flush: () => Promise<void>;
};

/** Logs every refusal and every change, and keeps these and what denies access in `audit`. */
export function createAudit(options: {
  readonly database: Database;
  readonly workspaceId: string;
  readonly clock: Clock;
  readonly log: Log;
}): Audit {
  const { clock, log } = options;
  const { append, appendIn } = createTrailEnd(options);
  let minute = 0;
  let rows = new Map<string, number>();
  let pending: Promise<unknown> = Promise.resolve();

  const mayKeep = (address: string): boolean => {
    const now = Math.floor(clock.now() / 60_000);
    if (now !== minute) {
      minute = now;
      rows = new Map();
    }
    const count = (rows.get(address) ?? 0) + 1;
    rows.set(address, count);
    return count <= rowsPerMinute;
  };

  const lineOf = ({ event, actor, address, subject, failed }: Change): NewLine => {
    const actorId = actor.kind === 'person' ? actor.id : null;
    log.info({ event, actor: actorId ?? actor.kind, address, subject, failed }, 'changed');
    return { code: failed ?? 'changed', event, actorKind: actor.kind, actorId, address, subject };
  };

  const keep = (denial: Denial) =>
    append({
      code: denial.code,
      event: safeName(denial.event),
      actorKind: denial.actor?.kind ?? 'nobody',
      actorId: denial.actor?.id ?? null,
      address: denial.address,
      subject: denial.subject ?? null,
    }).catch((error: unknown) => log.error({ err: error }, 'audit row not kept'));

  return {
    report: (denial) => {
      const { code, event, actor, address, subject, reason } = denial;
      log.warn(
        {
          code,
          event: safeName(event),
          actor: actor?.id ?? null,
          address,
          subject: subject?.slice(0, 300),
          reason,
        },
        'refused',
      );
      // A path that nobody has is no door that somebody was kept from.
      const denied = audited.has(code) && (code !== 'not_found' || actor !== null);
      if (denied && mayKeep(address)) pending = Promise.all([pending, keep(denial)]);
    },
    changed: (change) => append(lineOf(change)),
    changedIn: (bulk, change) => appendIn(bulk, lineOf(change)),
    flush: async () => {
      await pending;
    },
  };
}
