import type { PersonRef } from '#shared/domain/entry.ts';
import { whyNotAct } from '#shared/domain/quality/acts.ts';
import type { StepBody } from '#shared/domain/quality/review.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import type { Clock } from '../platform/clock.ts';
import type { Bulk, Database } from '../platform/database/index.ts';
import type { Led } from '../supervision/index.ts';
import { lockedReview } from './change.ts';
import { checkLed } from './led.ts';
import { type Noting, noteSteps } from './notes.ts';
import {
  followUpColumns,
  type ReviewRow,
  reviewColumns,
  standingOf,
  stepColumns,
  stepRow,
  valuesOf,
} from './row.ts';

type Wanted = {
  readonly reviewId: string;
  /** Minted by who asks for it: once more changes nothing. */
  readonly id: string;
  readonly text: string;
  readonly dueAt: number;
};

type Known = { review_id: string; owner_id: string; workspace_id: string; done_at: number | null };

const doneColumns = {
  id: 'text',
  done_at: 'bigint',
  done_by_id: 'text',
  done_by_name: 'text',
  done_note: 'text',
} as const;

export type FollowUps = ReturnType<typeof createFollowUps>;

/** What has to come of a review: each is a step of the review, and so is its end. */
export function createFollowUps(
  database: Database,
  workspaceId: string,
  clock: Pick<Clock, 'now'>,
  { staffOf, written }: Noting,
) {
  const keepStep = async (bulk: Bulk, row: ReviewRow, { id, name }: Me, now: number, body: StepBody) => {
    const next = { ...row, version: row.version + 1 };
    const step = stepRow(row.id, next.version, now, { id, name }, body);
    await bulk.insert('review_step', stepColumns, [valuesOf(stepColumns, step)]);
    await bulk.update('review', reviewColumns, [valuesOf(reviewColumns, next)]);
    await noteSteps(bulk, [{ row, body }], { id, name }, now, staffOf);
  };

  return {
    add: async (person: Me, { reviewId, id, text, dueAt }: Wanted, owner: PersonRef): Promise<void> => {
      await database.transaction(async (bulk) => {
        const row = await lockedReview(bulk, workspaceId, reviewId);
        const now = clock.now();
        const refusal = whyNotAct(person, 'follow_up', standingOf(row), now);
        if (refusal !== null) throw new RefusalError(refusal);
        const what = { select: 'review_id', from: 'follow_up', by: ['id'] };
        const [there] = await bulk.lookup<Pick<Known, 'review_id'>>(what, [[id]]);
        if (there !== undefined) {
          if (there.review_id !== row.id) throw new RefusalError('conflict');
          return;
        }
        const made = {
          ...{ id, workspace_id: workspaceId, review_id: row.id, text, due_at: dueAt, at: now },
          ...{ owner_id: owner.id, owner_name: owner.name, by_id: person.id, by_name: person.name },
          ...{ done_at: null, done_by_id: null, done_by_name: null, done_note: null },
        };
        await bulk.insert('follow_up', followUpColumns, [valuesOf(followUpColumns, made)]);
        await keepStep(bulk, row, person, now, { what: 'follow_up', id, text, owner, dueAt });
      });
      written();
    },
    /** By its owner or a supervisor who leads the review's group; who comes second is answered like the first. Answers the review's id. */
    done: async (person: Me, id: string, note: string, groups: Led): Promise<string> => {
      const reviewId = await database.transaction(async (bulk) => {
        await bulk.feedHead(workspaceId);
        const select = 'review_id, owner_id, workspace_id, done_at';
        const [known] = await bulk.lookup<Known>({ select, from: 'follow_up', by: ['id'] }, [[id]]);
        const isTheirs = known?.owner_id === person.id || person.role !== 'agent';
        // Of what is somebody else's an agent is not told that it is there.
        if (known === undefined || known.workspace_id !== workspaceId || !isTheirs)
          throw new RefusalError('not_found');
        const row = await lockedReview(bulk, workspaceId, known.review_id);
        if (known.owner_id !== person.id) checkLed(groups, row);
        if (known.done_at !== null) return known.review_id;
        const now = clock.now();
        await bulk.update('follow_up', doneColumns, [[id, now, person.id, person.name, note]]);
        await keepStep(bulk, row, person, now, { what: 'follow_up_done', id, note });
        return row.id;
      });
      written();
      return reviewId;
    },
  };
}
