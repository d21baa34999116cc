import { statSync } from 'node:fs';
import type Sqlite from 'better-sqlite3';
import {
  type Conversation,
  conversation,
  unknownConversation,
  unrouted,
} from '#shared/domain/conversation.ts';
import type { Mark } from '#shared/protocol/desk.ts';
import { ciphers, unlock } from './cipher.ts';
import { contentOf, type OutboxContent, type OutboxState, outboxStates } from './outbox.ts';
import { repositoriesOf } from './repositories.ts';
import { Database } from './sqlite.ts';

export type RescuedMessage = OutboxContent & {
  readonly key: string;
  readonly conversationId: string;
  readonly text: string;
  readonly at: number;
  readonly state: OutboxState;
  readonly code: string | null;
  readonly uncertain: boolean;
};

type RescuedFile = {
  readonly key: string;
  readonly conversation_id: string;
  readonly message_key: string | null;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly copy_of: string | null;
  readonly bytes: Uint8Array;
};

/** What only this computer has, out of a file that is given up: all else is the hub's. */
export type Rescued = {
  readonly messages: readonly RescuedMessage[];
  /** What goes along with them, or was to. */
  readonly files: readonly RescuedFile[];
  readonly drafts: readonly {
    readonly conversationId: string;
    readonly text: string;
    readonly note: string;
  }[];
  readonly marks: readonly Mark[];
  /** What is being filled in when a conversation is closed, and of reviews: as it is kept. */
  readonly wrapUps: readonly { readonly conversationId: string; readonly draft: string }[];
  readonly reviews: readonly { readonly name: string; readonly value: string }[];
  /** Rows of their conversations, as far as they could be read. */
  readonly conversations: readonly Conversation[];
  /** False when something could not be read: there may have been more. */
  readonly complete: boolean;
};

/** As `meta.ts` names them. */
const reviewPrefix = 'review ';

const nothing: Rescued = {
  messages: [],
  files: [],
  drafts: [],
  marks: [],
  wrapUps: [],
  reviews: [],
  conversations: [],
  complete: false,
};

/**
 * Reads what can still be read. Every page is authenticated, so what is read is what was written; a page
 * that is broken costs what is on it. Never fails: what is unreadable is said by `complete`.
 */
export function rescueFrom(path: string, key: string): Rescued {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) === 0) return nothing;
  for (const cipher of ciphers) {
    const db = new Database(path);
    try {
      unlock(db, cipher, key);
      db.pragma('query_only = ON');
      return readAll(db);
    } catch {
      // Of another cipher, or not readable at all: then `complete` says so.
    } finally {
      db.close();
    }
  }
  return nothing;
}

