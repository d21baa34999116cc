import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import { changesIn } from '#shared/domain/changes.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { type Entry, type PublicEntry, toPublic } from '#shared/domain/entry.ts';
import type { RoutingDecision } from '#shared/domain/routing/decision.ts';
import { noNeeds } from '#shared/domain/routing/needs.ts';
import { searchableText } from '#shared/domain/search/searchable.ts';
import type { Mark, Seen } from '#shared/protocol/desk.ts';
import type { SearchFilters } from '#shared/protocol/search.ts';
import type { PastConversation, PublicConversation } from '#shared/protocol/visitor.ts';
import type { Clock } from '../platform/clock.ts';
import { type Database, type Tables, together } from '../platform/database/index.ts';
import { conversationSelect, entrySelect, toEntry, toHeld } from './rows.ts';
import { overseenBy, type Reader } from './visibility.ts';
import type { Held } from './writes.ts';

/** A desk that starts from nothing gets what is open and what was closed within this time. */
const recent = 30 * 24 * 3600 * 1000;

/** Of what an agent had and others have now, marks are told where the agent took it within this time. */
const hadLately = 7 * 24 * 3600 * 1000;

/** Most changes that are told with a piece of a transcript. */
const mostChanges = 2_000;

/** Most positions of the feed that one pull looks at: an agent who may see little must not cost much. */
const feedWindow = 20_000;

export type Reads = ReturnType<typeof createReads>;

