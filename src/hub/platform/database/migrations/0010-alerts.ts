import type { Kysely, Migration } from 'kysely';

/** Who was alerted of which wait, and what came of it (H3). */
export const alerts: Migration = {
  up: async (db: Kysely<unknown>) => {
    const { schema } = db;
    await schema
      .createTable('alert')
      .addColumn('conversation_id', 'text', (c) => c.notNull().references('conversation.id'))
      // The wait: when the customer wrote what nobody had answered.
      .addColumn('since', 'bigint', (c) => c.notNull())
      .addColumn('rung', 'text', (c) => c.notNull())
      .addColumn('what', 'text', (c) => c.notNull())
      // Empty for nobody in particular: it is part of the key.
      .addColumn('person_id', 'text', (c) => c.notNull())
      .addColumn('person_name', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('alert_key', ['conversation_id', 'since', 'rung', 'what', 'person_id'])
      .execute();
  },
};
