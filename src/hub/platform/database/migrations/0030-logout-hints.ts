import type { Kysely, Migration } from 'kysely';

/** What tells the provider who signs out there too (decision 54): sealed, and given away once. */
export const logoutHints: Migration = {
  up: async ({ schema }: Kysely<unknown>) => {
    await schema.alterTable('sign_in_attempt').addColumn('id_token', 'text').execute();
    await schema.alterTable('desk_session').addColumn('id_token', 'text').execute();
    await schema.alterTable('desk_session').addColumn('leave_hash', 'text').execute();
    await schema.alterTable('desk_session').addColumn('leave_expires_at', 'bigint').execute();
    await schema.createIndex('desk_session_leave').on('desk_session').column('leave_hash').execute();
  },
};
