import type { Conversations } from '../conversations/index.ts';
import type { Profiles } from '../people/index.ts';
import type { Audit } from '../platform/access/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import type { LeadsSome, Led } from '../supervision/index.ts';
import type { Cards } from './cards.ts';
import type { ReviewChanges } from './change.ts';
import type { FollowUps } from './follow-ups.ts';
import type { ReviewReads } from './reads.ts';

/** What the handlers are made of. */
export type Parts = {
  readonly database: Database;
  readonly workspaceId: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly conversations: Pick<Conversations['reads'], 'held' | 'find'>;
  readonly profiles: Pick<Profiles, 'find'>;
  /** Groups that somebody leads now; null: all. Of others' reviews they know nothing. */
  readonly led: (person: LeadsSome) => Led;
  readonly audit: Pick<Audit, 'changed'>;
  readonly cards: Cards;
  readonly reads: ReviewReads;
  readonly changes: ReviewChanges;
  readonly followUps: FollowUps;
};
