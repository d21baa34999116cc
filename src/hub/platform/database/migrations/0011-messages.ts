import type { Kysely, Migration } from 'kysely';

/** How far customers have read, beside their conversation and not in it. */
export const messages: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema
      .createTable('visitor_mark')
      .addColumn('conversation_id', 'text', (c) => c.primaryKey().references('conversation.id'))
      .addColumn('public_seq', 'bigint', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .execute();
  },
};