/** What may be read of the transcripts. The caller has been found to have the right to ask. */
export function createReads(database: Database, workspaceId: string, clock: Clock) {
  const { kysely } = database;

  // Said once: a query is built from it without reading the names of the columns again.
  const allConversations = kysely
    .selectFrom('conversation as c')
    .innerJoin('conversation_growth as g', 'g.conversation_id', 'c.id')
    .innerJoin('visitor as v', 'v.id', 'c.visitor_id')
    .leftJoin('person as p', 'p.id', 'c.agent_id')
    .leftJoin('entry as m', (on) =>
      on.onRef('m.workspace_id', '=', 'c.workspace_id').onRef('m.feed_seq', '=', 'g.last_said'),
    )
    .select(conversationSelect);

  const head = async (): Promise<number> => {
    const query = kysely.selectFrom('workspace').select('feed_head').where('id', '=', workspaceId);
    return (await query.executeTakeFirstOrThrow()).feed_head;
  };

  /** A conversation as it is now, or null. */
  const held: (conversationId: string) => Promise<Held | null> = together(async (ids) => {
    const rows = await allConversations.where('c.id', 'in', ids).execute();
    return new Map(rows.map((row) => [row.id, toHeld(row)]));
  });

  /** Entries after the cursor that `reader` may see, and the rows they belong to (P8). */
  const feed = async (reader: Reader, since: number, limit: number) => {
    const end = await head();
    const windowEnd = Math.min(end, since + feedWindow);
    if (windowEnd <= since) return { entries: [], conversations: [], next: Math.max(since, 0), head: end };

    const rows = await kysely
      .selectFrom('entry as e')
      .innerJoin('conversation as c', 'c.id', 'e.conversation_id')
      .select(entrySelect)
      .where('e.workspace_id', '=', workspaceId)
      .where('e.feed_seq', '>', since)
      .where('e.feed_seq', '<=', windowEnd)
      .where(visibleTo(reader))
      .orderBy('e.feed_seq')
      .limit(limit)
      .execute();
    const next = rows.length === limit ? (rows.at(-1)?.feed_seq ?? windowEnd) : windowEnd;

    const ids = new Set(rows.map((row) => row.conversation_id));
    const visible = ids.size === 0 ? [] : await allConversations.where('c.id', 'in', [...ids]).execute();
    const left = await leftTheQueue(reader, since, next);
    return { entries: rows.map(toEntry), conversations: [...visible.map(rowOf), ...left], next, head: end };
  };

  /**
   * Conversations that others were given on the way, or about which one is asked no more. Whoever saw them in the
   * queue, or was asked, has to hear that they are gone, though not what is said in them since, or of their customer.
   */
  const leftTheQueue = async (reader: Reader, since: number, next: number): Promise<Conversation[]> => {
    if (overseenBy(reader) === null) return [];
    const rows = await allConversations
      .where('c.id', 'in', (eb) =>
        eb
          .selectFrom('entry as e')
          .select('e.conversation_id')
          .where('e.workspace_id', '=', workspaceId)
          .where('e.feed_seq', '>', since)
          .where('e.feed_seq', '<=', next)
          .where('e.kind', 'in', ['assigned', 'offer_ended']),
      )
      .where((eb) => eb.not(visibleTo(reader)(eb)))
      .execute();
    return rows.map((row) => unseen(rowOf(row)));
  };

  const page = async (reader: Reader, after: string | null, limit: number) => {
    const rows = await allConversations
      .where('c.workspace_id', '=', workspaceId)
      .where((eb) => eb.or([eb('c.status', '<>', 'closed'), eb('c.closed_at', '>', clock.now() - recent)]))
      .where(visibleTo(reader))
      .$if(after !== null, (q) => q.where('c.id', '>', after as string))
      .orderBy('c.id')
      .limit(limit)
      .execute();
    const ids = rows.map((row) => row.id);
    const marks: Mark[] =
      ids.length === 0
        ? []
        : await kysely
            .selectFrom('mark')
            .select(['conversation_id as conversationId', 'seq'])
            .where('person_id', '=', reader.id)
            .where('conversation_id', 'in', ids)
            .execute();
    return { conversations: rows.map(rowOf), marks, complete: rows.length < limit };
  };

  const open = () =>
    kysely
      .selectFrom('conversation as c')
      .select('c.id')
      .where('c.workspace_id', '=', workspaceId)
      .where('c.status', 'in', ['queued', 'active']);

  /**
   * Ids of what is not closed and `reader` may see. Of an agent, four ways that each have an index, not
   * `visibleTo`: everybody comes back at once after a restart, and each would look at all that is open.
   */
  const openTo = (reader: Reader) => {
    const over = overseenBy(reader);
    if (over === null) return open();
    const had = open()
      .innerJoin('participant as own', 'own.conversation_id', 'c.id')
      .where('own.person_id', '=', reader.id)
      .where('own.since', '>', clock.now() - hadLately);
    return open()
      .where('c.agent_id', '=', reader.id)
      .unionAll(open().where('c.agent_id', 'is', null))
      .unionAll(open().where('c.offer_to', '=', reader.id))
      .unionAll(had)
      .$if(over.length > 0, (q) => q.unionAll(open().where('c.group_id', 'in', over)));
  };

  /** How far `reader` has read in what is not closed and they may see (P11). */
  const marks = (reader: Reader): Promise<Mark[]> =>
    kysely
      .selectFrom('mark')
      .select(['conversation_id as conversationId', 'seq'])
      .where('person_id', '=', reader.id)
      // No join, which SQLite would begin with all the marks that a person ever set.
      .where('conversation_id', 'in', openTo(reader))
      .execute();

  /** How far the customers have read of what is not closed and `reader` may see. */
  const seen = (reader: Reader): Promise<Seen[]> =>
    kysely
      .selectFrom('visitor_mark')
      .select(['conversation_id as conversationId', 'public_seq as publicSeq'])
      .where('conversation_id', 'in', openTo(reader))
      .execute();

  /** The conversation of a customer that `reader` would open: one that goes on, else their last; null: they may see none. */
  const latestOfCustomer = async (reader: Reader, customerId: string) => {
    const row = await allConversations
      .where(
        'c.visitor_id',
        'in',
        kysely.selectFrom('visitor').select('id').where('customer_id', '=', customerId),
      )
      .where(visibleTo(reader))
      .orderBy(sql`case when c.status = 'closed' then 1 else 0 end`)
      .orderBy('c.id', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? null : rowOf(row);
  };

  /** The last `limit` entries with `after < seq < before`, in order. */
  const entries = async (conversationId: string, after: number, before: number | null, limit: number) => {
    const rows = await kysely
      .selectFrom('transcript as e')
      .select(entrySelect)
      .where('e.conversation_id', '=', conversationId)
      .where('e.seq', '>', after)
      .$if(before !== null, (q) => q.where('e.seq', '<', before as number))
      .orderBy('e.seq', 'desc')
      .limit(limit)
      .execute();
    return rows.reverse().map(toEntry);
  };

  /** Edits and recalls from that place on, in order. */
  const changes = async (conversationId: string, from: number) => {
    const ofKind = (kind: 'edited' | 'recalled') =>
      kysely
        .selectFrom('entry as e')
        .select(entrySelect)
        .where('e.conversation_id', '=', conversationId)
        // As text, not as a parameter: each kind has an index of its own.
        .where(kind === 'edited' ? sql<boolean>`e.kind = 'edited'` : sql<boolean>`e.kind = 'recalled'`)
        .where('e.seq', '>=', from)
        .orderBy('e.seq')
        .limit(mostChanges)
        .execute();
    const rows = [...(await ofKind('edited')), ...(await ofKind('recalled'))];
    return rows.map(toEntry).sort((a, b) => a.seq - b.seq);
  };

  /** Where an entry stands, or the first one at or after a moment; null where there is none. */
  const find = async (
    conversationId: string,
    of: { readonly entryId: string } | { readonly at: number },
  ): Promise<number | null> => {
    const lines = kysely.selectFrom('entry').select('seq').where('conversation_id', '=', conversationId);
    if ('entryId' in of) {
      const line = await lines.where('id', '=', of.entryId).executeTakeFirst();
      return line?.seq ?? null;
    }
    // Later lines are never of an earlier time: the place is found by halving, not by reading them all.
    let [low, high] = [1, ((await held(conversationId))?.conversation.lastSeq ?? 0) + 1];
    const end = high;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const line = await kysely
        .selectFrom('entry')
        .select('at')
        .where('conversation_id', '=', conversationId)
        .where('seq', '=', middle)
        .executeTakeFirstOrThrow();
      if (line.at < of.at) low = middle + 1;
      else high = middle;
    }
    return low === end ? null : low;
  };

  /** The first `limit` entries after `after` as the customer sees them. */
  const publicEntries = async (conversationId: string, after: number, limit: number) => {
    const rows = await kysely
      .selectFrom('transcript as e')
      .select(entrySelect)
      .where('e.conversation_id', '=', conversationId)
      .where('e.public_seq', '>', after)
      // A place among all lines is never before that among the public ones: the index begins here.
      .where('e.seq', '>', after)
      .orderBy('e.seq')
      .limit(limit + 1)
      .execute();
    const seen = rows.slice(0, limit).map((row) => toPublic(toEntry(row)));
    return { entries: seen.filter((e): e is PublicEntry => e !== null), complete: rows.length <= limit };
  };

  /** Each visitor's latest conversation, in one query (P9). Visitors without one are not in it. */
  const latestOf = async (visitorIds: readonly string[]): Promise<Map<string, PublicConversation>> => {
    const latest = new Map<string, PublicConversation>();
    // Below the number of parameters that either database takes.
    for (let i = 0; i < visitorIds.length; i += 10_000) {
      const rows = await allConversations
        .where('c.id', 'in', (eb) =>
          eb
            .selectFrom('conversation as l')
            .select((e) => e.fn.max('l.id').as('id'))
            .where('l.visitor_id', 'in', visitorIds.slice(i, i + 10_000))
            .groupBy('l.visitor_id'),
        )
        .execute();
      for (const row of rows) latest.set(row.visitor_id, toPublicConversation(toHeld(row)));
    }
    return latest;
  };

  /** A visitor's latest conversation, or null. */
  const latest: (visitorId: string) => Promise<PublicConversation | null> = together(latestOf);

  /** A visitor's conversations before that id, latest first. */
  const pastOf = async (visitorId: string, before: string | null, limit: number) => {
    const rows = await allConversations
      .where('c.visitor_id', '=', visitorId)
      .$if(before !== null, (q) => q.where('c.id', '<', before as string))
      .orderBy('c.id', 'desc')
      .limit(limit + 1)
      .execute();
    return { conversations: rows.slice(0, limit).map(toHeld).map(toPast), complete: rows.length <= limit };
  };

  /** Ids of the visitors who may see something of what was written after `since`, up to `until`. */
  const visitorsBetween = async (since: number, until: number): Promise<string[]> => {
    const rows = await kysely
      .selectFrom('entry as e')
      .innerJoin('conversation as c', 'c.id', 'e.conversation_id')
      .select('c.visitor_id')
      .distinct()
      .where('e.workspace_id', '=', workspaceId)
      .where('e.feed_seq', '>', since)
      .where('e.feed_seq', '<=', until)
      .where('e.public_seq', 'is not', null)
      .execute();
    return rows.map((row) => row.visitor_id);
  };

  /**
   * What is said at those places of the feed, as far as `reader` may read it and it is what is looked for, newest
   * first. `text` is what a message says now: null once it was recalled.
   */
  const lines = async (reader: Reader, places: readonly number[], filters: SearchFilters) => {
    if (places.length === 0) return [];
    const { conversation, customer, agent, from, to, status } = filters;
    const rows = await kysely
      .selectFrom('entry as e')
      .innerJoin('conversation as c', 'c.id', 'e.conversation_id')
      .select(entrySelect)
      .where('e.workspace_id', '=', workspaceId)
      .where('e.feed_seq', 'in', places)
      .where('e.kind', 'in', ['message', 'note'])
      .where(visibleTo(reader))
      .$if(conversation !== null, (q) => q.where('c.id', '=', conversation))
      .$if(customer !== null, (q) => q.where('c.visitor_id', '=', customer))
      .$if(agent !== null, (q) => q.where('c.agent_id', '=', agent))
      .$if(from !== null, (q) => q.where('e.at', '>=', from))
      .$if(to !== null, (q) => q.where('e.at', '<', to))
      .$if(status !== null, (q) => q.where('c.status', status === 'closed' ? '=' : '<>', 'closed'))
      .orderBy('e.feed_seq', 'desc')
      .execute();
    const found = rows.map(toEntry);
    const ids = [...new Set(found.map((entry) => entry.conversationId))];
    if (ids.length === 0) return [];
    const held = await allConversations.where('c.id', 'in', ids).execute();
    const conversations = new Map(held.map((row) => [row.id, rowOf(row)]));
    const changes = changesIn(await changesOf(ids));
    return found.flatMap((entry) => {
      const of = conversations.get(entry.conversationId);
      const change = changes.get(entry.id);
      const said = searchableText(entry.body);
      return of === undefined
        ? []
        : [{ entry, conversation: of, text: change === undefined ? said : change.text }];
    });
  };

  /** Edits and recalls in those conversations, in order. One query a kind: each has an index of its own. */
  const changesOf = async (ids: readonly string[]): Promise<Entry[]> => {
    const ofKind = (kind: 'edited' | 'recalled') =>
      kysely
        .selectFrom('entry as e')
        .select(entrySelect)
        .where('e.conversation_id', 'in', ids)
        // Said as it is in the index, or SQLite would not take it.
        .where(sql<boolean>`e.kind = ${sql.lit(kind)}`)
        .execute();
    const rows = [...(await ofKind('edited')), ...(await ofKind('recalled'))];
    return rows.map(toEntry).sort((a, b) => a.feedSeq - b.feedSeq);
  };

  /** Why routing gave or offered it, oldest first; the last 50. */
  const decisions = async (conversationId: string): Promise<RoutingDecision[]> => {
    const rows = await kysely
      .selectFrom('routing_decision')
      .select('decision')
      .where('conversation_id', '=', conversationId)
      .orderBy('seq', 'desc')
      .limit(50)
      .execute();
    return rows.reverse().map(({ decision }) => JSON.parse(decision) as RoutingDecision);
  };

  return {
    decisions,
    lines,
    latestOfCustomer,
    head,
    held,
    feed,
    page,
    marks,
    seen,
    entries,
    changes,
    find,
    publicEntries,
    latest,
    latestOf,
    pastOf,
    visitorsBetween,
  };
}

