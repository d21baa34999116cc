import type { Kysely, Migration } from 'kysely';

/** Sign-in by the company's provider (decision 39), and what a list of sign-ins shows. */
export const signIn: Migration = {
  up: async ({ schema }: Kysely<unknown>) => {
    await schema.alterTable('workspace').addColumn('sign_in_secret', 'text').execute();
    await schema
      .createTable('sign_in_rules')
      .addColumn('workspace_id', 'text', (c) => c.notNull().references('workspace.id'))
      .addColumn('version', 'integer', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('by', 'text', (c) => c.notNull())
      .addColumn('rules', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('sign_in_rules_key', ['workspace_id', 'version'])
      .execute();
    await schema
      .createTable('person_identity')
      .addColumn('workspace_id', 'text', (c) => c.notNull().references('workspace.id'))
      .addColumn('issuer', 'text', (c) => c.notNull())
      .addColumn('subject', 'text', (c) => c.notNull())
      .addColumn('person_id', 'text', (c) => c.notNull().references('person.id'))
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('person_identity_key', ['workspace_id', 'issuer', 'subject'])
      .execute();
    // One account of a provider is a person, and no second one ever is.
    await schema
      .createIndex('person_identity_person')
      .unique()
      .on('person_identity')
      .columns(['person_id', 'issuer'])
      .execute();
    await schema
      .createTable('sign_in_attempt')
      .addColumn('state_hash', 'text', (c) => c.primaryKey())
      .addColumn('workspace_id', 'text', (c) => c.notNull().references('workspace.id'))
      .addColumn('nonce', 'text', (c) => c.notNull())
      .addColumn('verifier', 'text', (c) => c.notNull())
      .addColumn('browser_hash', 'text', (c) => c.notNull())
      .addColumn('challenge', 'text', (c) => c.notNull())
      .addColumn('port', 'integer', (c) => c.notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .addColumn('came_back_at', 'bigint')
      .addColumn('person_id', 'text', (c) => c.references('person.id'))
      .addColumn('code_hash', 'text', (c) => c.unique())
      .addColumn('code_expires_at', 'bigint')
      .execute();
    await schema.createIndex('sign_in_attempt_end').on('sign_in_attempt').column('expires_at').execute();
    await schema.alterTable('desk_session').addColumn('address', 'text').execute();
    await schema.alterTable('desk_session').addColumn('seen_at', 'bigint').execute();
    await schema.alterTable('desk_session').addColumn('method', 'text').execute();
  },
};
