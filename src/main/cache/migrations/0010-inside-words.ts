import type { Migration } from './migration.ts';

/**
 * Lines are found by the names of their files too, and by what is far inside of a long word: all are indexed anew,
 * behind everything else (`search/fill.ts`).
 */
export const insideWords: Migration = {
  name: '0010-inside-words',
  sql: `
    INSERT INTO search_text (search_text) VALUES ('delete-all');
    DELETE FROM search_place;
    UPDATE search_conversation SET below =
      (SELECT last_seq + 1 FROM conversation c WHERE c.id = search_conversation.id);
  `,
};
