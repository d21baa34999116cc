import type { PersonRef } from '#shared/domain/entry.ts';
import { newId } from '#shared/domain/key.ts';
import type { ScoreCard } from '#shared/domain/quality/card.ts';
import type { DeskNews } from '#shared/protocol/desk.ts';
import type { QualityEvents } from '#shared/protocol/quality.ts';
import type { Conversations, DeskActor } from '../conversations/index.ts';
import type { Profiles } from '../people/index.ts';
import type { Audit } from '../platform/access/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import type { Handlers } from '../platform/realtime/index.ts';
import { createCards } from './cards.ts';
import { createReviewChanges } from './change.ts';
import { createFollowUps } from './follow-ups.ts';
import { cardHandlers } from './handlers-of-cards.ts';
import { figureHandlers } from './handlers-of-figures.ts';
import { followUpHandlers } from './handlers-of-follow-ups.ts';
import { ownHandlers } from './handlers-of-own.ts';
import { reviewHandlers } from './handlers-of-reviews.ts';
import { sampleHandlers } from './handlers-of-samples.ts';
import { createQualityTeller } from './news.ts';
import type { Noting } from './notes.ts';
import type { Parts } from './parts.ts';
import { createReviewReads } from './reads.ts';

export type Quality = ReturnType<typeof createQuality>;

/** Quality (E4): score cards, reviews, what agents see of them, and what comes of them. */
export function createQuality(options: {
  readonly database: Database;
  readonly workspaceId: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly reads: Pick<Conversations['reads'], 'held' | 'find'>;
  readonly profiles: Pick<Profiles, 'find'>;
  readonly led: Parts['led'];
  readonly audit: Pick<Audit, 'changed'>;
  readonly staffOf: Noting['staffOf'];
  /** Whether they have a desk connected to this node. */
  readonly isHere: (personId: string) => boolean;
  readonly tell: (personId: string, news: DeskNews['quality']) => void;
  /** They were not told. */
  readonly failed: (error: unknown) => void;
}) {
  const { database, workspaceId, clock, reads: conversations, profiles, led, audit } = options;
  const { staffOf, isHere, tell, failed } = options;
  const cards = createCards(database, workspaceId, clock);
  const reads = createReviewReads(database, workspaceId, cards);
  const teller = createQualityTeller({
    ...{ database, workspaceId, clock, profiles, led, reads },
    ...{ isHere, tell, failed },
  });
  const noting: Noting = { staffOf, written: teller.written };
  const changes = createReviewChanges(database, workspaceId, clock, noting);
  const followUps = createFollowUps(database, workspaceId, clock, noting);
  const parts = {
    database,
    workspaceId,
    clock,
    conversations,
    profiles,
    led,
    audit,
    cards,
    reads,
    changes,
    followUps,
  };

  const handlers: Handlers<QualityEvents, DeskActor> = {
    ...cardHandlers(parts),
    ...reviewHandlers(parts),
    ...ownHandlers(parts),
    ...followUpHandlers(parts),
    ...sampleHandlers(parts),
    ...figureHandlers(parts),
    ...teller.handlers,
  };

  return {
    handlers,
    look: teller.look,
    idle: teller.idle,
    /** Puts a card into a house that has none yet, as of somebody of that name. */
    seed: async (by: PersonRef, card: ScoreCard): Promise<void> => {
      if ((await cards.list()).length === 0)
        await cards.save({ id: newId(), version: 0, card, retired: false }, by, async () => undefined);
    },
  };
}
