import { type Kysely, type Migration, sql } from 'kysely';

/** Whose doing the end of a sign-in was, and sign-ins on a new computer that their person was told of and has not answered (decision 49). */
export const signInNotice: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema.alterTable('desk_session').addColumn('revoked_by', 'text').execute();
    await db.schema.alterTable('desk_session').addColumn('asks_at', 'bigint').execute();
    await sql`create index desk_session_asks on desk_session (asks_at) where asks_at is not null`.execute(db);
  },
};
