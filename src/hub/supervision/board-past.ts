import type { Conversation } from '#shared/domain/conversation.ts';
import { levelOf, levelWindow, type Opening } from '#shared/domain/supervision/level.ts';
import { type BoardAgent, type BoardLevel, type BoardRow, mostOpenings } from '#shared/protocol/board.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';

/** A rating older than this is not the last word on anybody. Milliseconds. */
const ratingWindow = 7 * 24 * 3600_000;

export type Past = ReturnType<typeof createPast>;

type Rated = NonNullable<BoardAgent['rating']> & { readonly conversationId: string };

/**
 * What a board says that is not of open conversations alone: how the groups kept their promise lately, and how agents
 * were rated last.
 */
export function createPast(options: {
  readonly database: Pick<Database, 'kysely'>;
  readonly workspaceId: string;
  readonly clock: Clock;
}) {
  const { database, workspaceId, clock } = options;
  const { kysely } = database;
  const openings = new Map<string, Opening>();
  const ratings = new Map<string, Rated>();

  const rated = ({ id, rating }: Pick<Conversation, 'id' | 'rating'>): void => {
    if (rating === undefined || rating.about === null || rating.score === null || rating.ratedAt === null)
      return;
    const known = ratings.get(rating.about.id);
    if (known !== undefined && known.conversationId !== id && known.at > rating.ratedAt) return;
    ratings.set(rating.about.id, { conversationId: id, score: rating.score, at: rating.ratedAt });
  };

  const readOpenings = async (): Promise<void> => {
    const rows = await kysely
      .selectFrom('conversation as c')
      .leftJoin('entry as e', (on) =>
        on
          .onRef('e.conversation_id', '=', 'c.id')
          .on('e.kind', '=', 'message')
          .on('e.author_kind', '=', 'agent'),
      )
      .select(['c.id', 'c.group_id', 'c.opened_at', 'c.closed_at'])
      .select((eb) => eb.fn.min('e.at').as('replied'))
      .where('c.workspace_id', '=', workspaceId)
      .where('c.id', '>', idAt(Date.now() - levelWindow))
      .where('c.opened_at', '>', clock.now() - levelWindow)
      .where('c.kind', '=', 'live')
      .groupBy(['c.id', 'c.group_id', 'c.opened_at', 'c.closed_at'])
      .execute();
    for (const row of rows)
      openings.set(row.id, {
        group: row.group_id,
        openedAt: Number(row.opened_at),
        closedAt: row.closed_at === null ? null : Number(row.closed_at),
        firstReplyAt: row.replied === null ? null : Number(row.replied),
      });
  };

  const visitorsOf = async (ids: readonly string[]): Promise<ReadonlyMap<string, BoardRow['visitor']>> => {
    if (ids.length === 0) return new Map();
    const rows = await kysely
      .selectFrom('conversation as c')
      .innerJoin('visitor as v', 'v.id', 'c.visitor_id')
      .select(['c.id', 'v.id as visitor', 'v.name'])
      .where('c.id', 'in', [...ids])
      .execute();
    return new Map(rows.map(({ id, visitor, name }) => [id, { id: visitor, name }]));
  };

  const readRatings = async (): Promise<void> => {
    const rows = await kysely
      .selectFrom('conversation')
      .select(['id', 'rating'])
      .where('workspace_id', '=', workspaceId)
      .where('id', '>', idAt(Date.now() - ratingWindow))
      .where('rating', 'is not', null)
      .execute();
    for (const { id, rating } of rows)
      if (rating !== null) rated({ id, rating: JSON.parse(rating) as NonNullable<Conversation['rating']> });
  };

  return {
    read: async (): Promise<void> => {
      await readOpenings();
      await readRatings();
    },
    clear: (): void => {
      openings.clear();
      ratings.clear();
    },
    /** A conversation as it is now. */
    apply: (conversation: Conversation, firstReplyAt: number | null): void => {
      rated(conversation);
      const { id, openedAt, closedAt, group, kind } = conversation;
      if (kind !== 'live' || clock.now() - openedAt >= levelWindow) openings.delete(id);
      else openings.set(id, { group: group?.id ?? null, openedAt, closedAt, firstReplyAt });
    },
    ratingOf: (personId: string): BoardAgent['rating'] => {
      const found = ratings.get(personId);
      return found === undefined ? null : { score: found.score, at: found.at };
    },
    /** What the level of one group is made of, missed ones first, the longest before. */
    behind: async (groupId: string, within: number): Promise<BoardLevel> => {
      const now = clock.now();
      const counted = [...openings].flatMap(([id, opening]) => {
        if (opening.group !== groupId || now - opening.openedAt >= levelWindow) return [];
        const how = levelOf(opening, within, now);
        return how === null ? [] : [{ id, ...opening, how }];
      });
      const waited = ({ openedAt, firstReplyAt, closedAt }: Opening) =>
        (firstReplyAt ?? closedAt ?? now) - openedAt;
      counted.sort(
        (a, b) =>
          Number(a.how === 'met') - Number(b.how === 'met') ||
          waited(b) - waited(a) ||
          b.openedAt - a.openedAt,
      );
      const shown = counted.slice(0, mostOpenings);
      const visitors = await visitorsOf(shown.map(({ id }) => id));
      return {
        at: now,
        within,
        met: counted.filter(({ how }) => how === 'met').length,
        decided: counted.length,
        openings: shown.map(({ id, openedAt, firstReplyAt, closedAt, how }) => ({
          conversationId: id,
          visitor: visitors.get(id) ?? { id, name: null },
          opened: openedAt,
          replied: firstReplyAt,
          closed: closedAt,
          how,
        })),
      };
    },
    /** Of each group how many were answered in time, and how many are decided. */
    levels: (
      withinOf: ReadonlyMap<string, number>,
    ): ReadonlyMap<string, { met: number; decided: number }> => {
      const now = clock.now();
      const levels = new Map<string, { met: number; decided: number }>();
      for (const [id, opening] of openings) {
        if (now - opening.openedAt >= levelWindow) openings.delete(id);
        const within = opening.group === null ? undefined : withinOf.get(opening.group);
        if (within === undefined || opening.group === null || !openings.has(id)) continue;
        const counts = levelOf(opening, within, now);
        if (counts === null) continue;
        const level = levels.get(opening.group) ?? { met: 0, decided: 0 };
        level.decided += 1;
        if (counts === 'met') level.met += 1;
        levels.set(opening.group, level);
      }
      return levels;
    },
  };
}

/** Ids sort by the time they were made: one before all that were made since. */
function idAt(at: number): string {
  const hex = Math.max(0, at).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
