import type { PersonRef, Quote } from '#shared/domain/entry.ts';
import type { Outgoing } from '#shared/ipc/conversations.ts';
import type { Db } from './db.ts';
import { type Attachment, filesOf } from './files.ts';

/** `sent`: the hub has it, its entry has not come yet (shown as sending until then). */
export const outboxStates = ['queued', 'sending', 'sent', 'refused'] as const;
export type OutboxState = (typeof outboxStates)[number];

/** What is sent besides its words. */
export type OutboxContent = {
  readonly kind: 'message' | 'note';
  /** What it answers to, as it is shown until the hub says it. */
  readonly quote: Quote | null;
  readonly mentions: readonly PersonRef[];
  /** A note for whoever serves the customer, by who supervises (E2). */
  readonly whisper?: true | undefined;
  /** It does not leave before: whoever wrote it may take it back until then. Epoch milliseconds. */
  readonly heldUntil: number | null;
};

/** A message of words alone, which leaves at once. */
export const plainMessage: OutboxContent = { kind: 'message', quote: null, mentions: [], heldUntil: null };

export type OutboxJob = OutboxContent & {
  readonly key: string;
  readonly conversationId: string;
  readonly text: string;
  /** What goes along with it. */
  readonly files: readonly Attachment[];
  readonly at: number;
  readonly state: OutboxState;
  readonly code: string | null;
  /** It left without a definite answer: the hub may have it already. */
  readonly uncertain: boolean;
};

type Row = {
  readonly key: string;
  readonly conversation_id: string;
  readonly text: string;
  readonly at: number;
  readonly kind: 'message' | 'note';
  /** JSON of `More`. */
  readonly more: string;
  readonly held_until: number | null;
  readonly state: OutboxState;
  readonly code: string | null;
  readonly uncertain: number;
};

type More = {
  readonly quote?: Quote;
  readonly mentions?: readonly PersonRef[];
  readonly whisper?: true;
};

const columns = `m.key, m.conversation_id, m.text, m.at, m.kind, m.more, m.held_until, o.state, o.code, o.uncertain
  FROM outbox o JOIN outgoing m ON m.key = o.key`;

export type OutboxRepository = ReturnType<typeof outboxOf>;

export function outboxOf(db: Db) {
  const { ofMessage } = filesOf(db);
  const toJob = (row: Row): OutboxJob => ({ ...jobOf(row), files: ofMessage(row.key) });
  const one = db.prepare<[string], Row>(`SELECT ${columns} WHERE o.key = ?`);
  const all = db.prepare<[], Row>(`SELECT ${columns} ORDER BY o.position`);
  const ofConversation = db.prepare<[string], Row>(
    `SELECT ${columns} WHERE o.conversation_id = ? ORDER BY o.position`,
  );
  const insertMessage = db.prepare<[string, string, string, number, string, string, number | null]>(
    'INSERT INTO outgoing (key, conversation_id, text, at, kind, more, held_until) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const insertJob = db.prepare<[string, string]>(
    "INSERT INTO outbox (key, conversation_id, state) VALUES (?, ?, 'queued')",
  );
  const set = db.prepare<[OutboxState, string | null, number, string]>(
    'UPDATE outbox SET state = ?, code = ?, uncertain = ? WHERE key = ?',
  );
  const again = db.prepare("UPDATE outbox SET state = 'queued', uncertain = 1 WHERE state = 'sending'");
  const unconfirm = db.prepare("UPDATE outbox SET state = 'queued', uncertain = 1 WHERE state = 'sent'");
  const removeSent = db.prepare<{ id: string | null }>(
    `DELETE FROM outgoing WHERE key IN
       (SELECT key FROM outbox WHERE state = 'sent' AND (@id IS NULL OR conversation_id = @id))`,
  );
  const unsent = db.prepare<[], { n: number }>("SELECT count(*) AS n FROM outbox WHERE state <> 'sent'");
  // The job goes with its message (ON DELETE CASCADE).
  const remove = db.prepare<[string]>('DELETE FROM outgoing WHERE key = ?');

  return {
    get: (key: string): OutboxJob | null => {
      const row = one.get(key);
      return row === undefined ? null : toJob(row);
    },
    all: (): OutboxJob[] => all.all().map(toJob),
    ofConversation: (id: string): OutboxJob[] => ofConversation.all(id).map(toJob),
    /** Message and job; the caller's transaction holds them together (P6). */
    add: (key: string, conversationId: string, text: string, at: number, content = plainMessage): void => {
      const { kind, heldUntil } = content;
      insertMessage.run(key, conversationId, text, at, kind, moreOf(content), heldUntil);
      insertJob.run(key, conversationId);
    },
    set: (key: string, state: OutboxState, code: string | null, uncertain: boolean): void =>
      void set.run(state, code, uncertain ? 1 : 0, key),
    /** After a restart what was under way is queued again under the same key (P6). */
    requeue: (): void => void again.run(),
    /** What was acknowledged and whose entry has not come is asked for again. */
    requeueSent: (): void => void unconfirm.run(),
    /** Of one conversation, or of all: what was acknowledged is the hub's, whether its entry has come or not. */
    removeSent: (id: string | null): void => void removeSent.run({ id }),
    /** How many the hub is not known to have. */
    unsent: (): number => unsent.get()?.n ?? 0,
    remove: (key: string): boolean => remove.run(key).changes > 0,
  };
}

/** How the renderer is told of a job. */
export function toOutgoing(job: OutboxJob): Outgoing {
  return {
    key: job.key,
    conversationId: job.conversationId,
    kind: job.kind,
    text: job.text,
    ...(job.files.length > 0 && {
      files: job.files.map(({ file: _, ...local }) => local),
    }),
    quote: job.quote,
    mentions: [...job.mentions],
    ...(job.whisper && { whisper: job.whisper }),
    at: job.at,
    heldUntil: job.heldUntil,
    state: job.state === 'sent' ? 'sending' : job.state,
    code: job.code,
  };
}

/** JSON of what goes with the words; what there is none of is left out. */
function moreOf({ quote, mentions, whisper }: OutboxContent): string {
  return JSON.stringify({
    ...(quote && { quote }),
    ...(mentions.length > 0 && { mentions }),
    ...(whisper && { whisper }),
  } satisfies More);
}

export function contentOf(row: Pick<Row, 'kind' | 'more' | 'held_until'>): OutboxContent {
  const { quote = null, mentions = [], whisper } = JSON.parse(row.more) as More;
  return { kind: row.kind, quote, mentions, heldUntil: row.held_until, ...(whisper && { whisper }) };
}

function jobOf(row: Row): Omit<OutboxJob, 'files'> {
  return {
    ...contentOf(row),
    key: row.key,
    conversationId: row.conversation_id,
    text: row.text,
    at: row.at,
    state: row.state,
    code: row.code,
    uncertain: row.uncertain === 1,
  };
}
