import { type Kysely, type Migration, sql } from 'kysely';

/** Who steps into the work of others (E2): by whom a status was set, what is paused, who watches what. */
export const supervision: Migration = {
  up: async (db: Kysely<unknown>) => {
    const { schema } = db;
    await schema.alterTable('agent_status').addColumn('set_by', 'text').execute();
    await schema
      .alterTable('mark')
      .addColumn('served_seq', 'bigint', (c) => c.notNull().defaultTo(0))
      .execute();
    // Until now nobody kept the two apart.
    await sql`update mark set served_seq = seq`.execute(db);
    await schema
      .createTable('group_pause')
      .addColumn('workspace_id', 'text', (c) => c.notNull().references('workspace.id'))
      .addColumn('group_id', 'text', (c) => c.notNull())
      .addColumn('by_id', 'text', (c) => c.notNull())
      .addColumn('by_name', 'text', (c) => c.notNull())
      .addColumn('since', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('group_pause_key', ['workspace_id', 'group_id'])
      .execute();
    await schema
      .createTable('watch')
      .addColumn('person_id', 'text', (c) => c.notNull())
      .addColumn('person_name', 'text', (c) => c.notNull())
      .addColumn('conversation_id', 'text', (c) => c.notNull())
      .addColumn('since', 'bigint', (c) => c.notNull())
      .addColumn('until', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('watch_key', ['conversation_id', 'person_id'])
      .execute();
  },
};
