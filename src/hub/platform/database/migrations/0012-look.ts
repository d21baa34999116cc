import type { Kysely, Migration } from 'kysely';

/** How the house wants the widget to look. */
export const look: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema.alterTable('workspace').addColumn('look', 'text').execute();
  },
};
