import { sql } from 'kysely';
import type { DeviceRecord } from '#shared/protocol/devices.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { hashToken, sessionLifetime } from '../platform/access/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';

/** Which devices, or whose: at least one of the two is said. */
export type Which = { readonly device?: string | undefined; readonly person?: string | undefined };

/** An account on a device. */
export type Pair = { readonly device: string; readonly person: string };

/** A device that says that it has removed an account. */
export type Done = { readonly device: string; readonly personId: string };

export type Devices = ReturnType<typeof createDevices>;

/** How many lines the list has, the ones seen last first. */
const most = 2000;
/** Below the number of parameters that either database takes. */
const portion = 5000;

/**
 * Devices on which somebody is or was signed in, and the order to remove what they keep (G5). An order belongs to sign-ins: the
 * token, dead by then, is how the device is known when it comes back, and no other account on it is meant.
 */
export function createDevices(database: Database, workspaceId: string, clock: Clock) {
  const { kysely } = database;

  /** What the sign-ins with these ids said of themselves. */
  const saidBy = async (ids: readonly string[]) => {
    const rows = await kysely
      .selectFrom('desk_session')
      .select(['id', 'app', 'computer', 'system'])
      .where('id', 'in', [...ids])
      .execute();
    return new Map(rows.map((row) => [row.id, row]));
  };

  /** `here`: sign-ins that are connected. `of`: these alone. */
  const list = async (
    which: Which = {},
    here: readonly string[] = [],
    of: readonly Pair[] | null = null,
  ): Promise<DeviceRecord[]> => {
    if (of?.length === 0) return [];
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
        fn.max('s.id').as('lastId'),
        fn.max('s.created_at').as('signedInAt'),
        sql<number>`max(coalesce(s.seen_at, s.expires_at - ${sessionLifetime}))`.as('usedAt'),
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
    if (of !== null)
      query = query.where(
        's.device',
        'in',
        of.map(({ device }) => device),
      );
    const rows = (await query.orderBy('usedAt', 'desc').limit(most).execute()).filter(
      (row) => of === null || of.some(({ device, person }) => device === row.device && person === row.id),
    );
    if (rows.length === 0) return [];
    const said = await saidBy(rows.map(({ lastId }) => lastId));
    const present = new Set(await pairsOf(here));
    return rows.map((row) => {
      // Of an order before the latest.
      const since = (at: number | null) => (at !== null && at >= Number(row.orderedAt) ? at : null);
      const isHere = present.has(`${row.device} ${row.id}`);
      return {
        device: row.device,
        person: { id: row.id, name: row.name, email: row.email, disabled: row.disabledAt !== null },
        ...saidIn(said.get(row.lastId)),
        signedInAt: row.signedInAt,
        seenAt: isHere ? now : Math.max(row.signedInAt, Number(row.usedAt)),
        isHere,
        isSignedIn: Number(row.isLive) === 1 && row.disabledAt === null,
        wipe:
          row.orderedAt === null
            ? null
            : { orderedAt: row.orderedAt, toldAt: since(row.toldAt), wipedAt: since(row.wipedAt) },
      };
    });
  };

  /** Device and person of these sign-ins. */
  const pairsOf = async (ids: readonly string[]): Promise<string[]> => {
    const pairs: string[] = [];
    for (let i = 0; i < ids.length; i += portion) {
      const rows = await kysely
        .selectFrom('desk_session')
        .select(['device', 'person_id'])
        .where('id', 'in', ids.slice(i, i + portion))
        .execute();
      pairs.push(...rows.map(({ device, person_id }) => `${device} ${person_id}`));
    }
    return pairs;
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
        's.revoked_by as revokedBy',
        'p.disabled_at as disabledAt',
        'w.ordered_at as orderedAt',
      ])
      .where('s.token_hash', '=', hashToken(token))
      .executeTakeFirst();

  /**
   * The order of those that were told of it by nobody yet is taken back, and the sign-ins go on as if there had been none. With one
   * statement, against the one that tells: of the two one comes first. Answers how many.
   */
  const keep = async ({ device, person }: Which): Promise<number> => {
    const kept = await kysely
      .deleteFrom('device_wipe')
      .where('told_at', 'is', null)
      .where('wiped_at', 'is', null)
      .where('session_id', 'in', (from) => {
        let chosen = from
          .selectFrom('desk_session as s')
          .innerJoin('person as p', 'p.id', 's.person_id')
          .select('s.id')
          .where('p.workspace_id', '=', workspaceId);
        if (device !== undefined) chosen = chosen.where('s.device', '=', device);
        if (person !== undefined) chosen = chosen.where('s.person_id', '=', person);
        return chosen;
      })
      .returning('session_id')
      .execute();
    return kept.length;
  };

  /**
   * Put down before they are told, or before the word goes to a socket that is there: what somebody has heard is taken back by
   * nobody. Answers those whose order stands.
   */
  const told = async (sessionIds: readonly string[]): Promise<readonly string[]> => {
    if (sessionIds.length === 0) return [];
    const rows = await kysely
      .updateTable('device_wipe')
      .set({ told_at: sql<number>`coalesce(told_at, cast(${clock.now()} as bigint))` })
      .where('session_id', 'in', [...sessionIds])
      .returning('session_id')
      .execute();
    return rows.map((row) => row.session_id);
  };

  /** Why nobody is let in with this token: it is to be wiped, its person is disabled, or it is over or none. */
  const whyNot = async (token: string): Promise<Refusal> => {
    const session = await sessionOf(token);
    if (session === undefined) return { code: 'unauthenticated' };
    if (session.orderedAt !== null)
      // Taken back within this moment: they come again, and are let in.
      return { code: (await told([session.id])).length > 0 ? 'wiped' : 'unavailable' };
    if (session.disabledAt !== null) return { code: 'forbidden' };
    const { revokedBy } = session;
    return { code: 'unauthenticated', ...(revokedBy !== null && { field: revokedBy }) };
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

  /** The same, for whoever says so to the device at once: put down before. */
  const tellIfDue = async ({ device, personId }: Done): Promise<boolean> => {
    const rows = await kysely
      .updateTable('device_wipe')
      .set({ told_at: sql<number>`coalesce(told_at, cast(${clock.now()} as bigint))` })
      .where('wiped_at', 'is', null)
      .where('session_id', 'in', (from) =>
        from
          .selectFrom('desk_session')
          .select('id')
          .where('device', '=', device)
          .where('person_id', '=', personId),
      )
      .returning('session_id')
      .execute();
    return rows.length > 0;
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

  return { list, order, keep, told, whyNot, isDue, tellIfDue, done };
}

type Said = { readonly app: string; readonly computer: string | null; readonly system: string | null };

function saidIn(said: Said | undefined): Pick<DeviceRecord, 'app' | 'computer'> {
  const name = said?.computer ?? null;
  return { app: said?.app ?? '', computer: name === null ? null : { name, system: said?.system ?? '' } };
}
