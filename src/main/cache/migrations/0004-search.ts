import type { Migration } from './migration.ts';

/**
 * The index to search by. What is there already is indexed behind everything else (`search/fill.ts`): `below` says
 * how far down that is, null once all is. The number of a line in the index is its place in the feed, so that the
 * newest are found first.
 */
export const search: Migration = {
  name: '0004-search',
  sql: `
    -- What a line says, as words of domain/search, without the text itself. To take a line out, its words are
    -- said again: what SQLite would keep to do it by itself (contentless_delete) is a quarter of the whole.
    CREATE VIRTUAL TABLE search_text USING fts5(
      grams, content='', columnsize=0, detail=none, tokenize='ascii'
    );
    CREATE TABLE search_place (
      feed_seq INTEGER PRIMARY KEY,
      no INTEGER NOT NULL,
      seq INTEGER NOT NULL
    ) STRICT;

    -- A short number for each conversation, and what of its customer and page can be searched for, folded.
    CREATE TABLE search_conversation (
      no INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      visitor TEXT NOT NULL,
      label TEXT NOT NULL,
      below INTEGER
    ) STRICT;
    CREATE INDEX search_of_visitor ON search_conversation (visitor);
    CREATE INDEX search_unfilled ON search_conversation (no) WHERE below IS NOT NULL;

    -- What became of messages that were edited; null once they were recalled, which is final.
    CREATE TABLE entry_change (
      entry_id TEXT PRIMARY KEY,
      conversation_id TEXT NOT NULL,
      seq INTEGER NOT NULL,
      text TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX entry_change_of_conversation ON entry_change (conversation_id);

    INSERT INTO search_conversation (id, visitor, label, below)
      SELECT id, json_extract(row, '$.visitor.id'), '', last_seq + 1 FROM conversation ORDER BY last_at;
  `,
};
