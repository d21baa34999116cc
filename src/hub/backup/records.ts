import { isDeepStrictEqual } from 'node:util';
import { newId } from '#shared/domain/key.ts';
import { Complaint } from '../command-line.ts';
import { createAudit } from '../platform/access/index.ts';
import { systemClock } from '../platform/clock.ts';
import { type Database, openDatabase, restoringMark } from '../platform/database/index.ts';
import { createLog } from '../platform/log/index.ts';
import { createSecrets, SealedElsewhere, secretColumns } from '../platform/secrets.ts';
import { describe } from './describe.ts';
import { BackupFault } from './fault.ts';
import type { Manifest } from './manifest.ts';
import { postgresSnapshot, sqliteSnapshot } from './snapshot.ts';

/** Sees that they are those that the backup was made of. Throws a `BackupFault`. */
export async function checkRecords(location: string, manifest: Manifest): Promise<void> {
  const snapshot =
    manifest.database === 'sqlite' ? sqliteSnapshot(location) : await postgresSnapshot(location);
  try {
    const found = await describe(snapshot, manifest.hasKey);
    const { schema, workspace, counts } = manifest;
    const isSame = isDeepStrictEqual(
      { schema, workspace, counts },
      { schema: found.schema, workspace: found.workspace, counts: found.counts },
    );
    if (!isSame) throw new BackupFault('damaged');
  } finally {
    await snapshot.close();
  }
}

/** Nothing of anybody's is overwritten, or mixed with what comes. */
export async function checkEmpty(url: string): Promise<void> {
  const snapshot = await postgresSnapshot(url);
  try {
    const tables = await snapshot.rows(
      "select relname from pg_class where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S')",
    );
    // Of one that was cut off before anything was in it.
    if (tables.some(({ relname }) => relname !== restoringMark))
      throw new Complaint(
        'occupied',
        'The database of YINGKE_DATABASE_URL is not empty. Make another (createdb) and restore into that.',
      );
  } finally {
    await snapshot.close();
  }
}

/**
 * Brings them up to date and makes them the records of the hub from now on: under a new epoch, since the feed goes on from where it was and desks know more (P8); with
 * everybody signed out, since who was signed out after the backup was made would be back; and with a line on the audit trail. Answers
 * whether the key opens the secrets in them.
 */
export function takeOver(
  location: string,
  { workspace, at }: Manifest,
  key: Buffer | null,
  keepSessions: boolean,
): Promise<'fits' | 'other' | 'none'> {
  return withRecords(location, async (database) => {
    const { kysely } = database;
    const clock = systemClock;
    await kysely.updateTable('workspace').set({ epoch: newId() }).where('id', '=', workspace.id).execute();
    if (!keepSessions)
      await kysely
        .updateTable('desk_session')
        .set({ revoked_at: clock.now() })
        .where('revoked_at', 'is', null)
        .execute();
    const log = createLog({ write: () => undefined });
    const audit = createAudit({ database, workspaceId: workspace.id, clock, log });
    const subject = new Date(at).toISOString();
    const actor = { kind: 'operator' } as const;
    await audit.changed({ event: 'admin.backup.restore', actor, address: 'console', subject });
    return key === null ? 'none' : opens(database, workspace.id, key);
  });
}

async function opens({ kysely }: Database, workspaceId: string, key: Buffer): Promise<'fits' | 'other'> {
  const row = await kysely
    .selectFrom('workspace')
    .select([...secretColumns])
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow();
  const secrets = createSecrets(key, workspaceId);
  try {
    for (const column of secretColumns) secrets.open(column, row[column]);
    return 'fits';
  } catch (error) {
    if (error instanceof SealedElsewhere) return 'other';
    throw error;
  }
}

async function withRecords<T>(location: string, what: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(location, true);
  try {
    return await what(database);
  } finally {
    await database.close();
  }
}
