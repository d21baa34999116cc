import { mayKnow } from '#shared/domain/quality/acts.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { QualityEvents } from '#shared/protocol/quality.ts';
import type { DeskActor } from '../conversations/index.ts';
import type { Handlers } from '../platform/realtime/index.ts';
import type { Parts } from './parts.ts';
import { standingOf, verdictOf } from './row.ts';

type OfOwn = Pick<QualityEvents, 'quality.own' | 'quality.own.review' | 'quality.appeal'>;

/** What somebody is told of their own work: what was released, and nothing of anybody else's. */
export function ownHandlers({ cards, reads, changes }: Parts): Handlers<OfOwn, DeskActor> {
  return {
    'quality.own': async ({ person }, { before, limit }) => {
      const filter = {
        ...{ reviewerId: null, agentId: person.id, sampleId: null, conversationId: null, firstOnly: true },
        // Their own are theirs, whatever group they were in.
        groups: null,
        states: ['released', 'appealed', 'settled'] as const,
      };
      const { rows, complete } = await reads.page(filter, before, limit);
      return { reviews: await reads.heads(rows, person.id), complete };
    },
    'quality.own.review': async ({ person }, { reviewId }) => {
      const row = await reads.find(reviewId);
      if (row === null || row.agent_id !== person.id || !mayKnow(person, standingOf(row)))
        throw new RefusalError('not_found');
      const [review] = await reads.heads([row], person.id);
      if (review === undefined) throw new RefusalError('internal');
      return {
        review,
        card: await cards.of(row.card_id, row.card_version),
        verdict: verdictOf(row),
        steps: await reads.steps(reviewId),
        followUps: await reads.followUps({ reviewId }),
      };
    },
    'quality.appeal': async ({ person }, { reviewId, version, reason }) => {
      const row = await changes.step(person, { reviewId, version, act: 'appeal' }, () => [
        { row: {}, body: { what: 'appealed', reason } },
      ]);
      const [review] = await reads.heads([row], person.id);
      if (review === undefined) throw new RefusalError('internal');
      return { review };
    },
  };
}
