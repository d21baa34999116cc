import type { Kysely, Migration } from 'kysely';

/** What the hub rules of the desks that are signed in to it, in versions (decision 50). */
export const deskPolicy: Migration = {
  up: async ({ schema }: Kysely<unknown>) => {
    await schema
      .createTable('desk_policy')
      .addColumn('workspace_id', 'text', (c) => c.notNull().references('workspace.id'))
      .addColumn('version', 'bigint', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('by', 'text', (c) => c.notNull())
      .addColumn('rules', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('desk_policy_key', ['workspace_id', 'version'])
      .execute();
  },
};
