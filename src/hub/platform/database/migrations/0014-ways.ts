import type { Kysely, Migration } from 'kysely';

/** Pages that customers have seen on their way to us (A8). */
export const ways: Migration = {
  up: async (db: Kysely<unknown>) => {
    const { schema } = db;
    await schema
      .createTable('page_view')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('visitor_id', 'text', (c) => c.notNull().references('visitor.id'))
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('url', 'text', (c) => c.notNull())
      .addColumn('title', 'text', (c) => c.notNull())
      .addColumn('referrer', 'text')
      .addColumn('left_at', 'bigint')
      .addColumn('seen_at', 'bigint', (c) => c.notNull())
      .addColumn('changed_at', 'bigint', (c) => c.notNull())
      .execute();
    await schema.createIndex('page_view_of').on('page_view').columns(['visitor_id', 'at']).execute();
    // What has changed since the last look of another node.
    await schema.createIndex('page_view_changed').on('page_view').column('changed_at').execute();
    await schema.createIndex('page_view_at').on('page_view').column('at').execute();
  },
};
