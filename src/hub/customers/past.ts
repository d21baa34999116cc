import type { Conversation } from '#shared/domain/conversation.ts';
import type { PastConversation } from '#shared/domain/customer/customer.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Reads } from '../conversations/index.ts';
import type { Database } from '../platform/database/index.ts';

/** Everything that was ever said with a customer, for whoever serves them now. */
export function createPast(database: Database, reads: Pick<Reads, 'entries' | 'held'>) {
  const { kysely } = database;

  const browsersOf = (customerId: string) =>
    kysely.selectFrom('visitor').select('id').where('customer_id', '=', customerId);

  return {
    /** The latest first; `before` is the id of the last one of the page before. */
    list: async (customerId: string, before: string | null, limit: number) => {
      const rows = await kysely
        .selectFrom('conversation')
        .select(['id', 'filed'])
        .where('visitor_id', 'in', browsersOf(customerId))
        .$if(before !== null, (q) => q.where('id', '<', before as string))
        .orderBy('id', 'desc')
        .limit(limit + 1)
        .execute();
      // Looked up together, whatever tables a conversation lies in.
      const page = await Promise.all(
        rows.slice(0, limit).map(async ({ id, filed }) => ({ held: await reads.held(id), filed })),
      );
      const conversations = page.flatMap(({ held, filed }) =>
        held === null ? [] : [pastOf(held.conversation, filed)],
      );
      return { conversations, complete: rows.length <= limit };
    },
    /** Lines of one of theirs; of anybody else's it is `not_found`. */
    transcript: async (customerId: string, of: string, before: number | null, limit: number) => {
      const own = await kysely
        .selectFrom('conversation')
        .select('id')
        .where('id', '=', of)
        .where('visitor_id', 'in', browsersOf(customerId))
        .executeTakeFirst();
      const held = own === undefined ? null : await reads.held(of);
      if (held === null) throw new RefusalError('not_found');
      return { conversation: held.conversation, entries: await reads.entries(of, 0, before, limit) };
    },
  };
}

function pastOf(of: Conversation, filed: string | null): PastConversation {
  const { id, status, openedAt, closedAt, agent, group, lastMessage: last, rating, lastSeq } = of;
  const said = JSON.parse(filed ?? 'null') as { readonly disposition?: string[] | null } | null;
  return {
    id,
    status,
    openedAt,
    closedAt,
    agent,
    group: group?.name ?? null,
    lastLine:
      last === null ? null : { text: last.text, byCustomer: last.author.kind === 'visitor', at: last.at },
    rating: rating?.score ?? null,
    disposition: said?.disposition ?? null,
    lastSeq,
  };
}
