import { Migrator } from 'kysely';
import type { Database } from './database.ts';
import { migrations } from './migrations/index.ts';
import { openPostgres } from './postgres.ts';
import { refuseHalfRestored } from './restoring.ts';
import { openSqlite } from './sqlite.ts';

/** Whether this program knows the change of the tables that was the last one of a database. */
export const knowsSchema = (name: string): boolean => Object.hasOwn(migrations, name);

/**
 * Opens a database and brings its tables up to date. `location` is a `postgres://` address or the
 * path of an SQLite file. Throws the database's own error, and `RestoreCut` where a restore was cut off: only the restore itself
 * has such a one.
 */
export async function openDatabase(location: string, isRestoring = false): Promise<Database> {
  const database = /^postgres(ql)?:\/\//u.test(location) ? openPostgres(location) : openSqlite(location);
  try {
    if (!isRestoring) await refuseHalfRestored(database);
    const migrator = new Migrator({
      db: database.kysely,
      provider: { getMigrations: async () => ({ ...migrations }) },
    });
    const { error } = await migrator.migrateToLatest();
    // The Migrator answers its error instead of throwing it; unread, a hub would run on half a schema.
    if (error !== undefined) throw error;
    await database.verifyDurability();
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
