import { type Kysely, type Migration, SqliteAdapter, sql } from 'kysely';

/**
 * Fewer pages a commit (decision 10): what a message changes in a conversation has a narrow table of its own, and on
 * SQLite an entry's place in its conversation is put down later, many at a time, instead of with each entry.
 */
export const places: Migration = {
  up: async (db: Kysely<unknown>) => {
    const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter;
    await growth(db, isSqlite);
    if (isSqlite) await deferPlaces(db);
    else await sql`create view transcript as select * from entry`.execute(db);
  },
};

async function growth(db: Kysely<unknown>, isSqlite: boolean): Promise<void> {
  const { schema } = db;
  const table = schema
    .createTable('conversation_growth')
    .addColumn('conversation_id', 'text', (c) => c.primaryKey().notNull().references('conversation.id'))
    .addColumn('last_seq', 'bigint', (c) => c.notNull())
    .addColumn('last_public_seq', 'bigint', (c) => c.notNull())
    .addColumn('last_feed_seq', 'bigint', (c) => c.notNull())
    .addColumn('waiting_since', 'bigint')
    .addColumn('last_said', 'bigint')
    .addColumn('last_message', 'text');
  // In the order of the ids, which is that of time: those that are talked in now are neighbours.
  await (isSqlite ? table.modifyEnd(sql`without rowid`) : table).execute();
  const moved = ['last_seq', 'last_public_seq', 'last_feed_seq', 'waiting_since', 'last_message'];
  const names = sql.join(moved.map((name) => sql.ref(name)));
  await sql`insert into conversation_growth (conversation_id, ${names}) select id, ${names} from conversation`.execute(
    db,
  );
  for (const name of moved) await schema.alterTable('conversation').dropColumn(name).execute();
}

/** The table anew, because SQLite drops no constraint: its rows lie in the order of the feed, and only there. */
async function deferPlaces(db: Kysely<unknown>): Promise<void> {
  const { rows: indexes } = await sql<{ sql: string }>`
    select sql from sqlite_master where type = 'index' and tbl_name = 'entry' and sql is not null`.execute(
    db,
  );
  const statements = [
    `create table entry_anew (
      feed_seq integer primary key,
      id text not null,
      workspace_id text not null,
      conversation_id text not null references conversation (id),
      seq bigint not null,
      public_seq bigint,
      author_kind text not null,
      author_id text,
      author_name text not null,
      audience text not null,
      key text,
      at bigint not null,
      kind text not null,
      body text not null,
      constraint entry_id unique (id),
      constraint entry_key unique (key, author_id)
    )`,
    `insert into entry_anew select feed_seq, id, workspace_id, conversation_id, seq, public_seq, author_kind, author_id,
      author_name, audience, key, at, kind, body from entry order by feed_seq`,
    'drop table entry',
    'alter table entry_anew rename to entry',
    ...indexes.map((index) => index.sql),
    `create table entry_place (
      conversation_id text not null,
      seq integer not null,
      feed_seq integer not null,
      primary key (conversation_id, seq)
    ) without rowid`,
    'create table entry_placed (through integer not null)',
    'insert into entry_place select conversation_id, seq, feed_seq from entry order by conversation_id, seq',
    'insert into entry_placed select coalesce(max(feed_seq), 0) from entry',
    // Whoever gives `entry` another column makes this anew.
    `create view transcript as
      select e.id, e.workspace_id, p.conversation_id, p.seq, e.feed_seq, e.public_seq, e.author_kind, e.author_id,
        e.author_name, e.audience, e.key, e.at, e.kind, e.body
      from entry_place p cross join entry e on e.feed_seq = p.feed_seq
      union all
      select id, workspace_id, conversation_id, seq, feed_seq, public_seq, author_kind, author_id, author_name,
        audience, key, at, kind, body
      from entry where feed_seq > (select through from entry_placed)`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
