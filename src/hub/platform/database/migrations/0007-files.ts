import type { Kysely, Migration } from 'kysely';

/** What goes along with messages; the bytes lie beside the database. */
export const files: Migration = {
  up: async (db: Kysely<unknown>) => {
    const { schema } = db;

    await schema
      .createTable('file')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('workspace_id', 'text', (c) => c.notNull().references('workspace.id'))
      .addColumn('owner_kind', 'text', (c) => c.notNull())
      .addColumn('owner_id', 'text', (c) => c.notNull())
      .addColumn('key', 'text', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('upload_size', 'bigint', (c) => c.notNull())
      .addColumn('size', 'bigint', (c) => c.notNull())
      .addColumn('type', 'text')
      .addColumn('width', 'bigint')
      .addColumn('height', 'bigint')
      .addColumn('has_thumb', 'bigint', (c) => c.notNull().defaultTo(0))
      .addColumn('conversation_id', 'text', (c) => c.references('conversation.id'))
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .execute();
    await schema.createIndex('file_key').unique().on('file').columns(['owner_id', 'key']).execute();
    await schema.createIndex('file_conversation').on('file').columns(['conversation_id']).execute();
    // What one has sent today.
    await schema.createIndex('file_owner').on('file').columns(['owner_id', 'created_at']).execute();

    // What links to files are signed with; made by the first hub that needs it.
    await schema.alterTable('workspace').addColumn('file_secret', 'text').execute();
  },
};
