import type { Kysely, Migration } from 'kysely';

/** How else a house can be reached while the hub cannot (C8); the widget keeps it against that day. */
export const wayOut: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const column of ['hotline', 'contact_email', 'contact_form']) {
      await db.schema.alterTable('workspace').addColumn(column, 'text').execute();
    }
  },
};
