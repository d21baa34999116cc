import { type Kysely, type Migration, sql } from 'kysely';

/** Alerts of the house's rules (E5). */
export const watch: Migration = {
  up: async (db: Kysely<unknown>) => {
    const { schema } = db;
    const workspace = schema.alterTable('workspace');
    await workspace.addColumn('watch_hook', 'text').execute();
    await workspace.addColumn('watch_secret', 'text').execute();
    await workspace.addColumn('watch_cursor', 'bigint').execute();

    await schema
      .createTable('watch_rules')
      .addColumn('workspace_id', 'text', (c) => c.notNull().references('workspace.id'))
      .addColumn('version', 'integer', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('by', 'text', (c) => c.notNull())
      .addColumn('rules', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('watch_rules_key', ['workspace_id', 'version'])
      .execute();

    await schema
      .createTable('watch_alert')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('workspace_id', 'text', (c) => c.notNull().references('workspace.id'))
      .addColumn('rule_id', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('rule_name', 'text', (c) => c.notNull())
      .addColumn('subject', 'text', (c) => c.notNull())
      .addColumn('severity', 'text', (c) => c.notNull())
      .addColumn('conversation_id', 'text', (c) => c.references('conversation.id'))
      .addColumn('person_id', 'text')
      .addColumn('person_name', 'text')
      .addColumn('group_id', 'text')
      .addColumn('group_name', 'text')
      .addColumn('customer', 'text')
      .addColumn('value', 'bigint', (c) => c.notNull())
      .addColumn('threshold', 'bigint', (c) => c.notNull())
      .addColumn('word', 'text')
      .addColumn('count', 'integer', (c) => c.notNull())
      .addColumn('rung', 'integer', (c) => c.notNull())
      .addColumn('rung_at', 'bigint', (c) => c.notNull())
      .addColumn('raised_at', 'bigint', (c) => c.notNull())
      .addColumn('acked_at', 'bigint')
      .addColumn('acked_by', 'text')
      .addColumn('acked_name', 'text')
      .addColumn('acked_note', 'text')
      .addColumn('resolved_at', 'bigint')
      .addColumn('resolved_how', 'text')
      .addColumn('resolved_by', 'text')
      .addColumn('resolved_name', 'text')
      .addColumn('over_at', 'bigint')
      .addColumn('changed_at', 'bigint', (c) => c.notNull())
      .execute();
    // Of two nodes that find the same, one is first.
    await schema
      .createIndex('watch_alert_slot')
      .unique()
      .on('watch_alert')
      .columns(['workspace_id', 'rule_id', 'subject'])
      .where(sql.ref('over_at'), 'is', null)
      .execute();
    await schema
      .createIndex('watch_alert_changed')
      .on('watch_alert')
      .columns(['workspace_id', 'changed_at'])
      .execute();
    await schema
      .createIndex('watch_alert_resolved')
      .on('watch_alert')
      .columns(['workspace_id', 'resolved_at'])
      .execute();

    await schema
      .createTable('watch_line')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('alert_id', 'text', (c) => c.notNull().references('watch_alert.id'))
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('what', 'text', (c) => c.notNull())
      .addColumn('person_id', 'text')
      .addColumn('person_name', 'text')
      .addColumn('note', 'text')
      .addColumn('value', 'bigint')
      .addColumn('because', 'text')
      .addColumn('cause', 'text', (c) => c.unique())
      .execute();
    await schema.createIndex('watch_line_of').on('watch_line').columns(['alert_id', 'at']).execute();

    await schema
      .createTable('watch_quiet')
      .addColumn('rule_id', 'text', (c) => c.notNull())
      .addColumn('person_id', 'text', (c) => c.notNull())
      .addColumn('until', 'bigint', (c) => c.notNull())
      .addColumn('by', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('watch_quiet_key', ['rule_id', 'person_id'])
      .execute();

    await schema
      .createTable('watch_delivery')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('workspace_id', 'text', (c) => c.notNull().references('workspace.id'))
      .addColumn('type', 'text', (c) => c.notNull())
      .addColumn('body', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('tries', 'integer', (c) => c.notNull())
      .addColumn('next_at', 'bigint')
      .addColumn('done_at', 'bigint')
      .addColumn('fault', 'text')
      .addColumn('status', 'integer')
      .execute();
    await schema
      .createIndex('watch_delivery_next')
      .on('watch_delivery')
      .columns(['workspace_id', 'next_at'])
      .execute();
  },
};
