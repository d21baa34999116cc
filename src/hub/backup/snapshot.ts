import { statSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { names } from './manifest.ts';
import { dump } from './postgres-programs.ts';

/** Pages that are copied before others get a turn: 4 MB. */
const portion = 1000;

export type Row = Readonly<Record<string, string | number | null>>;

/** The records as they were at one moment, while whoever writes them goes on. */
export type Snapshot = {
  readonly kind: 'sqlite' | 'postgres';
  /** Before it: what was acknowledged by then is in it. */
  readonly at: number;
  readonly rows: (sql: string) => Promise<readonly Row[]>;
  /** Writes them into a file; `told` of how much of it is there. Answers its name in a backup. */
  readonly save: (path: string, told: (percent: number) => void) => Promise<string>;
  readonly close: () => Promise<void>;
};

/**
 * A connection of its own reads in one transaction for as long as it takes, which keeps nobody from writing; pages written
 * meanwhile are in the log of the database, which grows until then.
 */
export function sqliteSnapshot(path: string): Snapshot {
  // Of another program's file it would make one.
  statSync(path);
  const handle = new Sqlite(path, { readonly: true, timeout: 5000 });
  const at = Date.now();
  handle.exec('begin');
  // The transaction begins with the first read.
  handle.prepare('select count(*) from sqlite_schema').get();
  return {
    kind: 'sqlite',
    at,
    rows: async (sql) => handle.prepare(sql).all() as Row[],
    save: async (to, told) => {
      await handle.backup(to, {
        progress: ({ totalPages, remainingPages }) => {
          if (totalPages > 0) told(Math.floor((100 * (totalPages - remainingPages)) / totalPages));
          return portion;
        },
      });
      checkSqlite(to);
      return names.sqlite;
    },
    close: async () => void handle.close(),
  };
}

/** What cannot be read later is no backup. One file, too: without the log beside it. */
function checkSqlite(path: string): void {
  const copy = new Sqlite(path);
  try {
    if (copy.pragma('quick_check', { simple: true }) !== 'ok')
      throw new Error('the copy of the database is damaged');
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
}

/** `pg_dump` reads what this transaction sees. */
export async function postgresSnapshot(url: string): Promise<Snapshot> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const at = Date.now();
  try {
    await client.query('begin isolation level repeatable read read only');
    const { rows } = await client.query<{ id: string }>('select pg_export_snapshot() as id');
    const [snapshot] = rows;
    if (snapshot === undefined) throw new Error('PostgreSQL gives no snapshot');
    return {
      kind: 'postgres',
      at,
      rows: async (sql) => (await client.query<Row>(sql)).rows,
      save: async (to) => {
        await dump(url, snapshot.id, to);
        return names.postgres;
      },
      close: () => client.end(),
    };
  } catch (error) {
    await client.end();
    throw error;
  }
}
