-- The cache's tables after 0010-inside-words, version 10. Generated; the migrations are the source.

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
, copy_of TEXT) STRICT;

CREATE INDEX attachment_in_tray ON attachment (conversation_id) WHERE message_key IS NULL;

CREATE INDEX attachment_of_message ON attachment (message_key);

CREATE TABLE conversation (
  id TEXT PRIMARY KEY,
  row TEXT NOT NULL,
  row_seq INTEGER NOT NULL,
  closed INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  floor_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  read_seq INTEGER NOT NULL DEFAULT 0,
  unread INTEGER NOT NULL DEFAULT 0
, closed_at INTEGER, seen_seq INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;

CREATE INDEX conversation_by_closing ON conversation (closed_at) WHERE closed = 1;

CREATE INDEX conversation_by_recency ON conversation (closed, last_at DESC);

CREATE TABLE customer (
  visitor_id TEXT PRIMARY KEY,
  customer TEXT NOT NULL,
  history TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE draft (conversation_id TEXT PRIMARY KEY, text TEXT NOT NULL, note TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;

CREATE TABLE entry (
  conversation_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  from_customer INTEGER NOT NULL,
  entry TEXT NOT NULL,
  PRIMARY KEY (conversation_id, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX entry_of_customer ON entry (conversation_id, seq) WHERE from_customer = 1;

CREATE TABLE entry_change (
  entry_id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  text TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX entry_change_of_conversation ON entry_change (conversation_id);

CREATE TABLE kept_file (
  id TEXT NOT NULL,
  variant TEXT NOT NULL,
  type TEXT NOT NULL,
  at INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (id, variant)
) STRICT;

CREATE INDEX kept_file_by_time ON kept_file (at);

CREATE TABLE mark (conversation_id TEXT PRIMARY KEY, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE REFERENCES outgoing (key) ON DELETE CASCADE,
  conversation_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'refused')),
  code TEXT,
  -- 1 once it left without a definite answer: the hub may have it.
  uncertain INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX outbox_of_conversation ON outbox (conversation_id, position);

CREATE TABLE outgoing (
  key TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL,
  text TEXT NOT NULL,
  at INTEGER NOT NULL
, kind TEXT NOT NULL DEFAULT 'message', more TEXT NOT NULL DEFAULT '{}', held_until INTEGER) STRICT, WITHOUT ROWID;

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

CREATE TABLE search_conversation (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  visitor TEXT NOT NULL,
  label TEXT NOT NULL,
  below INTEGER
) STRICT;

CREATE INDEX search_of_visitor ON search_conversation (visitor);

CREATE INDEX search_unfilled ON search_conversation (no) WHERE below IS NOT NULL;

CREATE TABLE search_place (
  feed_seq INTEGER PRIMARY KEY,
  no INTEGER NOT NULL,
  seq INTEGER NOT NULL
) STRICT;

CREATE VIRTUAL TABLE search_text USING fts5(
  grams, content='', columnsize=0, detail=none, tokenize='ascii'
);

CREATE TABLE 'search_text_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'search_text_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'search_text_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE wrap_up (conversation_id TEXT PRIMARY KEY, draft TEXT NOT NULL) STRICT, WITHOUT ROWID;