/** The same of a database that is in use. */
export function readAll(db: Sqlite.Database): Rescued {
  let complete = true;

  /** Rows of a table from both ends, so that one broken page costs only what is on it. */
  function rowsOf<T extends object>(columns: string, table: string, id: keyof T & string): T[] {
    const found = new Map<unknown, T>();
    for (const order of ['ASC', 'DESC']) {
      try {
        const rows = db.prepare<[], T>(`SELECT ${columns} FROM ${table} ORDER BY ${id} ${order}`).iterate();
        for (const row of rows) found.set(row[id], row);
        break;
      } catch {
        complete = false;
      }
    }
    return [...found.values()];
  }

  type Message = {
    key: string;
    conversation_id: string;
    text: string;
    at: number;
    kind: 'message' | 'note';
    more: string;
    held_until: number | null;
  };
  type Job = { key: string; state: string; code: string | null; uncertain: number; position: number };
  type Draft = { conversation_id: string; text: string; note: string };
  type Row = { id: string; row: string };
  // A file of before there were notes has no columns for them.
  const knowsNotes = hasColumn(db, 'outgoing', 'kind');
  const messages = rowsOf<Message>(
    `key, conversation_id, text, at, ${knowsNotes ? 'kind, more, held_until' : "'message' AS kind, '{}' AS more, NULL AS held_until"}`,
    'outgoing',
    'key',
  );
  const jobs = new Map(
    rowsOf<Job>('key, state, code, uncertain, position', 'outbox', 'position').map((job) => [job.key, job]),
  );
  const files = hasTable(db, 'attachment')
    ? rowsOf<RescuedFile>(
        `key, conversation_id, message_key, name, type, size, bytes, ${hasColumn(db, 'attachment', 'copy_of') ? 'copy_of' : 'NULL AS copy_of'}`,
        'attachment',
        'key',
      )
    : [];
  const drafts = rowsOf<Draft>(
    `conversation_id, text, ${knowsNotes ? 'note' : "'' AS note"}`,
    'draft',
    'conversation_id',
  );
  const marks = rowsOf<{ conversation_id: string; seq: number }>(
    'conversation_id, seq',
    'mark',
    'conversation_id',
  );
  const wrapUps = hasTable(db, 'wrap_up')
    ? rowsOf<{ conversation_id: string; draft: string }>(
        'conversation_id, draft',
        'wrap_up',
        'conversation_id',
      )
    : [];
  const reviews = rowsOf<{ name: string; value: string }>('name, value', 'meta', 'name').filter(({ name }) =>
    name.startsWith(reviewPrefix),
  );
  const wanted = new Set([...messages, ...drafts].map((each) => each.conversation_id));
  const conversations = [...wanted].flatMap((id) => {
    try {
      const found = db.prepare<[string], Row>('SELECT id, row FROM conversation WHERE id = ?').get(id);
      // Of a file from before there were groups, the row says nothing of them.
      const parsed = conversation.safeParse({ ...unrouted, ...JSON.parse(found?.row ?? 'null') });
      return parsed.success ? [parsed.data] : [];
    } catch {
      // Its row is of the hub; the message is what counts.
      return [];
    }
  });
  const placeOf = (key: string) => jobs.get(key)?.position ?? Number.MAX_SAFE_INTEGER;
  return {
    messages: messages
      // Keys are UUIDv7: by time where the order itself was lost.
      .sort((a, b) => placeOf(a.key) - placeOf(b.key) || (a.key < b.key ? -1 : 1))
      .map((message) => {
        const job = jobs.get(message.key);
        return {
          ...contentOf(message),
          key: message.key,
          conversationId: message.conversation_id,
          text: message.text,
          at: message.at,
          // Where nobody knows how far it was, it may have left already; its key keeps it from being two.
          state: outboxStates.find((state) => state === job?.state) ?? 'queued',
          code: job?.code ?? null,
          uncertain: job === undefined || job.uncertain === 1,
        };
      }),
    files,
    drafts: drafts.map((draft) => ({
      conversationId: draft.conversation_id,
      text: draft.text,
      note: draft.note,
    })),
    marks: marks.map((mark) => ({ conversationId: mark.conversation_id, seq: mark.seq })),
    wrapUps: wrapUps.map(({ conversation_id, draft }) => ({ conversationId: conversation_id, draft })),
    reviews,
    conversations,
    complete,
  };
}

/** Older files lack some. */
function hasTable(db: Sqlite.Database, name: string): boolean {
  try {
    return db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(name) !== undefined;
  } catch {
    // What cannot even say which tables it has is asked for its rows, and says that something is missing.
    return true;
  }
}

function hasColumn(db: Sqlite.Database, table: string, column: string): boolean {
  try {
    const columns = db.pragma(`table_info(${table})`) as { readonly name: string }[];
    return columns.some(({ name }) => name === column);
  } catch {
    // What cannot be read at all is found out by whoever reads it.
    return false;
  }
}

/** Writes it into a new cache, each message under its own key. */
export function putBack(db: Sqlite.Database, rescued: Rescued): void {
  const repos = repositoriesOf(db);
  db.transaction(() => {
    for (const row of rescued.conversations) {
      repos.conversations.keep(row, { floor: row.lastSeq + 1, last: row.lastSeq });
    }
    for (const { conversationId } of [...rescued.messages, ...rescued.drafts]) {
      // What somebody typed must be in sight even where its conversation could not be read.
      if (repos.conversations.held(conversationId) !== null) continue;
      repos.conversations.keep(unknownConversation(conversationId), { floor: 1, last: 0 });
    }
    for (const message of rescued.messages) {
      repos.outbox.add(message.key, message.conversationId, message.text, message.at, message);
      repos.outbox.set(message.key, message.state, message.code, message.uncertain);
    }
    for (const {
      conversation_id: conversationId,
      message_key: messageKey,
      copy_of: copyOf,
      bytes,
      ...file
    } of rescued.files) {
      repos.files.add(conversationId, { ...file, ...(copyOf !== null && { copyOf }) }, bytes);
      if (messageKey !== null) repos.files.attach(messageKey, file.key, conversationId);
    }
    for (const { conversationId, text, note } of rescued.drafts) {
      repos.notes.setDraft(conversationId, 'message', text);
      repos.notes.setDraft(conversationId, 'note', note);
    }
    for (const mark of rescued.marks) repos.notes.addMark(mark);
    const wrapUp = db.prepare<[string, string]>('INSERT OR REPLACE INTO wrap_up VALUES (?, ?)');
    for (const { conversationId, draft } of rescued.wrapUps) wrapUp.run(conversationId, draft);
    const review = db.prepare<[string, string]>('INSERT OR REPLACE INTO meta VALUES (?, ?)');
    for (const { name, value } of rescued.reviews) review.run(name, value);
  })();
}
