import { type Kysely, type Migration, sql } from 'kysely';

/** Leases (P13), and what an edit has to look up. */
export const leases: Migration = {
  up: async (db: Kysely<unknown>) => {
    const { schema } = db;

    await schema
      .createTable('lease')
      .addColumn('person_id', 'text', (c) => c.primaryKey().references('person.id'))
      .addColumn('until', 'bigint', (c) => c.notNull())
      .execute();

    // Whether a message was recalled is asked of its conversation, which may have a hundred thousand entries.
    await sql`create index entry_recalled on entry (conversation_id) where kind = 'recalled'`.execute(db);
  },
};
