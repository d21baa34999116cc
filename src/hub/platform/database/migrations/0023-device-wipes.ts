import type { Kysely, Migration } from 'kysely';

/** Sign-ins whose device is to remove what it keeps of the account, and how far that is (decision 41). */
export const deviceWipes: Migration = {
  up: async ({ schema }: Kysely<unknown>) => {
    await schema
      .createTable('device_wipe')
      .addColumn('session_id', 'text', (c) => c.primaryKey().references('desk_session.id'))
      .addColumn('ordered_at', 'bigint', (c) => c.notNull())
      .addColumn('told_at', 'bigint')
      .addColumn('wiped_at', 'bigint')
      .execute();
    await schema.createIndex('desk_session_device').on('desk_session').column('device').execute();
  },
};
