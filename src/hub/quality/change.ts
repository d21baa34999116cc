import type { PersonRef } from '#shared/domain/entry.ts';
import { type Act, stateAfter, whyNotAct } from '#shared/domain/quality/acts.ts';
import type { StepBody } from '#shared/domain/quality/review.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import type { Clock } from '../platform/clock.ts';
import type { Bulk, Database } from '../platform/database/index.ts';
import { type Noting, noteSteps, noteUnblinded, type Told } from './notes.ts';
import {
  type ReviewRow,
  reviewColumns,
  type StepRow,
  standingOf,
  stepColumns,
  stepRow,
  toStep,
  valuesOf,
} from './row.ts';

export type ReviewChanges = ReturnType<typeof createReviewChanges>;

type Asked = {
  readonly reviewId: string;
  /** The one it was made from. */
  readonly version: number;
  readonly act: Act;
};

/** What a step makes of the row, besides its state and version. */
type Made = { readonly row: Partial<ReviewRow>; readonly body: StepBody };

/**
 * The one place that changes reviews: each change is a step that stays, and the row as it is after it. In one transaction under
 * the workspace's lock, so that of two at once the second sees what the first has done.
 */
export function createReviewChanges(
  database: Database,
  workspaceId: string,
  clock: Pick<Clock, 'now'>,
  { staffOf, written }: Noting,
) {
  return {
    /** New ones, each with its first step. What is there already under that id stays as it is. */
    add: async (made: readonly ReviewRow[], by: PersonRef): Promise<void> => {
      await database.transaction(async (bulk) => {
        await bulk.feedHead(workspaceId);
        const there = new Set(
          (
            await reviewRows(
              bulk,
              made.map(({ id }) => id),
            )
          ).map(({ id }) => id),
        );
        const fresh = made.filter(({ id }) => !there.has(id));
        const told: Told[] = fresh.map((row) => ({
          row,
          body: {
            what: 'assigned',
            to: { id: row.reviewer_id, name: row.reviewer_name },
            dueAt: row.due_at,
          },
        }));
        const steps = told.map(({ row, body }) => stepRow(row.id, 1, row.created_at, by, body));
        await bulk.insert(
          'review',
          reviewColumns,
          fresh.map((row) => valuesOf(reviewColumns, row)),
        );
        await bulk.insert(
          'review_step',
          stepColumns,
          steps.map((step) => valuesOf(stepColumns, step)),
        );
        await noteSteps(bulk, told, by, clock.now(), staffOf);
      });
      written();
    },
    /** One step on, or two where what was asked for is two. The same once more is answered as then. */
    step: async (
      person: Me,
      { reviewId, version, act }: Asked,
      make: (row: ReviewRow, now: number) => readonly Made[] | Promise<readonly Made[]>,
    ): Promise<ReviewRow> => {
      const done = await database.transaction(async (bulk) => {
        const row = await lockedReview(bulk, workspaceId, reviewId);
        const now = clock.now();
        if (row.version > version && (await isRepeat(bulk, row, { version, act }, person.id))) return row;
        const refusal = whyNotAct(person, act, standingOf(row), now);
        if (refusal !== null) throw new RefusalError(refusal);
        if (row.version !== version) throw new RefusalError('conflict');
        const by = { id: person.id, name: person.name };
        let next: ReviewRow = { ...row, state: stateAfter(row.state, act) ?? row.state };
        const steps: StepRow[] = [];
        const told: Told[] = [];
        for (const { row: change, body } of await make(row, now)) {
          next = { ...next, ...change, version: next.version + 1 };
          steps.push(stepRow(row.id, next.version, now, by, body));
          told.push({ row, body });
        }
        await bulk.insert(
          'review_step',
          stepColumns,
          steps.map((step) => valuesOf(stepColumns, step)),
        );
        await bulk.update('review', reviewColumns, [valuesOf(reviewColumns, next)]);
        await noteSteps(bulk, told, by, now, staffOf);
        await noteUnblinded(bulk, row, act, now);
        return next;
      });
      written();
      return done;
    },
  };

  /** Done before by the same person, and the answer did not arrive. */
  async function isRepeat(
    bulk: Bulk,
    row: ReviewRow,
    { version, act }: Pick<Asked, 'version' | 'act'>,
    personId: string,
  ): Promise<boolean> {
    // A lookup goes by texts alone; a review has a few steps.
    const steps = await bulk.lookup<StepRow>(
      { select: Object.keys(stepColumns).join(', '), from: 'review_step', by: ['review_id'] },
      [[row.id]],
    );
    const step = steps.find((one) => one.version === version + 1);
    return step?.by_id === personId && toStep(step).body.what === saidBy[act];
  }
}

const saidBy: Readonly<Partial<Record<Act, StepBody['what']>>> = {
  submit: 'submitted',
  release: 'released',
  cancel: 'cancelled',
  appeal: 'appealed',
  answer: 'answered',
};

/** The review, as nobody else can change it until the transaction is over. */
export async function lockedReview(bulk: Bulk, workspaceId: string, reviewId: string): Promise<ReviewRow> {
  await bulk.feedHead(workspaceId);
  const [row] = await reviewRows(bulk, [reviewId]);
  if (row === undefined || row.workspace_id !== workspaceId) throw new RefusalError('not_found');
  return row;
}

function reviewRows(bulk: Bulk, ids: readonly string[]): Promise<ReviewRow[]> {
  return bulk.lookup<ReviewRow>(
    { select: Object.keys(reviewColumns).join(', '), from: 'review', by: ['id'] },
    ids.map((id) => [id]),
  );
}
