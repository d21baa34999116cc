import { CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { type Head, noLine } from '#shared/domain/audit/chain.ts';
import { type Bulk, type Columns, conflictClause, type Value } from './bulk.ts';
import type { Database } from './database.ts';
import type { Tables } from './schema.ts';

const int8 = 20;

/** Opens a pool at a `postgres://` address. Nothing is sent before the first query. */
export function openPostgres(url: string): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    // Times and sequences stay below 2^53, so they are numbers here as they are in SQLite.
    types: { getTypeParser: (oid, format) => (oid === int8 ? Number : pg.types.getTypeParser(oid, format)) },
  });
  // A connection that breaks while idle is replaced by the pool; without a listener it ends the process.
  pool.on('error', () => undefined);
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    kind: 'postgres',
    kysely,
    verifyDurability: async () => {
      const { rows } = await kysely.executeQuery<{ synchronous_commit: string }>(
        CompiledQuery.raw('show synchronous_commit'),
      );
      const value = rows[0]?.synchronous_commit;
      if (value === 'off') throw new Error('PostgreSQL is set to synchronous_commit=off');
    },
    transaction: (run) =>
      kysely
        .transaction()
        .execute((transaction) => run(postgresBulk((sql, values) => query(transaction, sql, values)))),
    close: () => kysely.destroy(),
  };
}

type Query = <Row>(sql: string, values: unknown[]) => Promise<Row[]>;

async function query<Row>(on: Kysely<Tables>, sql: string, values: unknown[]): Promise<Row[]> {
  return (await on.executeQuery<Row>(CompiledQuery.raw(sql, values))).rows;
}

function postgresBulk(run: Query): Bulk {
  const insertFrom = (table: string, columns: Columns) => {
    const names = Object.keys(columns).join(', ');
    return `insert into ${table} (${names}) select * from ${unnest(Object.values(columns))}`;
  };
  return {
    lookup: async (what, tuples) => {
      if (tuples.length === 0) return [];
      const kinds = what.by.map(() => 'text' as const);
      const conditions = what.by.map((column, i) => `${column} = wanted.c${i}`);
      if (what.where !== undefined) conditions.push(what.where);
      const wanted = `${unnest(kinds)} as wanted(${kinds.map((_, i) => `c${i}`).join(', ')})`;
      return run(
        `select ${what.select} from ${wanted} cross join ${what.from} where ${conditions.join(' and ')}`,
        transpose(tuples, what.by.length),
      );
    },
    insert: async (table, columns, rows) => {
      if (rows.length === 0) return;
      await run(insertFrom(table, columns), transpose(rows, Object.keys(columns).length));
    },
    update: async (table, columns, rows) => {
      if (rows.length === 0) return;
      const [key, ...names] = Object.keys(columns);
      const set = names.map((n) => `${n} = given.${n}`).join(', ');
      await run(
        `update ${table} set ${set} from ${unnest(Object.values(columns))} as given(${Object.keys(columns).join(', ')})` +
          ` where ${table}.${key} = given.${key}`,
        transpose(rows, Object.keys(columns).length),
      );
    },
    upsert: async (table, columns, keys, rows) => {
      if (rows.length === 0) return;
      const names = Object.keys(columns);
      await run(
        `${insertFrom(table, columns)} ${conflictClause(names, keys)}`,
        transpose(rows, names.length),
      );
    },
    feedHead: async (workspaceId) => {
      const sql = 'select feed_head from workspace where id = $1 for update';
      const [row] = await run<{ feed_head: number }>(sql, [workspaceId]);
      if (row === undefined) throw new Error('the workspace is gone');
      return row.feed_head;
    },
    auditHead: async (workspaceId) => {
      // Only what is there can be locked.
      await run(
        'insert into audit_head (workspace_id, seq, hash) values ($1, $2, $3) on conflict do nothing',
        [workspaceId, noLine.number, noLine.hash],
      );
      const sql = 'select seq as number, hash from audit_head where workspace_id = $1 for update';
      const [row] = await run<Head>(sql, [workspaceId]);
      if (row === undefined) throw new Error('the head of the audit trail is gone');
      return row;
    },
  };
}

function unnest(kinds: readonly string[]): string {
  return `unnest(${kinds.map((kind, i) => `$${i + 1}::${kind}[]`).join(', ')})`;
}

/** Rows to columns: one array a parameter. */
function transpose(rows: readonly (readonly Value[])[], width: number): Value[][] {
  return Array.from({ length: width }, (_, column) => rows.map((row) => row[column] ?? null));
}
