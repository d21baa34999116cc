import { type Kysely, type Migration, SqliteAdapter, sql } from 'kysely';

/** Lines are found by the names of their files too (A5): all are indexed anew, behind everything else. */
export const fileNames: Migration = {
  up: async (db: Kysely<unknown>) => {
    if (db.getExecutor().adapter instanceof SqliteAdapter) {
      await sql`insert into entry_search (entry_search) values ('delete-all')`.execute(db);
    } else await sql`truncate entry_search`.execute(db);
    await sql`delete from search_progress`.execute(db);
  },
};
