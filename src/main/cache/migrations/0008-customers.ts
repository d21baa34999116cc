import type { Migration } from './migration.ts';

/**
 * What is known of the customers whose conversations are here, and what is being filed of one: by browser, because that
 * is what a conversation names.
 */
export const customers: Migration = {
  name: '0008-customers',
  sql: `
    CREATE TABLE customer (
      visitor_id TEXT PRIMARY KEY,
      customer TEXT NOT NULL,
      history TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE wrap_up (conversation_id TEXT PRIMARY KEY, draft TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
};
