import type { Role } from '#shared/protocol/handshake.ts';
import type { Database } from '../database/index.ts';
import type { EndedBy } from './sessions.ts';

/** A sign-in with sockets here, and what they were let in as. */
export type Seat = { readonly sessionId: string; readonly role: Role };

export type Stale = Seat & {
  /** To be wiped, ended, its person disabled, or the person in another role by now. */
  readonly because: 'ended' | 'disabled' | 'role' | 'wipe';
  /** Of one that was ended: whose doing it was. */
  readonly by?: EndedBy;
};

/** Below the number of parameters that either database takes. */
const portion = 5000;

/**
 * Which of the seats are no longer what the database says (P16). What is here is compared with what
 * is there, so that neither clocks nor an event that was missed can leave anybody in.
 */
export async function findStale(database: Database, seats: readonly Seat[]): Promise<Stale[]> {
  const stale: Stale[] = [];
  for (let i = 0; i < seats.length; i += portion) {
    const some = seats.slice(i, i + portion);
    const rows = await database.kysely
      .selectFrom('desk_session as s')
      .innerJoin('person as p', 'p.id', 's.person_id')
      .leftJoin('device_wipe as w', 'w.session_id', 's.id')
      .select(['s.id', 's.revoked_at', 's.revoked_by', 'p.disabled_at', 'p.role', 'w.ordered_at'])
      .where(
        's.id',
        'in',
        some.map((seat) => seat.sessionId),
      )
      .execute();
    const now = new Map(rows.map((row) => [row.id, row]));
    for (const seat of some) {
      const row = now.get(seat.sessionId);
      if (row !== undefined && row.ordered_at !== null) stale.push({ ...seat, because: 'wipe' });
      else if (row !== undefined && row.disabled_at !== null) stale.push({ ...seat, because: 'disabled' });
      else if (row === undefined) stale.push({ ...seat, because: 'ended' });
      else if (row.revoked_at !== null)
        stale.push({ ...seat, because: 'ended', ...(row.revoked_by !== null && { by: row.revoked_by }) });
      else if (row.role !== seat.role) stale.push({ ...seat, because: 'role' });
    }
  }
  return stale;
}
