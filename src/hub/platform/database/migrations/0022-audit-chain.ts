import { type Kysely, type Migration, SqliteAdapter, sql } from 'kysely';
import { noLine } from '#shared/domain/audit/chain.ts';
import { hashOfLine } from '../../audit-chain.ts';

type Line = {
  id: string;
  workspace_id: string;
  at: number;
  code: string;
  event: string;
  actor_kind: string;
  actor_id: string | null;
  address: string;
  subject: string | null;
};

const atOnce = 1000;

/** The audit trail as a chain that only grows (decision 37). What is there already is chained as it is found, in order of time. */
export const auditChain: Migration = {
  up: async (db: Kysely<unknown>) => {
    const { schema } = db;
    const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter;
    await schema
      .alterTable('audit')
      .addColumn('seq', 'bigint', (c) => c.notNull().defaultTo(0))
      .execute();
    for (const column of ['prev_hash', 'hash'])
      await schema
        .alterTable('audit')
        .addColumn(column, 'text', (c) => c.notNull().defaultTo(''))
        .execute();
    // Its row is the lock under which lines are given numbers.
    await schema
      .createTable('audit_head')
      .addColumn('workspace_id', 'text', (c) => c.primaryKey())
      .addColumn('seq', 'bigint', (c) => c.notNull())
      .addColumn('hash', 'text', (c) => c.notNull())
      .execute();
    await chainAll(db, isSqlite);
    await schema.createIndex('audit_seq').unique().on('audit').columns(['workspace_id', 'seq']).execute();
    if (isSqlite) await keepOnSqlite(db);
    else await keepOnPostgres(db);
  },
};

async function chainAll(db: Kysely<unknown>, isSqlite: boolean): Promise<void> {
  const { rows: workspaces } = await sql<{ id: string }>`
    select distinct workspace_id as id from audit`.execute(db);
  for (const { id: workspace } of workspaces) {
    let head = noLine;
    for (;;) {
      const { rows } = await sql<Line>`select * from audit where workspace_id = ${workspace} and seq = 0
        order by at, id limit ${atOnce}`.execute(db);
      if (rows.length === 0) break;
      // One commit for all of them: there each statement waits for the disk. PostgreSQL migrates in one transaction anyway.
      if (isSqlite) await sql`begin`.execute(db);
      for (const row of rows) {
        const number = head.number + 1;
        const hash = hashOfLine(head.hash, {
          ...{ workspace, number, id: row.id, at: row.at, code: row.code, event: row.event },
          ...{ actorKind: row.actor_kind, actorId: row.actor_id, address: row.address, subject: row.subject },
        });
        await sql`update audit set seq = ${number}, prev_hash = ${head.hash}, hash = ${hash}
          where id = ${row.id}`.execute(db);
        head = { number, hash };
      }
      if (isSqlite) await sql`commit`.execute(db);
    }
    await sql`insert into audit_head (workspace_id, seq, hash)
      values (${workspace}, ${head.number}, ${head.hash})`.execute(db);
  }
}

async function keepOnSqlite(db: Kysely<unknown>): Promise<void> {
  for (const change of ['update', 'delete'])
    await sql`create trigger ${sql.raw(`audit_no_${change}`)} before ${sql.raw(change)} on audit
      begin select raise(abort, 'the audit trail is append-only'); end`.execute(db);
  // What is replaced is deleted without a word to the trigger of that.
  await sql`create trigger audit_no_replace before insert on audit
    when exists (select 1 from audit where id = new.id or (workspace_id = new.workspace_id and seq = new.seq))
    begin select raise(abort, 'the audit trail is append-only'); end`.execute(db);
}

async function keepOnPostgres(db: Kysely<unknown>): Promise<void> {
  await sql`create function audit_is_kept() returns trigger language plpgsql as
    $$ begin raise exception 'the audit trail is append-only'; end $$`.execute(db);
  await sql`create trigger audit_kept before update or delete or truncate on audit
    for each statement execute function audit_is_kept()`.execute(db);
}
