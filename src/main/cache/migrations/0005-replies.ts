import type { Migration } from './migration.ts';

/** Canned replies, how they sound, and how often they were used (A2). */
export const replies: Migration = {
  name: '0005-replies',
  sql: `
    CREATE TABLE reply (
      id TEXT PRIMARY KEY,
      reply TEXT NOT NULL,
      -- JSON of ReplySounds: made once, from a dictionary that is slow to load.
      sounds TEXT NOT NULL
    ) STRICT;

    CREATE TABLE reply_use (
      id TEXT PRIMARY KEY,
      count INTEGER NOT NULL,
      last_at INTEGER NOT NULL,
      -- By everybody, as the hub said last.
      house INTEGER NOT NULL DEFAULT 0,
      -- Of count: what the hub has not been told yet.
      unsent INTEGER NOT NULL DEFAULT 0
    ) STRICT, WITHOUT ROWID;
  `,
};
