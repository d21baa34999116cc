import type { Migration } from './migration.ts';

/** Files on their way out, whole, so that nothing is lost when the desk ends; and pictures that were looked at. */
export const files: Migration = {
  name: '0006-files',
  sql: `
    CREATE TABLE attachment (
      -- Under which it is sent (P3).
      key TEXT PRIMARY KEY,
      conversation_id TEXT NOT NULL,
      -- Null while it lies beside the text that is being written.
      message_key TEXT REFERENCES outgoing (key) ON DELETE CASCADE,
      name TEXT NOT NULL,
      type TEXT NOT NULL,
      size INTEGER NOT NULL,
      -- What the hub has made of it, JSON; null until it has it.
      file TEXT,
      bytes BLOB NOT NULL
    ) STRICT;
    CREATE INDEX attachment_of_message ON attachment (message_key);
    CREATE INDEX attachment_in_tray ON attachment (conversation_id) WHERE message_key IS NULL;

    CREATE TABLE kept_file (
      id TEXT NOT NULL,
      variant TEXT NOT NULL,
      type TEXT NOT NULL,
      at INTEGER NOT NULL,
      bytes BLOB NOT NULL,
      PRIMARY KEY (id, variant)
    ) STRICT;
    CREATE INDEX kept_file_by_time ON kept_file (at);
  `,
};
