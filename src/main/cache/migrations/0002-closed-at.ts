import type { Migration } from './migration.ts';

/** When a conversation was closed, to find those whose term is over without reading every row. */
export const closedAt: Migration = {
  name: '0002-closed-at',
  sql: `
    ALTER TABLE conversation ADD COLUMN closed_at INTEGER;
    UPDATE conversation SET closed_at = json_extract(row, '$.closedAt');
    CREATE INDEX conversation_by_closing ON conversation (closed_at) WHERE closed = 1;
  `,
};