export function toPublicConversation(held: Pick<Held, 'conversation' | 'publicSeq'>): PublicConversation {
  const { id, status, kind, agent } = held.conversation;
  return { id, status, kind, agent: agent?.name ?? null, publicSeq: held.publicSeq };
}

function toPast(held: Held): PastConversation {
  const { openedAt, closedAt, lastMessage, rating } = held.conversation;
  return {
    ...toPublicConversation(held),
    ...{ openedAt, closedAt, text: lastMessage?.text ?? null, score: rating?.score ?? null },
  };
}

/** A row without what is not for who may not read the conversation any more: what is said, and of their customer. */
function unseen({ rating, filed, ...row }: Conversation): Conversation {
  return {
    ...row,
    visitor: { ...row.visitor, name: null },
    lastMessage: null,
    waitingSince: null,
    page: null,
    contact: null,
    offer: null,
    guests: [],
    needs: noNeeds,
  };
}

function rowOf(row: Parameters<typeof toHeld>[0]): Conversation {
  return toHeld(row).conversation;
}

/** `mayRead` of `visibility.ts` as a condition on the conversation `c`. */
function visibleTo(reader: Reader) {
  return (eb: ExpressionBuilder<Tables & { c: Tables['conversation'] }, 'c'>): Expression<SqlBool> => {
    const over = overseenBy(reader);
    if (over === null) return eb.lit(true) as unknown as Expression<SqlBool>;
    return eb.or([
      eb('c.agent_id', 'is', null),
      // Never null, which its opposite would be too.
      eb.and([eb('c.offer_to', 'is not', null), eb('c.offer_to', '=', reader.id)]),
      ...(over.length > 0 ? [eb.and([eb('c.group_id', 'is not', null), eb('c.group_id', 'in', over)])] : []),
      eb.exists(
        eb
          .selectFrom('participant as own')
          .select('own.person_id')
          .whereRef('own.conversation_id', '=', 'c.id')
          .where('own.person_id', '=', reader.id),
      ),
    ]);
  };
}
