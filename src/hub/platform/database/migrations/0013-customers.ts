import { type Kysely, type Migration, sql } from 'kysely';

/** What is known of customers, and what wrap-up files (A8, A11). */
export const customers: Migration = {
  up: async (db: Kysely<unknown>) => {
    const { schema } = db;

    // A visitor without one is a customer of whom nobody has asked or written anything yet.
    await schema
      .createTable('customer')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('workspace_id', 'text', (c) => c.notNull().references('workspace.id'))
      .addColumn('sub', 'text')
      .addColumn('name', 'text')
      .addColumn('phone', 'text')
      .addColumn('email', 'text')
      .addColumn('company', 'text')
      .addColumn('tags', 'text', (c) => c.notNull())
      .addColumn('fields', 'text', (c) => c.notNull())
      .addColumn('version', 'bigint', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      // Those who are unknown have none, and neither database takes two nulls for the same.
      .addUniqueConstraint('customer_sub', ['workspace_id', 'sub'])
      .execute();

    await schema
      .createTable('customer_note')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('customer_id', 'text', (c) => c.notNull().references('customer.id'))
      .addColumn('author_id', 'text', (c) => c.notNull())
      .addColumn('author_name', 'text', (c) => c.notNull())
      .addColumn('text', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('edited_at', 'bigint')
      .execute();
    await schema.createIndex('customer_note_of').on('customer_note').columns(['customer_id', 'at']).execute();

    const add = schema.alterTable('visitor');
    await add.addColumn('customer_id', 'text').execute();
    await add.addColumn('last_seen', 'bigint').execute();
    await add.addColumn('user_agent', 'text').execute();
    await add.addColumn('time_zone', 'text').execute();
    await sql`create index visitor_of_customer on visitor (customer_id) where customer_id is not null`.execute(
      db,
    );

    await schema
      .createTable('handbook')
      .addColumn('workspace_id', 'text', (c) => c.notNull().references('workspace.id'))
      .addColumn('version', 'bigint', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('by', 'text', (c) => c.notNull())
      .addColumn('handbook', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('handbook_key', ['workspace_id', 'version'])
      .execute();

    await schema
      .createTable('checklist_tick')
      .addColumn('conversation_id', 'text', (c) => c.notNull().references('conversation.id'))
      .addColumn('step_id', 'text', (c) => c.notNull())
      .addColumn('done', 'bigint', (c) => c.notNull())
      .addColumn('person_id', 'text', (c) => c.notNull())
      .addColumn('person_name', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('checklist_tick_key', ['conversation_id', 'step_id'])
      .execute();

    // JSON of what wrap-up has filed.
    await schema.alterTable('conversation').addColumn('filed', 'text').execute();
  },
};
