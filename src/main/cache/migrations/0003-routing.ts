import type { Migration } from './migration.ts';

/**
 * Rows of conversations from before there were groups, offers and guests say what the hub says of those: whoever
 * waited has waited since they came. Rows of what is closed never come again, so they would stay as they were.
 */
export const routing: Migration = {
  name: '0003-routing',
  sql: `
    UPDATE conversation SET row = json_insert(row,
      '$.kind', 'live',
      '$.group', NULL,
      '$.priority', 0,
      '$.needs', json('{"skills":[],"language":null,"agent":null}'),
      '$.queuedAt', CASE json_extract(row, '$.status') WHEN 'queued' THEN json_extract(row, '$.openedAt') END,
      '$.waited', 0,
      '$.offer', NULL,
      '$.guests', json('[]'),
      '$.wrapUpUntil', NULL,
      '$.contact', NULL);
  `,
};
