import { newId } from '#shared/domain/key.ts';
import type { Computer } from '#shared/protocol/computer.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import type { SessionRecord, SignInNotice } from '#shared/protocol/sessions.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/index.ts';
import { hashToken, mintToken } from './tokens.ts';

/** A desk that is not used for this long has to sign in again. */
export const sessionLifetime = 30 * 24 * 3600 * 1000;
const lifetime = sessionLifetime;
/** How far the end has to have come nearer before it is moved on. */
const step = 24 * 3600 * 1000;
/** How old what is known of its last use has to be before it is kept anew. */
export const lookStep = 5 * 60_000;

/** Below the number of parameters that either database takes. */
const portion = 5000;
/** More than a house has at a time. */
const mostAsking = 5000;

/** How and where a session begins. */
export type SessionFrom = {
  readonly device: string;
  readonly app: string;
  readonly address: string;
  readonly method: 'password' | 'provider';
  readonly computer?: Computer | undefined;
};

/** Whose doing the end of a session was, besides signing out at that desk. */
export type EndedBy = 'self' | 'admin';

/** A session that began on a computer new to its person, and that nobody has said anything of. */
export type Asking = SignInNotice & { readonly personId: string; readonly device: string };

export type SignedIn = { readonly sessionId: string; readonly person: Me };

export type Sessions = ReturnType<typeof createSessions>;

/** Sign-ins of desks, kept on the server so that they can be ended there (P16). */
export function createSessions(database: Database, clock: Clock) {
  const { kysely } = database;

  /** Of those that are not over. */
  const live = () =>
    kysely
      .selectFrom('desk_session as s')
      .leftJoin('device_wipe as w', 'w.session_id', 's.id')
      .where('s.revoked_at', 'is', null)
      .where('s.expires_at', '>', clock.now())
      .where('w.session_id', 'is', null);

  /**
   * Somebody has other desks to be told by, and never was at this one, as far as is known: a sign-in that they have not answered for, or
   * have ended because it was not they, makes no computer theirs.
   */
  const isNewComputer = async (personId: string, device: string): Promise<boolean> => {
    const known = await kysely
      .selectFrom('desk_session')
      .select('id')
      .where('person_id', '=', personId)
      .where('device', '=', device)
      .where('asks_at', 'is', null)
      .limit(1)
      .executeTakeFirst();
    if (known !== undefined) return false;
    const other = await live().select('s.id').where('s.person_id', '=', personId).limit(1).executeTakeFirst();
    return other !== undefined;
  };

  const begin = async (
    personId: string,
    { device, app, address, method, computer }: SessionFrom,
  ): Promise<{ id: string; token: string; expiresAt: number }> => {
    const id = newId();
    const token = mintToken();
    const now = clock.now();
    const expiresAt = now + lifetime;
    const asks = await isNewComputer(personId, device);
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
        revoked_by: null,
        asks_at: asks ? now : null,
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

  const endAllOf = async (personId: string, by: EndedBy): Promise<void> => {
    await kysely
      .updateTable('desk_session')
      .set({ revoked_at: clock.now(), revoked_by: by })
      .where('person_id', '=', personId)
      .where('revoked_at', 'is', null)
      .execute();
  };

  /** Those of somebody that are not over, the ones seen last first. */
  const listOf = async (personId: string): Promise<Omit<SessionRecord, 'isThis'>[]> => {
    const rows = await live()
      .select(['s.id', 's.device', 's.app', 's.address', 's.method', 's.computer', 's.system'])
      .select(['s.created_at as since', 's.seen_at', 's.expires_at'])
      .where('s.person_id', '=', personId)
      .orderBy('s.created_at', 'desc')
      .limit(200)
      .execute();
    return rows
      .map(({ computer, system, seen_at, expires_at, ...row }) => ({
        ...row,
        computer: computerOf(computer, system),
        // Those of before this was kept: to a day.
        seenAt: seen_at ?? Math.max(row.since, expires_at - lifetime),
      }))
      .sort((a, b) => b.seenAt - a.seenAt);
  };

  /** Ends these; answers those that were not over. */
  const endThese = async (ids: readonly string[], by: EndedBy): Promise<readonly string[]> => {
    if (ids.length === 0) return [];
    const rows = await kysely
      .updateTable('desk_session')
      .set({ revoked_at: clock.now(), revoked_by: by })
      .where('id', 'in', [...ids])
      .where('revoked_at', 'is', null)
      .returning('id')
      .execute();
    return rows.map(({ id }) => id);
  };

  /** Whoever is connected with these is there now: of somebody who stays for days, too, it is known when that was last. */
  const touch = async (ids: readonly string[]): Promise<void> => {
    const now = clock.now();
    for (let i = 0; i < ids.length; i += portion)
      await kysely
        .updateTable('desk_session')
        .set({ seen_at: now })
        .where('id', 'in', ids.slice(i, i + portion))
        .where('revoked_at', 'is', null)
        .execute();
  };

  /** All that nobody has answered yet, the oldest first. */
  const asking = async (): Promise<readonly Asking[]> => {
    const rows = await live()
      .select(['s.id', 's.person_id as personId', 's.device', 's.app', 's.address', 's.computer', 's.system'])
      .select('s.created_at as at')
      .where('s.asks_at', 'is not', null)
      .orderBy('s.id')
      .limit(mostAsking)
      .execute();
    return rows.map(({ computer, system, ...row }) => ({ ...row, computer: computerOf(computer, system) }));
  };

  /** Their person says that it was they. */
  const answered = async (ids: readonly string[]): Promise<void> => {
    if (ids.length === 0) return;
    await kysely
      .updateTable('desk_session')
      .set({ asks_at: null })
      .where('id', 'in', [...ids])
      .execute();
  };

  return { begin, find, deviceOf, end, endAllOf, listOf, endThese, touch, asking, answered };
}

function computerOf(name: string | null, system: string | null): Computer | null {
  return name === null ? null : { name, system: system ?? '' };
}
