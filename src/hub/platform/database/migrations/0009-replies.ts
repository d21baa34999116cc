import type { Kysely, Migration } from 'kysely';

/** Canned replies (A2). */
export const replies: Migration = {
  up: async (db: Kysely<unknown>) => {
    const { schema } = db;

    await schema
      .createTable('reply')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('workspace_id', 'text', (c) => c.notNull().references('workspace.id'))
      .addColumn('scope', 'text', (c) => c.notNull())
      .addColumn('owner_id', 'text', (c) => c.references('person.id'))
      .addColumn('group_id', 'text')
      .addColumn('folder', 'text', (c) => c.notNull())
      .addColumn('shortcut', 'text', (c) => c.notNull())
      .addColumn('title', 'text', (c) => c.notNull())
      .addColumn('texts', 'text', (c) => c.notNull())
      .addColumn('files', 'text', (c) => c.notNull())
      .addColumn('version', 'bigint', (c) => c.notNull())
      .addColumn('revision', 'bigint', (c) => c.notNull())
      .addColumn('rescoped', 'bigint', (c) => c.notNull())
      .addColumn('deleted_at', 'bigint')
      .addColumn('updated_at', 'bigint', (c) => c.notNull())
      .addColumn('updated_by', 'text', (c) => c.notNull())
      .execute();
    await schema
      .createIndex('reply_revision')
      .on('reply')
      .columns(['workspace_id', 'revision'])
      .unique()
      .execute();
    await schema.createIndex('reply_owner').on('reply').columns(['owner_id']).execute();

    // A row of its own, so that who writes a reply and who writes to a customer change different rows.
    await schema
      .createTable('reply_head')
      .addColumn('workspace_id', 'text', (c) => c.primaryKey().references('workspace.id'))
      .addColumn('revision', 'bigint', (c) => c.notNull())
      .execute();

    await schema
      .createTable('reply_use')
      .addColumn('reply_id', 'text', (c) => c.notNull().references('reply.id'))
      .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
      .addColumn('uses', 'bigint', (c) => c.notNull())
      .addColumn('last_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('reply_use_key', ['reply_id', 'person_id'])
      .execute();
  },
};
