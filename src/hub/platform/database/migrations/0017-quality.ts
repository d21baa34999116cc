import type { Kysely, Migration } from 'kysely';

/** Score cards, samples and reviews (E4). */
export const quality: Migration = {
  up: async (db: Kysely<unknown>) => {
    const { schema } = db;

    await schema
      .createTable('score_card')
      .addColumn('id', 'text', (c) => c.notNull())
      .addColumn('version', 'bigint', (c) => c.notNull())
      .addColumn('workspace_id', 'text', (c) => c.notNull().references('workspace.id'))
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('by_id', 'text', (c) => c.notNull())
      .addColumn('by_name', 'text', (c) => c.notNull())
      .addColumn('retired', 'bigint', (c) => c.notNull())
      .addColumn('card', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('score_card_key', ['id', 'version'])
      .execute();

    await schema
      .createTable('quality_sample')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('workspace_id', 'text', (c) => c.notNull().references('workspace.id'))
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('by_id', 'text', (c) => c.notNull())
      .addColumn('by_name', 'text', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('rule', 'text', (c) => c.notNull())
      .addColumn('card_id', 'text', (c) => c.notNull())
      .addColumn('card_version', 'bigint', (c) => c.notNull())
      .addColumn('due_at', 'bigint')
      .addColumn('matched', 'bigint', (c) => c.notNull())
      .addColumn('left_out', 'bigint', (c) => c.notNull())
      .execute();

    await schema
      .createTable('review')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('workspace_id', 'text', (c) => c.notNull().references('workspace.id'))
      .addColumn('conversation_id', 'text', (c) => c.notNull().references('conversation.id'))
      .addColumn('agent_id', 'text', (c) => c.notNull().references('person.id'))
      .addColumn('agent_name', 'text', (c) => c.notNull())
      .addColumn('group_id', 'text')
      .addColumn('group_name', 'text')
      .addColumn('card_id', 'text', (c) => c.notNull())
      .addColumn('card_version', 'bigint', (c) => c.notNull())
      .addColumn('reviewer_id', 'text', (c) => c.notNull().references('person.id'))
      .addColumn('reviewer_name', 'text', (c) => c.notNull())
      .addColumn('round', 'bigint', (c) => c.notNull())
      .addColumn('pair_id', 'text', (c) => c.notNull())
      .addColumn('sample_id', 'text')
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('version', 'bigint', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('due_at', 'bigint')
      .addColumn('submitted_at', 'bigint')
      .addColumn('released_at', 'bigint')
      .addColumn('appeal_until', 'bigint')
      .addColumn('verdict', 'text')
      .addColumn('total', 'bigint')
      .addColumn('passed', 'bigint')
      .execute();
    // An agent's own; a reviewer's work; a sample; a pair; what was looked at of a conversation; a period.
    await schema.createIndex('review_agent').on('review').columns(['agent_id', 'state']).execute();
    await schema.createIndex('review_reviewer').on('review').columns(['reviewer_id', 'state']).execute();
    await schema.createIndex('review_sample').on('review').column('sample_id').execute();
    await schema.createIndex('review_pair').on('review').column('pair_id').execute();
    await schema.createIndex('review_conversation').on('review').column('conversation_id').execute();
    await schema.createIndex('review_submitted').on('review').column('submitted_at').execute();

    await schema
      .createTable('review_step')
      .addColumn('review_id', 'text', (c) => c.notNull().references('review.id'))
      .addColumn('version', 'bigint', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('by_id', 'text', (c) => c.notNull())
      .addColumn('by_name', 'text', (c) => c.notNull())
      .addColumn('body', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('review_step_key', ['review_id', 'version'])
      .execute();

    await schema
      .createTable('review_draft')
      .addColumn('review_id', 'text', (c) => c.primaryKey().references('review.id'))
      .addColumn('draft', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .execute();

    await schema
      .createTable('follow_up')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('workspace_id', 'text', (c) => c.notNull().references('workspace.id'))
      .addColumn('review_id', 'text', (c) => c.notNull().references('review.id'))
      .addColumn('text', 'text', (c) => c.notNull())
      .addColumn('owner_id', 'text', (c) => c.notNull().references('person.id'))
      .addColumn('owner_name', 'text', (c) => c.notNull())
      .addColumn('due_at', 'bigint', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('by_id', 'text', (c) => c.notNull())
      .addColumn('by_name', 'text', (c) => c.notNull())
      .addColumn('done_at', 'bigint')
      .addColumn('done_by_id', 'text')
      .addColumn('done_by_name', 'text')
      .addColumn('done_note', 'text')
      .execute();
    await schema.createIndex('follow_up_owner').on('follow_up').columns(['owner_id', 'done_at']).execute();
    await schema.createIndex('follow_up_review').on('follow_up').column('review_id').execute();

    // What was closed when, for samples: a period is looked through, not all that there ever was.
    await schema
      .createIndex('conversation_closed')
      .on('conversation')
      .columns(['workspace_id', 'closed_at'])
      .execute();
  },
};
