import { sql } from 'kysely';
import type { DeviceRecord } from '#shared/protocol/devices.ts';
import { hashToken, sessionLifetime } from '../platform/access/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';

/** Which devices, or whose: at least one of the two is said. */
export type Which = { readonly device?: string | undefined; readonly person?: string | undefined };

/** A device that says that it has removed an account. */
export type Done = { readonly device: string; readonly personId: string };

export type Devices = ReturnType<typeof createDevices>;

/** How many lines the list has, the ones seen last first. */
const most = 2000;

/**
 * Devices on which somebody is or was signed in, and the order to remove what they keep (G5). An order belongs to sign-ins: the
 * token, dead by then, is how the device is known when it comes back, and no other account on it is meant.
 */
export function createDevices(database: Database, workspaceId: string, clock: Clock) {
  const { kysely } = database;

  const list = async (which: Which = {}): Promise<DeviceRecord[]> => {
    const now = clock.now();
    let query = kysely
      .selectFrom('desk_session as s')
      .innerJoin('person as p', 'p.id', 's.person_id')
      .leftJoin('device_wipe as w', 'w.session_id', 's.id')
      .select(({ fn }) => [
        's.device',
        'p.id',
        'p.name',
        'p.email',
        'p.disabled_at as disabledAt',
        fn.max('s.created_at').as('signedInAt'),
        fn.max('s.expires_at').as('expiresAt'),
        fn.max('w.ordered_at').as('orderedAt'),
        fn.max('w.told_at').as('toldAt'),
        fn.max('w.wiped_at').as('wipedAt'),
        sql<number>`max(case when w.session_id is null and s.revoked_at is null and s.expires_at > ${now} then 1 else 0 end)`.as(
          'isLive',
        ),
      ])
      .where('p.workspace_id', '=', workspaceId)
      .groupBy(['s.device', 'p.id', 'p.name', 'p.email', 'p.disabled_at']);
    if (which.device !== undefined) query = query.where('s.device', '=', which.device);
    if (which.person !== undefined) query = query.where('p.id', '=', which.person);
    const rows = await query.orderBy('expiresAt', 'desc').limit(most).execute();
    return rows.map((row) => {
      // Of an order before the latest.
      const since = (at: number | null) => (at !== null && at >= Number(row.orderedAt) ? at : null);
      return {
        device: row.device,
        person: { id: row.id, name: row.name, email: row.email, disabled: row.disabledAt !== null },
        signedInAt: row.signedInAt,
        seenAt: Math.max(row.signedInAt, row.expiresAt - sessionLifetime),
        isSignedIn: Number(row.isLive) === 1 && row.disabledAt === null,
        wipe:
          row.orderedAt === null
            ? null
            : { orderedAt: row.orderedAt, toldAt: since(row.toldAt), wipedAt: since(row.wipedAt) },
      };
    });
  };

  /**
   * Every sign-in of these, ended ones too: what such a one kept is still there. The tokens are dead from here on, with one
   * statement. Answers the sign-ins that are to be told.
   */
  const order = async ({ device, person }: Which): Promise<readonly string[]> => {
    let chosen = kysely
      .selectFrom('desk_session as s')
      .innerJoin('person as p', 'p.id', 's.person_id')
      .where('p.workspace_id', '=', workspaceId);
    if (device !== undefined) chosen = chosen.where('s.device', '=', device);
    if (person !== undefined) chosen = chosen.where('s.person_id', '=', person);
    const now = clock.now();
    const ordered = await kysely
      .insertInto('device_wipe')
      .columns(['session_id', 'ordered_at'])
      .expression(chosen.select(['s.id', sql<number>`cast(${now} as bigint)`.as('ordered_at')]))
      // Who was told already is told again by the order that there is.
      .onConflict((c) => c.column('session_id').doNothing())
      .returning('session_id')
      .execute();
    return ordered.map((row) => row.session_id);
  };

  /** The sign-in with this token, however it ended. */
  const sessionOf = (token: string) =>
    kysely
      .selectFrom('desk_session as s')
      .innerJoin('person as p', 'p.id', 's.person_id')
      .leftJoin('device_wipe as w', 'w.session_id', 's.id')
      .select([
        's.id',
        's.device',
        's.person_id as personId',
        'p.disabled_at as disabledAt',
        'w.ordered_at as orderedAt',
      ])
      .where('s.token_hash', '=', hashToken(token))
      .executeTakeFirst();

  /** They have been told, or the word is on its way to a socket that is there. */
  const told = async (sessionIds: readonly string[]): Promise<void> => {
    if (sessionIds.length === 0) return;
    await kysely
      .updateTable('device_wipe')
      .set({ told_at: clock.now() })
      .where('session_id', 'in', [...sessionIds])
      .where('told_at', 'is', null)
      .execute();
  };

  /** Why nobody is let in with this token: it is to be wiped, its person is disabled, or it is over or none. */
  const whyNot = async (token: string): Promise<'wiped' | 'forbidden' | 'unauthenticated'> => {
    const session = await sessionOf(token);
    if (session === undefined) return 'unauthenticated';
    if (session.orderedAt !== null) {
      await told([session.id]);
      return 'wiped';
    }
    return session.disabledAt === null ? 'unauthenticated' : 'forbidden';
  };

  /** Whether this person's account on this device is to be removed and nobody has said that it was. */
  const isDue = async ({ device, personId }: Done): Promise<boolean> => {
    const row = await kysely
      .selectFrom('device_wipe as w')
      .innerJoin('desk_session as s', 's.id', 'w.session_id')
      .select('w.session_id')
      .where('s.device', '=', device)
      .where('s.person_id', '=', personId)
      .where('w.wiped_at', 'is', null)
      .executeTakeFirst();
    return row !== undefined;
  };

  /** A device says that it is done, with the token that it had or the one that it has now; null where nobody had asked it to. */
  const done = async (token: string): Promise<Done | null> => {
    const session = await sessionOf(token);
    if (session === undefined || !(await isDue(session))) return null;
    const { device, personId } = session;
    await kysely
      .updateTable('device_wipe')
      .set({ wiped_at: clock.now() })
      .where('wiped_at', 'is', null)
      .where('session_id', 'in', (from) =>
        from
          .selectFrom('desk_session')
          .select('id')
          .where('device', '=', device)
          .where('person_id', '=', personId),
      )
      .execute();
    return { device, personId };
  };

  return { list, order, told, whyNot, isDue, done };
}
