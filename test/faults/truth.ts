import Sqlite from 'better-sqlite3';
import type { EntryBody } from '#shared/domain/entry.ts';

/** What the hub's database holds, read beside the hub, from the file. */

export type TrueEntry = {
  readonly id: string;
  readonly conversationId: string;
  readonly seq: number;
  readonly feedSeq: number;
  readonly publicSeq: number | null;
  readonly authorKind: string;
  readonly authorId: string | null;
  readonly key: string | null;
  readonly body: EntryBody;
};

export type TrueConversation = {
  readonly id: string;
  readonly visitorId: string;
  readonly agentId: string | null;
  readonly status: string;
  readonly lastSeq: number;
  readonly lastPublicSeq: number;
  readonly openedAt: number;
  /** Everybody who has or had it. */
  readonly owners: readonly string[];
};

export type Truth = {
  readonly feedHead: number;
  readonly entries: readonly TrueEntry[];
  readonly conversations: readonly TrueConversation[];
  readonly people: readonly { readonly id: string; readonly email: string; readonly role: string }[];
};

export type TruthReader = {
  readonly conversations: () => readonly TrueConversation[];
  readonly countMessages: () => number;
  /** The last messages of a person that they may change, the latest first. */
  readonly changeable: (
    person: { readonly id: string; readonly role: string },
    limit: number,
  ) => readonly Pick<TrueEntry, 'id' | 'conversationId'>[];
  readonly all: () => Truth;
  readonly close: () => void;
};

export function readTruth(path: string): TruthReader {
  const db = new Sqlite(path, { readonly: true });
  const conversations = db.prepare(
    `select id, visitor_id as visitorId, agent_id as agentId, status, last_seq as lastSeq,
       last_public_seq as lastPublicSeq, opened_at as openedAt, owners
       from conversation join conversation_growth on conversation_id = id order by opened_at, id`,
  );
  const entries = db.prepare(
    `select id, conversation_id as conversationId, seq, feed_seq as feedSeq, public_seq as publicSeq,
       author_kind as authorKind, author_id as authorId, key, body from entry order by feed_seq`,
  );
  const changeable = db.prepare(
    `select entry.id, entry.conversation_id as conversationId
       from entry join conversation on conversation.id = entry.conversation_id
      where entry.kind = 'message' and entry.author_id = @id and conversation.status = 'active'
        and (conversation.agent_id = @id or @role <> 'agent')
      order by entry.feed_seq desc limit @limit`,
  );
  const readConversations = (): TrueConversation[] =>
    (conversations.all() as (Omit<TrueConversation, 'owners'> & { owners: string })[]).map((row) => ({
      ...row,
      owners: row.owners.split(',').filter((id) => id !== ''),
    }));
  return {
    conversations: readConversations,
    countMessages: () =>
      (db.prepare("select count(*) as n from entry where kind = 'message'").get() as { n: number }).n,
    changeable: ({ id, role }, limit) =>
      changeable.all({ id, role, limit }) as ReturnType<TruthReader['changeable']>,
    all: () => ({
      feedHead: (db.prepare('select feed_head as head from workspace').get() as { head: number }).head,
      entries: (entries.all() as (Omit<TrueEntry, 'body'> & { body: string })[]).map((row) => ({
        ...row,
        body: JSON.parse(row.body) as EntryBody,
      })),
      conversations: readConversations(),
      people: db.prepare('select id, email, role from person').all() as Truth['people'],
    }),
    close: () => db.close(),
  };
}
