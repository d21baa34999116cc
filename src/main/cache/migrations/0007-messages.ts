import type { Migration } from './migration.ts';

/**
 * What is on its way is a message or a note, with what goes with it (JSON: quote, mentions), and may be held for a
 * moment before it leaves. A note that is being written is kept apart from the answer: neither can become the other.
 */
export const messages: Migration = {
  name: '0007-messages',
  sql: `
    ALTER TABLE outgoing ADD COLUMN kind TEXT NOT NULL DEFAULT 'message';
    ALTER TABLE outgoing ADD COLUMN more TEXT NOT NULL DEFAULT '{}';
    ALTER TABLE outgoing ADD COLUMN held_until INTEGER;
    ALTER TABLE draft ADD COLUMN note TEXT NOT NULL DEFAULT '';
    ALTER TABLE conversation ADD COLUMN seen_seq INTEGER NOT NULL DEFAULT 0;
  `,
};
