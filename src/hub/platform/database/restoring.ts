import { type Kysely, sql } from 'kysely';
import type { Database } from './database.ts';
import { openPostgres } from './postgres.ts';

/** There while records are being put back into a database of a server: its tables are there before all is done that belongs to it. */
export const restoringMark = 'hub_restoring';

/** A restore into this database was cut off, or is under way. */
export class RestoreCut extends Error {
  readonly code = 'RESTORE_CUT';
}

/** Throws `RestoreCut` where the mark is. */
export async function refuseHalfRestored({ kind, kysely }: Database): Promise<void> {
  if (kind === 'postgres' && (await isMarked(kysely))) throw new RestoreCut('restored halfway');
}

async function isMarked<T>(kysely: Kysely<T>): Promise<boolean> {
  const { rows } = await sql<{ at: string | null }>`select to_regclass(${restoringMark})::text as at`.execute(
    kysely,
  );
  return rows[0]?.at != null;
}

/** No hub starts on it from now on. False: it was marked already, by a restore that was cut off or that is under way. */
export async function markRestoring(url: string): Promise<boolean> {
  try {
    await inDatabase(url, `create table ${restoringMark} (at timestamptz default now())`);
    return true;
  } catch (error) {
    // duplicate_table; unique_violation of two at the same moment
    const { code } = error as { code?: string };
    if (code === '42P07' || code === '23505') return false;
    throw error;
  }
}

export function clearRestoring(url: string): Promise<void> {
  return inDatabase(url, `drop table if exists ${restoringMark}`);
}

async function inDatabase(url: string, statement: string): Promise<void> {
  const { kysely, close } = openPostgres(url);
  try {
    await sql.raw(statement).execute(kysely);
  } finally {
    await close();
  }
}
