import { type Kysely, type Migration, sql } from 'kysely';

/** Files that belong to canned replies (A2): such a file's owner is a reply, and it may go with several. */
export const replyFiles: Migration = {
  up: async (db: Kysely<unknown>) => {
    const { schema } = db;

    await schema
      .createTable('reply_file')
      .addColumn('reply_id', 'text', (c) => c.notNull().references('reply.id'))
      .addColumn('file_id', 'text', (c) => c.notNull().references('file.id'))
      // 0: it was taken out of the reply.
      .addColumn('kept', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('reply_file_key', ['reply_id', 'file_id'])
      .execute();
    await schema.createIndex('reply_file_file').on('reply_file').columns(['file_id']).execute();
    // What the broom looks through.
    await sql`create index file_of_reply on file (id) where owner_kind = 'reply'`.execute(db);
  },
};
