import { type Kysely, type Migration, sql } from 'kysely';

/** Groups, queues and who gets what (B1 to B4, A10, A13). */
export const routing: Migration = {
  up: async (db: Kysely<unknown>) => {
    const { schema } = db;

    // Every version that ever was in force: who changed what can be read, and an earlier one taken back.
    await schema
      .createTable('routing_plan')
      .addColumn('workspace_id', 'text', (c) => c.notNull().references('workspace.id'))
      .addColumn('version', 'bigint', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('by', 'text', (c) => c.notNull())
      .addColumn('plan', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('routing_plan_key', ['workspace_id', 'version'])
      .execute();

    await schema
      .createTable('agent_status')
      .addColumn('person_id', 'text', (c) => c.primaryKey().references('person.id'))
      .addColumn('status', 'text', (c) => c.notNull())
      .addColumn('reason', 'text')
      .addColumn('since', 'bigint', (c) => c.notNull())
      .execute();

    await schema
      .createTable('routing_decision')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('workspace_id', 'text', (c) => c.notNull())
      .addColumn('conversation_id', 'text', (c) => c.notNull().references('conversation.id'))
      .addColumn('seq', 'bigint', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('decision', 'text', (c) => c.notNull())
      .execute();
    await schema
      .createIndex('routing_decision_conversation')
      .on('routing_decision')
      .columns(['conversation_id', 'seq'])
      .execute();

    await schema.alterTable('person').addColumn('routing', 'text').execute();
    await schema.alterTable('workspace').addColumn('identity_secret', 'text').execute();
    await schema.alterTable('visitor').addColumn('customer_sub', 'text').execute();
    await schema.alterTable('visitor').addColumn('attributes', 'text').execute();
    await sql`create index visitor_customer on visitor (customer_sub) where customer_sub is not null`.execute(
      db,
    );

    // SQLite adds one column a statement.
    const add = schema.alterTable('conversation');
    await add.addColumn('kind', 'text', (c) => c.notNull().defaultTo('live')).execute();
    await add.addColumn('group_id', 'text').execute();
    await add.addColumn('group_name', 'text').execute();
    await add.addColumn('priority', 'bigint', (c) => c.notNull().defaultTo(0)).execute();
    await add.addColumn('queued_at', 'bigint').execute();
    await add.addColumn('waited', 'bigint', (c) => c.notNull().defaultTo(0)).execute();
    await add.addColumn('offer', 'text').execute();
    await add.addColumn('offer_to', 'text').execute();
    await add.addColumn('offer_until', 'bigint').execute();
    await add.addColumn('guests', 'text', (c) => c.notNull().defaultTo('')).execute();
    await add.addColumn('wrap_up_until', 'bigint').execute();
    await add.addColumn('needs', 'text').execute();
    await add.addColumn('contact', 'text').execute();

    // Who waited before there were groups has waited since they came.
    await sql`update conversation set queued_at = opened_at where status = 'queued'`.execute(db);

    await schema
      .createIndex('conversation_queue')
      .on('conversation')
      .columns(['status', 'group_id', 'queued_at'])
      .execute();
    // Few at a time have an offer or are in wrap-up. A comparison with the column is enough for either
    // database to find the index; `status = ?` as its condition would not be, for SQLite.
    await sql`create index conversation_offer on conversation (offer_until) where offer_until is not null`.execute(
      db,
    );
    await sql`create index conversation_offer_to on conversation (offer_to) where offer_to is not null`.execute(
      db,
    );
    await sql`create index conversation_wrap_up on conversation (agent_id, wrap_up_until)
      where wrap_up_until is not null`.execute(db);
  },
};
