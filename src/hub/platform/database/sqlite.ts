import Sqlite from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { type Head, noLine } from '#shared/domain/audit/chain.ts';
import { type Bulk, type Columns, conflictClause, type Lookup, type Value } from './bulk.ts';
import type { Database } from './database.ts';
import { createPlaces } from './places.ts';
import type { Tables } from './schema.ts';
import { keepDurable, openHandle, preparer } from './sqlite-handle.ts';
import { openSqliteWriter, type Step } from './sqlite-writer.ts';

/**
 * Opens the file, creating it. Throws SQLite's error where that cannot be done; `SQLITE_BUSY` where
 * another hub has it open.
 */
export function openSqlite(path: string): Database {
  const release = holdSqlite(path);
  try {
    return open(path, release);
  } catch (error) {
    release();
    throw error;
  }
}

/**
 * Two hubs on one file would each tell only their own sockets what was written. The lock is the
 * system's, on a file beside it: it goes with the process, however that ends. Throws `SQLITE_BUSY` where another has it.
 */
export function holdSqlite(path: string): () => void {
  const lock = new Sqlite(`${path}.lock`, { timeout: 2000 });
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    throw error;
  }
  return () => lock.close();
}

/**
 * Reads, and single writes, run in this thread; what is committed together is written by one of its own, so
 * that the event loop never waits for the disk.
 */
function open(path: string, release: () => void): Database {
  const handle = openHandle(path);
  const prepare = preparer(handle);
  const dialect = new SqliteDialect({ database: { prepare, close: () => handle.close() } });
  const kysely = new Kysely<Tables>({ dialect });
  const writer = openSqliteWriter(path);
  const places = createPlaces(() => performance.now());
  let tail: Promise<unknown> = Promise.resolve();

  const transact = async <T>(run: (bulk: Bulk) => Promise<T>): Promise<T> => {
    const work: Work = { steps: [], entries: 0 };
    const value = await run(sqliteBulk(handle, prepare, work));
    if (work.steps.length > 0) await writer.commit([...work.steps, ...places.after(work.entries)]);
    return value;
  };
  return {
    kind: 'sqlite',
    kysely,
    verifyDurability: async () => keepDurable(handle),
    // One after the other: what one reads is what the one before it wrote.
    transaction: (run) => {
      const mine = tail.then(() => transact(run));
      tail = mine.catch(() => undefined);
      return mine;
    },
    close: async () => {
      await tail;
      await writer.close();
      await kysely.destroy();
      // Kysely closes the handle only where it was used.
      handle.close();
      release();
    },
  };
}

/** What a transaction is to write, and how many entries that are. */
type Work = { readonly steps: Step[]; entries: number };

/** Reads at once; writes are put down in `work`, for the end. */
function sqliteBulk(handle: Sqlite.Database, prepare: (sql: string) => Sqlite.Statement, work: Work): Bulk {
  // A statement by itself locks and unlocks the file, which takes as long as the look-up.
  const readAll = handle.transaction((statement: Sqlite.Statement, tuples: readonly (readonly Value[])[]) =>
    tuples.flatMap((tuple) => statement.all(tuple)),
  );
  /** `first`: the column that the statement's parameters begin with; those in front of it come last. */
  const runAll = (sql: string, width: number, rows: readonly (readonly Value[])[], first = 0) => {
    if (rows.length === 0) return;
    const values: Value[] = [];
    for (const row of rows) {
      for (let i = first; i < width; i += 1) values.push(row[i] ?? null);
      for (let i = 0; i < first; i += 1) values.push(row[i] ?? null);
    }
    work.steps.push({ sql, width, values });
  };
  const insertInto = (table: string, names: readonly string[]) =>
    `insert into ${table} (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`;

  return {
    lookup: async <Row>(what: Lookup, tuples: readonly (readonly Value[])[]) => {
      if (tuples.length === 0) return [];
      const conditions = what.by.map((column) => `${column} = ?`);
      if (what.where !== undefined) conditions.push(what.where);
      const statement = prepare(`select ${what.select} from ${what.from} where ${conditions.join(' and ')}`);
      return readAll(statement, tuples) as Row[];
    },
    insert: async (table: string, columns: Columns, rows) => {
      if (table === 'entry') work.entries += rows.length;
      const names = Object.keys(columns);
      runAll(insertInto(table, names), names.length, rows);
    },
    update: async (table, columns, rows) => {
      const [key, ...names] = Object.keys(columns);
      const sql = `update ${table} set ${names.map((n) => `${n} = ?`).join(', ')} where ${key} = ?`;
      runAll(sql, names.length + 1, rows, 1);
    },
    upsert: async (table, columns, keys, rows) => {
      const names = Object.keys(columns);
      runAll(`${insertInto(table, names)} ${conflictClause(names, keys)}`, names.length, rows);
    },
    feedHead: async (workspaceId) => {
      const row = prepare('select feed_head from workspace where id = ?').get(workspaceId);
      return (row as { feed_head: number }).feed_head;
    },
    auditHead: async (workspaceId) => {
      const row = prepare('select seq as number, hash from audit_head where workspace_id = ?').get(
        workspaceId,
      );
      return (row as Head | undefined) ?? noLine;
    },
  };
}
