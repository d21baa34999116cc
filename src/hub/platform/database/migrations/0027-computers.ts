import type { Kysely, Migration } from 'kysely';

/** What people know a sign-in's computer by; null where its desk said nothing. */
export const computers: Migration = {
  up: async ({ schema }: Kysely<unknown>) => {
    await schema.alterTable('desk_session').addColumn('computer', 'text').execute();
    await schema.alterTable('desk_session').addColumn('system', 'text').execute();
  },
};
