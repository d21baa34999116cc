import type { Migration } from './migration.ts';

/** Files of canned replies (A2) that go along with a message: no bytes of them are here, the hub copies its own. */
export const copies: Migration = {
  name: '0009-copies',
  sql: `
    ALTER TABLE attachment ADD COLUMN copy_of TEXT;
    -- Until now no reply had any.
    UPDATE reply SET reply = json_set(reply, '$.attached', json('[]'));
  `,
};
