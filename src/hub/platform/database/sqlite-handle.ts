import Sqlite from 'better-sqlite3';

const fullSync = 2;

/** Opens the file for use by one thread. Throws SQLite's error where that cannot be done. */
export function openHandle(path: string): Sqlite.Database {
  const handle = new Sqlite(path);
  handle.pragma('journal_mode = WAL');
  handle.pragma('foreign_keys = ON');
  handle.pragma('busy_timeout = 5000');
  // Pages that are written again and again are copied from the log to the file once in a while, not after
  // every few commits. In pages: the log grows to 32 MB. The cache, in KiB, holds as much.
  handle.pragma('wal_autocheckpoint = 8000');
  handle.pragma('cache_size = -32768');
  handle.pragma('synchronous = FULL');
  keepDurable(handle);
  return handle;
}

/**
 * In WAL mode the library may fall back to NORMAL at the first use of a handle (P4), where an
 * acknowledged message can be lost with the power: sets FULL and sees that it holds.
 */
export function keepDurable(handle: Sqlite.Database): void {
  if (handle.pragma('synchronous', { simple: true }) === fullSync) return;
  handle.pragma('synchronous = FULL');
  if (handle.pragma('synchronous', { simple: true }) !== fullSync)
    throw new Error('SQLite refuses synchronous=FULL');
}

/** A list of ids makes a text for each length; those that come up again are kept. */
const mostStatements = 300;

/**
 * Statements by their text, each prepared once. Preparing costs more than most of them take to run, and
 * keeps memory that the collector does not see until it has other reasons to run.
 */
export function preparer(handle: Sqlite.Database): (sql: string) => Sqlite.Statement {
  const statements = new Map<string, Sqlite.Statement>();
  return (sql) => {
    const known = statements.get(sql);
    const statement = known ?? handle.prepare(sql);
    // The one used last is the last in the map.
    if (known !== undefined) statements.delete(sql);
    statements.set(sql, statement);
    if (statements.size > mostStatements) statements.delete(statements.keys().next().value as string);
    return statement;
  };
}
