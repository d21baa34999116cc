import { sql } from 'kysely';
import type { Wanted } from '#shared/domain/search/tokens.ts';
import type { SearchFilters } from '#shared/protocol/search.ts';
import type { Database } from '../platform/database/index.ts';

/** Places in the feed where it may stand, before one and newest first. */
export type Candidates = (
  wanted: readonly Wanted[],
  filters: SearchFilters,
  before: number,
  limit: number,
) => Promise<number[]>;

export function createCandidates(database: Database, workspaceId: string): Candidates {
  const { kysely } = database;

  const inIndex = async (wanted: readonly Wanted[], before: number, limit: number): Promise<number[]> => {
    const found =
      database.kind === 'sqlite'
        ? sql<{ place: number }>`select rowid as place from entry_search
            where entry_search match ${matchOf(wanted)} and rowid < ${before} order by rowid desc limit ${limit}`
        : sql<{ place: number }>`select feed_seq as place from entry_search
            where workspace_id = ${workspaceId} and grams @@ ${queryOf(wanted)}::tsquery and feed_seq < ${before}
            order by feed_seq desc limit ${limit}`;
    return (await found.execute(kysely)).rows.map(({ place }) => place);
  };

  /** The lines themselves: of one customer or conversation, or where the index says nothing. */
  const among = async (filters: SearchFilters, before: number, limit: number): Promise<number[]> => {
    const { conversation, customer } = filters;
    // Of one conversation they are found by their places in it, otherwise by those in the feed.
    const isFew = conversation !== null || customer !== null;
    const rows = await kysely
      .selectFrom(isFew ? 'transcript as e' : 'entry as e')
      .select('e.feed_seq as place')
      .where('e.workspace_id', '=', workspaceId)
      .where('e.feed_seq', '<', before)
      .where('e.kind', 'in', ['message', 'note'])
      .$if(conversation !== null, (q) => q.where('e.conversation_id', '=', conversation))
      .$if(customer !== null, (q) =>
        q.where('e.conversation_id', 'in', (eb) =>
          eb.selectFrom('conversation as c').select('c.id').where('c.visitor_id', '=', customer),
        ),
      )
      .orderBy('e.feed_seq', 'desc')
      .limit(limit)
      .execute();
    return rows.map(({ place }) => place);
  };

  return (wanted, filters, before, limit) => {
    const isFew = filters.conversation !== null || filters.customer !== null;
    return wanted.length === 0 || isFew ? among(filters, before, limit) : inIndex(wanted, before, limit);
  };
}

/**
 * No index here finds a word by what is inside it: only those are found that begin so, where the end of it is open.
 * Words are letters and digits alone: nothing in them ends a quotation.
 */
function matchOf(wanted: readonly Wanted[]): string {
  return wanted.map(({ token, ends }) => `"${token}"${ends ? '' : '*'}`).join(' AND ');
}

function queryOf(wanted: readonly Wanted[]): string {
  return wanted.map(({ token, ends }) => `'${token}'${ends ? '' : ':*'}`).join(' & ');
}
