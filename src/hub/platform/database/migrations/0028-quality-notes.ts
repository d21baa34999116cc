import type { Kysely, Migration } from 'kysely';

/** What people are told of reviews, until they have looked (E4). */
export const qualityNotes: Migration = {
  up: async ({ schema }: Kysely<unknown>) => {
    await schema
      .createTable('quality_note')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('workspace_id', 'text', (c) => c.notNull().references('workspace.id'))
      .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('review_id', 'text', (c) => c.notNull().references('review.id'))
      .addColumn('subject_id', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('by_id', 'text', (c) => c.notNull())
      .addColumn('by_name', 'text', (c) => c.notNull())
      .addColumn('due_at', 'bigint')
      .addColumn('changed_at', 'bigint', (c) => c.notNull())
      .addColumn('seen_at', 'bigint')
      .execute();
    // One kind of news of one thing comes to a person once; what is over is over for all who were told.
    await schema
      .createIndex('quality_note_once')
      .on('quality_note')
      .columns(['person_id', 'kind', 'subject_id'])
      .unique()
      .execute();
    await schema.createIndex('quality_note_subject').on('quality_note').column('subject_id').execute();
    // What a person has not seen; and what another node has changed.
    await schema
      .createIndex('quality_note_unseen')
      .on('quality_note')
      .columns(['person_id', 'seen_at', 'at'])
      .execute();
    await schema.createIndex('quality_note_changed').on('quality_note').column('changed_at').execute();
    await schema.createIndex('follow_up_due').on('follow_up').columns(['done_at', 'due_at']).execute();
  },
};
