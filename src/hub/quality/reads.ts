import type { ReviewHead, ReviewState } from '#shared/domain/quality/review.ts';
import type { Database } from '../platform/database/index.ts';
import type { Led } from '../supervision/index.ts';
import type { Cards } from './cards.ts';
import { ofGroups } from './led.ts';
import { fromFlag, fromTenths, type ReviewRow, toFollowUp, toStep } from './row.ts';

export type ReviewReads = ReturnType<typeof createReviewReads>;

export type ReviewFilter = {
  readonly reviewerId: string | null;
  readonly agentId: string | null;
  readonly sampleId: string | null;
  readonly conversationId: string | null;
  /** Empty: whatever it is. */
  readonly states: readonly ReviewState[];
  /** Of these groups or of none; null: of all. */
  readonly groups: Led;
  /** Only the first of a pair. */
  readonly firstOnly?: boolean;
};

/** Reviews as they are asked for. Who may know of which is looked at by who asks. */
export function createReviewReads(database: Database, workspaceId: string, cards: Pick<Cards, 'of'>) {
  const { kysely } = database;

  const rows = () => kysely.selectFrom('review').selectAll().where('workspace_id', '=', workspaceId);

  /** What somebody still has to score, as "conversation card": of that they see no other score. */
  const blindFor = async (personId: string): Promise<ReadonlySet<string>> => {
    const open = await rows().where('reviewer_id', '=', personId).where('state', '=', 'open').execute();
    return new Set(open.map(sameWork));
  };

  /** Rows as `viewerId` may see them, each with its conversation and its card's name. */
  const heads = async (found: readonly ReviewRow[], viewerId: string): Promise<ReviewHead[]> => {
    if (found.length === 0) return [];
    const blind = await blindFor(viewerId);
    const about = await kysely
      .selectFrom('conversation as c')
      .innerJoin('visitor as v', 'v.id', 'c.visitor_id')
      .select(['c.id', 'c.closed_at', 'v.id as visitor', 'v.name'])
      .where('c.id', 'in', [...new Set(found.map((row) => row.conversation_id))])
      .execute();
    const byId = new Map(about.map((one) => [one.id, one]));
    const made: ReviewHead[] = [];
    for (const row of found) {
      const of = byId.get(row.conversation_id);
      const card = await cards.of(row.card_id, row.card_version);
      const hidden = isHidden(row, viewerId, blind);
      // An appeal, and what was decided of it, would say how it was scored.
      const shown = hidden ? asSubmitted(row) : row;
      made.push({
        id: row.id,
        version: shown.version,
        conversationId: row.conversation_id,
        closedAt: of?.closed_at ?? null,
        customer: { id: of?.visitor ?? row.conversation_id, name: of?.name ?? null },
        agent: { id: row.agent_id, name: row.agent_name },
        group: row.group_id === null ? null : { id: row.group_id, name: row.group_name ?? '' },
        card: { id: row.card_id, version: row.card_version, name: card.name },
        reviewer: { id: row.reviewer_id, name: row.reviewer_name },
        round: row.round,
        pairId: row.pair_id,
        sampleId: row.sample_id,
        state: shown.state,
        dueAt: row.due_at,
        total: hidden ? null : fromTenths(row.total),
        passed: hidden ? null : fromFlag(row.passed),
        submittedAt: row.submitted_at,
        releasedAt: shown.released_at,
        appealUntil: shown.appeal_until,
      });
    }
    return made;
  };

  return {
    heads,
    find: async (id: string): Promise<ReviewRow | null> =>
      (await rows().where('id', '=', id).executeTakeFirst()) ?? null,
    byIds: async (ids: readonly string[]): Promise<ReviewRow[]> =>
      ids.length === 0 ? [] : rows().where('id', 'in', ids).execute(),
    /** The latest first; ids sort by when they were minted. */
    page: async (filter: ReviewFilter, before: string | null, limit: number) => {
      const { reviewerId, agentId, sampleId, conversationId, states, groups, firstOnly = false } = filter;
      const found = await rows()
        .$if(reviewerId !== null, (q) => q.where('reviewer_id', '=', reviewerId))
        .$if(agentId !== null, (q) => q.where('agent_id', '=', agentId))
        .$if(sampleId !== null, (q) => q.where('sample_id', '=', sampleId))
        .$if(conversationId !== null, (q) => q.where('conversation_id', '=', conversationId))
        .$if(groups !== null, (q) => q.where(ofGroups('group_id', groups)))
        .$if(states.length > 0, (q) => q.where('state', 'in', states))
        .$if(firstOnly, (q) => q.where('round', '=', 1))
        .$if(before !== null, (q) => q.where('id', '<', before))
        .orderBy('id', 'desc')
        .limit(limit + 1)
        .execute();
      return { rows: found.slice(0, limit), complete: found.length <= limit };
    },
    /** Whether they still have to score something that others score, too. */
    isBlind: async (viewerId: string): Promise<boolean> => (await blindFor(viewerId)).size > 0,
    /** Whether somebody may not know yet what was said there: they still have to score the same. */
    hiddenFrom: async (viewerId: string): Promise<(row: ReviewRow) => boolean> => {
      const blind = await blindFor(viewerId);
      return (row) => isHidden(row, viewerId, blind);
    },
    /** Both reviews of a pair, or the one there is. */
    pairOf: (firstId: string): Promise<ReviewRow[]> => rows().where('pair_id', '=', firstId).execute(),
    /** One that this person has begun on that conversation with that card. */
    openOf: async (conversationId: string, cardId: string, reviewerId: string): Promise<ReviewRow | null> =>
      (await rows()
        .where('conversation_id', '=', conversationId)
        .where('card_id', '=', cardId)
        .where('reviewer_id', '=', reviewerId)
        .where('state', '=', 'open')
        .executeTakeFirst()) ?? null,
    steps: async (reviewId: string) =>
      (
        await kysely
          .selectFrom('review_step')
          .selectAll()
          .where('review_id', '=', reviewId)
          .orderBy('version')
          .execute()
      ).map(toStep),
    draft: async (reviewId: string): Promise<string | null> =>
      (
        await kysely
          .selectFrom('review_draft')
          .select('draft')
          .where('review_id', '=', reviewId)
          .executeTakeFirst()
      )?.draft ?? null,
    /** Open ones first, by when they are due; of those that are done the latest 100. */
    followUps: async (of: {
      readonly reviewId?: string;
      readonly ownerId?: string;
      /** Of reviews of these groups or of none. */
      readonly groups?: Led;
      /** As this person may see them: theirs, whatever they came of, and none of what is hidden from them. */
      readonly viewerId?: string;
    }) => {
      const { reviewId = null, ownerId = null, groups = null, viewerId = null } = of;
      const blind = viewerId === null ? new Set<string>() : await blindFor(viewerId);
      const followUps = kysely
        .selectFrom('follow_up as f')
        .innerJoin('review as r', 'r.id', 'f.review_id')
        .selectAll('f')
        .select(['r.conversation_id', 'r.agent_id', 'r.agent_name', 'r.card_id', 'r.reviewer_id'])
        .where('f.workspace_id', '=', workspaceId)
        .$if(reviewId !== null, (q) => q.where('f.review_id', '=', reviewId))
        .$if(ownerId !== null, (q) => q.where('f.owner_id', '=', ownerId))
        .$if(groups !== null, (q) =>
          q.where(({ or, eb }) =>
            or([
              ofGroups('r.group_id', groups),
              ...(viewerId === null ? [] : [eb('f.owner_id', '=', viewerId)]),
            ]),
          ),
        );
      const open = await followUps.where('f.done_at', 'is', null).orderBy('f.due_at').limit(500).execute();
      const done = await followUps
        .where('f.done_at', 'is not', null)
        .orderBy('f.done_at', 'desc')
        .limit(100)
        .execute();
      return [...open, ...done]
        .filter((row) => row.owner_id === viewerId || !isHidden(row, viewerId ?? '', blind))
        .map(toFollowUp);
    },
  };
}

/** A review as far as somebody may know who still has to score the same: that it is scored, if it is. */
function asSubmitted(row: ReviewRow): Pick<ReviewRow, 'version' | 'state' | 'released_at' | 'appeal_until'> {
  if (row.state === 'open' || row.state === 'cancelled') return row;
  return { version: 2, state: 'submitted', released_at: null, appeal_until: null };
}

const sameWork = (row: Pick<ReviewRow, 'conversation_id' | 'card_id'>) =>
  `${row.conversation_id} ${row.card_id}`;

function isHidden(
  row: Pick<ReviewRow, 'conversation_id' | 'card_id' | 'reviewer_id'>,
  viewerId: string,
  blind: ReadonlySet<string>,
): boolean {
  return row.reviewer_id !== viewerId && blind.has(sameWork(row));
}
