import { newId } from '#shared/domain/key.ts';
import type { Computer } from '#shared/protocol/computer.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import type { SessionRecord } from '#shared/protocol/sessions.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/index.ts';
import { hashToken, mintToken } from './tokens.ts';

/** A desk that is not used for this long has to sign in again. */
export const sessionLifetime = 30 * 24 * 3600 * 1000;
const lifetime = sessionLifetime;
/** How far the end has to have come nearer before it is moved on. */
const step = 24 * 3600 * 1000;
/** How old what is known of its last use has to be before it is kept anew. */
const lookStep = 5 * 60_000;

/** How and where a session begins. */
export type SessionFrom = {
  readonly device: string;
  readonly app: string;
  readonly address: string;
  readonly method: 'password' | 'provider';
  readonly computer?: Computer | undefined;
};

export type SignedIn = { readonly sessionId: string; readonly person: Me };

export type Sessions = ReturnType<typeof createSessions>;

/** Sign-ins of desks, kept on the server so that they can be ended there (P16). */
export function createSessions(database: Database, clock: Clock) {
  const { kysely } = database;

  const begin = async (
    personId: string,
    { device, app, address, method, computer }: SessionFrom,
  ): Promise<{ id: string; token: string; expiresAt: number }> => {
    const id = newId();
    const token = mintToken();
    const now = clock.now();
    const expiresAt = now + lifetime;
    await kysely
      .insertInto('desk_session')
      .values({
        id,
        person_id: personId,
        token_hash: hashToken(token),
        device,
        app,
        created_at: now,
        expires_at: expiresAt,
        revoked_at: null,
        ...{ address, method, seen_at: now },
        computer: computer?.name ?? null,
        system: computer?.system ?? null,
      })
      .execute();
    return { id, token, expiresAt };
  };

  /**
   * Who the token belongs to, null when it is unknown, over, revoked, to be wiped, or its person disabled. `app`: what its desk says that
   * it is by now, at the door: it has been updated since it signed in.
   */
  const find = async (token: string, app?: string): Promise<SignedIn | null> => {
    const now = clock.now();
    const row = await kysely
      .selectFrom('desk_session as s')
      .innerJoin('person as p', 'p.id', 's.person_id')
      .leftJoin('device_wipe as w', 'w.session_id', 's.id')
      .select(['s.id as session_id', 's.expires_at', 's.seen_at', 's.app'])
      .select(['p.id', 'p.name', 'p.email', 'p.role'])
      .where('s.token_hash', '=', hashToken(token))
      .where('s.revoked_at', 'is', null)
      .where('s.expires_at', '>', now)
      .where('p.disabled_at', 'is', null)
      .where('w.session_id', 'is', null)
      .executeTakeFirst();
    if (row === undefined) return null;
    const isNearer = row.expires_at < now + lifetime - step;
    const isOther = app !== undefined && app !== row.app;
    if (isNearer || isOther || (row.seen_at ?? 0) < now - lookStep) {
      await kysely
        .updateTable('desk_session')
        .set({ seen_at: now, ...(isNearer && { expires_at: now + lifetime }), ...(isOther && { app }) })
        .where('id', '=', row.session_id)
        .execute();
    }
    return {
      sessionId: row.session_id,
      person: { id: row.id, name: row.name, email: row.email, role: row.role },
    };
  };

  /** The device that it began on. */
  const deviceOf = async (sessionId: string): Promise<string> => {
    const found = kysely.selectFrom('desk_session').select('device').where('id', '=', sessionId);
    return (await found.executeTakeFirstOrThrow()).device;
  };

  /** Ends one; answers its id, null when there was none. */
  const end = async (token: string): Promise<string | null> => {
    const row = await kysely
      .updateTable('desk_session')
      .set({ revoked_at: clock.now() })
      .where('token_hash', '=', hashToken(token))
      .where('revoked_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    return row?.id ?? null;
  };

  const endAllOf = async (personId: string): Promise<void> => {
    await kysely
      .updateTable('desk_session')
      .set({ revoked_at: clock.now() })
      .where('person_id', '=', personId)
      .where('revoked_at', 'is', null)
      .execute();
  };

  /** Those of somebody that are not over, the ones seen last first. */
  const listOf = async (personId: string): Promise<Omit<SessionRecord, 'isThis'>[]> => {
    const rows = await kysely
      .selectFrom('desk_session as s')
      .leftJoin('device_wipe as w', 'w.session_id', 's.id')
      .select(['s.id', 's.device', 's.app', 's.address', 's.method', 's.computer', 's.system'])
      .select(['s.created_at as since', 's.seen_at', 's.expires_at'])
      .where('s.person_id', '=', personId)
      .where('s.revoked_at', 'is', null)
      .where('s.expires_at', '>', clock.now())
      .where('w.session_id', 'is', null)
      .orderBy('s.created_at', 'desc')
      .limit(200)
      .execute();
    return rows
      .map(({ computer, system, seen_at, expires_at, ...row }) => ({
        ...row,
        computer: computer === null ? null : { name: computer, system: system ?? '' },
        // Those of before this was kept: to a day.
        seenAt: seen_at ?? Math.max(row.since, expires_at - lifetime),
      }))
      .sort((a, b) => b.seenAt - a.seenAt);
  };

  /** Ends these; answers those that were not over. */
  const endThese = async (ids: readonly string[]): Promise<readonly string[]> => {
    if (ids.length === 0) return [];
    const rows = await kysely
      .updateTable('desk_session')
      .set({ revoked_at: clock.now() })
      .where('id', 'in', [...ids])
      .where('revoked_at', 'is', null)
      .returning('id')
      .execute();
    return rows.map(({ id }) => id);
  };

  return { begin, find, deviceOf, end, endAllOf, listOf, endThese };
}
