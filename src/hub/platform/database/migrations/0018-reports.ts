import { type Kysely, type Migration, SqliteAdapter, sql } from 'kysely';

/**
 * What reports are made of (E3, decision 31): a fact for each conversation, made from its entries and nothing else, `report_progress`
 * says how far in the feed; and what people were, and when they were there, from now on.
 */
export const reports: Migration = {
  up: async (db: Kysely<unknown>) => {
    const { schema } = db;
    const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter;

    await schema
      .createTable('report_progress')
      .addColumn('workspace_id', 'text', (c) => c.primaryKey().references('workspace.id'))
      .addColumn('upto', 'bigint', (c) => c.notNull())
      .execute();

    // In the order of time: a month's facts lie side by side.
    const facts = schema
      .createTable('report_fact')
      .addColumn('opened_at', 'bigint', (c) => c.notNull())
      .addColumn('conversation_id', 'text', (c) => c.notNull())
      .addColumn('last_at', 'bigint', (c) => c.notNull())
      .addColumn('fact', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('report_fact_key', ['opened_at', 'conversation_id']);
    await (isSqlite ? facts.modifyEnd(sql`without rowid`) : facts).execute();
    // The few that went on for more than a day: the rest is found beside the period. As `read-report.ts` asks for them.
    await sql`create index report_fact_long on report_fact (last_at, opened_at)
      where last_at > opened_at + 86400000`.execute(db);

    const statuses = schema
      .createTable('agent_status_log')
      .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
      .addColumn('since', 'bigint', (c) => c.notNull())
      .addColumn('status', 'text', (c) => c.notNull())
      .addColumn('reason', 'text')
      .addPrimaryKeyConstraint('agent_status_log_key', ['person_id', 'since']);
    await (isSqlite ? statuses.modifyEnd(sql`without rowid`) : statuses).execute();
    await schema.createIndex('agent_status_log_since').on('agent_status_log').column('since').execute();
    await sql`insert into agent_status_log (person_id, since, status, reason)
      select person_id, since, status, reason from agent_status`.execute(db);

    // `until` is moved on while somebody is there: a hub that dies leaves what it wrote last.
    await schema
      .createTable('agent_presence_log')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
      .addColumn('since', 'bigint', (c) => c.notNull())
      .addColumn('until', 'bigint', (c) => c.notNull())
      .execute();
    await schema
      .createIndex('agent_presence_log_until')
      .on('agent_presence_log')
      .columns(['until', 'since'])
      .execute();
  },
};
