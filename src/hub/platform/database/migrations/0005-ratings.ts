import type { Kysely, Migration } from 'kysely';

/** What customers were asked of the service, and said (C5). */
export const ratings: Migration = {
  up: async (db: Kysely<unknown>) => {
    await db.schema.alterTable('conversation').addColumn('rating', 'text').execute();
  },
};
