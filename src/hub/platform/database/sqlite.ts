import Sqlite from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { type Bulk, type Columns, conflictClause, type Lookup, type Value } from './bulk.ts';
import type { Database } from './database.ts';
import type { Tables } from './schema.ts';

const fullSync = 2;

/**
 * Opens the file, creating it. Throws SQLite's error where that cannot be done; `SQLITE_BUSY` where
 * another hub has it open.
 */
export function openSqlite(path: string): Database {
  const release = hold(path);
  try {
    return open(path, release);
  } catch (error) {
    release();
    throw error;
  }
}

/**
 * Two hubs on one file would each tell only their own sockets what was written. The lock is the
 * system's, on a file beside it: it goes with the process, however that ends.
 */
function hold(path: string): () => void {
  const lock = new Sqlite(`${path}.lock`, { timeout: 2000 });
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    throw error;
  }
  return () => lock.close();
}

function open(path: string, release: () => void): Database {
  const handle = new Sqlite(path);
  handle.pragma('journal_mode = WAL');
  handle.pragma('foreign_keys = ON');
  handle.pragma('busy_timeout = 5000');
  const verifyDurability = () => {
    // In WAL mode the library may fall back to NORMAL at the first use of a handle (P4), where an
    // acknowledged message can be lost with the power: set it and see that it holds.
    if (handle.pragma('synchronous', { simple: true }) === fullSync) return;
    handle.pragma('synchronous = FULL');
    if (handle.pragma('synchronous', { simple: true }) !== fullSync)
      throw new Error('SQLite refuses synchronous=FULL');
  };
  handle.pragma('synchronous = FULL');
  verifyDurability();

  const kysely = new Kysely<Tables>({ dialect: new SqliteDialect({ database: handle }) });
  const bulk = sqliteBulk(handle);
  return {
    kind: 'sqlite',
    kysely,
    verifyDurability: async () => verifyDurability(),
    // Kysely lends its one connection to one transaction at a time, and all that `bulk` does on the
    // handle is done inside of it.
    transaction: (run) => kysely.transaction().execute(() => run(bulk)),
    close: async () => {
      await kysely.destroy();
      // Kysely closes the handle only where it was used.
      handle.close();
      release();
    },
  };
}

function sqliteBulk(handle: Sqlite.Database): Bulk {
  const statements = new Map<string, Sqlite.Statement>();
  const prepare = (sql: string) => {
    let statement = statements.get(sql);
    if (statement === undefined) {
      statement = handle.prepare(sql);
      statements.set(sql, statement);
    }
    return statement;
  };
  const runAll = (sql: string, rows: readonly (readonly Value[])[]) => {
    if (rows.length === 0) return;
    const statement = prepare(sql);
    for (const row of rows) statement.run(row);
  };
  const insertInto = (table: string, names: readonly string[]) =>
    `insert into ${table} (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`;

  return {
    lookup: async <Row>(what: Lookup, tuples: readonly (readonly Value[])[]) => {
      if (tuples.length === 0) return [];
      const conditions = what.by.map((column) => `${column} = ?`);
      if (what.where !== undefined) conditions.push(what.where);
      const statement = prepare(`select ${what.select} from ${what.from} where ${conditions.join(' and ')}`);
      const rows: Row[] = [];
      for (const tuple of tuples) for (const row of statement.all(tuple)) rows.push(row as Row);
      return rows;
    },
    insert: async (table: string, columns: Columns, rows) => {
      runAll(insertInto(table, Object.keys(columns)), rows);
    },
    update: async (table, columns, rows) => {
      const [key, ...names] = Object.keys(columns);
      const sql = `update ${table} set ${names.map((n) => `${n} = ?`).join(', ')} where ${key} = ?`;
      runAll(
        sql,
        rows.map(([keyValue, ...values]) => [...values, keyValue as Value]),
      );
    },
    upsert: async (table, columns, keys, rows) => {
      const names = Object.keys(columns);
      runAll(`${insertInto(table, names)} ${conflictClause(names, keys)}`, rows);
    },
    feedHead: async (workspaceId) => {
      const row = prepare('select feed_head from workspace where id = ?').get(workspaceId);
      return (row as { feed_head: number }).feed_head;
    },
  };
}
