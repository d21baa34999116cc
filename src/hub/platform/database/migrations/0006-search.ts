import { type Kysely, type Migration, SqliteAdapter, sql } from 'kysely';

/**
 * What lines are searched by (A5), as words of `shared/domain/search`; filled from the feed behind what is
 * committed, `search_progress` says how far. Nothing is taken out of it: what a line says is looked at anyway.
 */
export const search: Migration = {
  up: async (db: Kysely<unknown>) => {
    const { schema } = db;
    await schema
      .createTable('search_progress')
      .addColumn('workspace_id', 'text', (c) => c.primaryKey().references('workspace.id'))
      .addColumn('upto', 'bigint', (c) => c.notNull())
      .execute();
    // What became of a message is asked of its conversation, which may have a hundred thousand entries.
    await sql`create index entry_edited on entry (conversation_id) where kind = 'edited'`.execute(db);

    // A place in the feed stands for its line.
    if (isSqlite(db)) {
      await sql`create virtual table entry_search using fts5(
        grams, content='', columnsize=0, detail=none, tokenize='ascii')`.execute(db);
      return;
    }
    await sql`create table entry_search (
      workspace_id text not null, feed_seq bigint not null, grams tsvector not null,
      primary key (workspace_id, feed_seq))`.execute(db);
    await sql`create index entry_search_grams on entry_search using gin (grams)`.execute(db);
  },
};

function isSqlite(db: Kysely<unknown>): boolean {
  return db.getExecutor().adapter instanceof SqliteAdapter;
}
