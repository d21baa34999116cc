import type { Kysely, Migration } from 'kysely';

/** Everything that a conversation between a visitor and an agent needs. */
export const first: Migration = {
  up: async (db: Kysely<unknown>) => {
    const { schema } = db;

    await schema
      .createTable('workspace')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('feed_head', 'bigint', (c) => c.notNull())
      .addColumn('epoch', 'text', (c) => c.notNull())
      .addColumn('feed_oldest', 'bigint', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .execute();

    await schema
      .createTable('person')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('workspace_id', 'text', (c) => c.notNull().references('workspace.id'))
      .addColumn('email', 'text', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('role', 'text', (c) => c.notNull())
      .addColumn('password_hash', 'text', (c) => c.notNull())
      .addColumn('disabled_at', 'bigint')
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addUniqueConstraint('person_email', ['email'])
      .execute();

    await schema
      .createTable('desk_session')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
      .addColumn('token_hash', 'text', (c) => c.notNull())
      .addColumn('device', 'text', (c) => c.notNull())
      .addColumn('app', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .addColumn('revoked_at', 'bigint')
      .addUniqueConstraint('desk_session_token', ['token_hash'])
      .execute();
    await schema.createIndex('desk_session_person').on('desk_session').column('person_id').execute();

    await schema
      .createTable('visitor')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('workspace_id', 'text', (c) => c.notNull().references('workspace.id'))
      .addColumn('token_hash', 'text', (c) => c.notNull())
      .addColumn('name', 'text')
      .addColumn('locale', 'text', (c) => c.notNull())
      .addColumn('origin', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addUniqueConstraint('visitor_token', ['token_hash'])
      .execute();

    await schema
      .createTable('allowed_origin')
      .addColumn('workspace_id', 'text', (c) => c.notNull().references('workspace.id'))
      .addColumn('origin', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('allowed_origin_key', ['workspace_id', 'origin'])
      .execute();

    await schema
      .createTable('conversation')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('workspace_id', 'text', (c) => c.notNull().references('workspace.id'))
      .addColumn('visitor_id', 'text', (c) => c.notNull().references('visitor.id'))
      .addColumn('status', 'text', (c) => c.notNull())
      .addColumn('agent_id', 'text', (c) => c.references('person.id'))
      .addColumn('version', 'bigint', (c) => c.notNull())
      .addColumn('last_seq', 'bigint', (c) => c.notNull())
      .addColumn('last_public_seq', 'bigint', (c) => c.notNull())
      .addColumn('last_feed_seq', 'bigint', (c) => c.notNull())
      .addColumn('opened_at', 'bigint', (c) => c.notNull())
      .addColumn('closed_at', 'bigint')
      .addColumn('waiting_since', 'bigint')
      .addColumn('last_message', 'text')
      .addColumn('page', 'text')
      .addColumn('owners', 'text', (c) => c.notNull())
      .execute();
    // A visitor's conversations; the open one of them; who has how many; who waits in the queue.
    await schema
      .createIndex('conversation_visitor')
      .on('conversation')
      .columns(['visitor_id', 'id'])
      .execute();
    await schema
      .createIndex('conversation_agent')
      .on('conversation')
      .columns(['agent_id', 'status'])
      .execute();
    await schema
      .createIndex('conversation_status')
      .on('conversation')
      .columns(['status', 'opened_at'])
      .execute();

    await schema
      .createTable('participant')
      .addColumn('conversation_id', 'text', (c) => c.notNull().references('conversation.id'))
      .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
      .addColumn('since', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('participant_key', ['conversation_id', 'person_id'])
      .execute();
    await schema
      .createIndex('participant_person')
      .on('participant')
      .columns(['person_id', 'since'])
      .execute();

    await schema
      .createTable('entry')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('workspace_id', 'text', (c) => c.notNull())
      .addColumn('conversation_id', 'text', (c) => c.notNull().references('conversation.id'))
      .addColumn('seq', 'bigint', (c) => c.notNull())
      .addColumn('feed_seq', 'bigint', (c) => c.notNull())
      .addColumn('public_seq', 'bigint')
      .addColumn('author_kind', 'text', (c) => c.notNull())
      .addColumn('author_id', 'text')
      .addColumn('author_name', 'text', (c) => c.notNull())
      .addColumn('audience', 'text', (c) => c.notNull())
      .addColumn('key', 'text')
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('body', 'text', (c) => c.notNull())
      .addUniqueConstraint('entry_seq', ['conversation_id', 'seq'])
      .addUniqueConstraint('entry_feed', ['workspace_id', 'feed_seq'])
      // Keys sort by time, so new ones all go to the index's end: far fewer pages a commit than by author.
      .addUniqueConstraint('entry_key', ['key', 'author_id'])
      .execute();

    await schema
      .createTable('mark')
      .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
      .addColumn('conversation_id', 'text', (c) => c.notNull().references('conversation.id'))
      .addColumn('seq', 'bigint', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('mark_key', ['person_id', 'conversation_id'])
      .execute();

    await schema
      .createTable('audit')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('workspace_id', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('code', 'text', (c) => c.notNull())
      .addColumn('event', 'text', (c) => c.notNull())
      .addColumn('actor_kind', 'text', (c) => c.notNull())
      .addColumn('actor_id', 'text')
      .addColumn('address', 'text', (c) => c.notNull())
      .addColumn('subject', 'text')
      .execute();
    await schema.createIndex('audit_at').on('audit').columns(['workspace_id', 'at']).execute();
  },
};
