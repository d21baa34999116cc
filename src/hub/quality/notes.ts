import type { Selectable } from 'kysely';
import type { PersonRef } from '#shared/domain/entry.ts';
import { newId } from '#shared/domain/key.ts';
import type { Act } from '#shared/domain/quality/acts.ts';
import { endsBlindness, type NoteKind, toldBy } from '#shared/domain/quality/notes.ts';
import type { StepBody } from '#shared/domain/quality/review.ts';
import type { Bulk, Columns, Tables } from '../platform/database/index.ts';
import { type ReviewRow, valuesOf } from './row.ts';

export type NoteRow = Selectable<Tables['quality_note']>;

/** In the order of `valuesOf`. */
const noteColumns = {
  id: 'text',
  workspace_id: 'text',
  person_id: 'text',
  kind: 'text',
  review_id: 'text',
  subject_id: 'text',
  at: 'bigint',
  by_id: 'text',
  by_name: 'text',
  due_at: 'bigint',
  changed_at: 'bigint',
  seen_at: 'bigint',
} as const satisfies Columns & Record<keyof NoteRow, 'text' | 'bigint'>;

const seenColumns = { id: 'text', seen_at: 'bigint', changed_at: 'bigint' } as const;
const changedColumns = { id: 'text', changed_at: 'bigint' } as const;

type Known = Pick<NoteRow, 'id' | 'kind' | 'seen_at' | 'changed_at'>;

export type Told = { readonly row: ReviewRow; readonly body: StepBody };

export type Noting = {
  /** Those who may answer an appeal against a review of that group, as far as that goes by groups and roles. */
  readonly staffOf: (groupId: string | null) => readonly string[];
  /** Something may have been written down: who it is for can be told. */
  readonly written: () => void;
};
type StaffOf = Noting['staffOf'];

/** Later than before, however fast one thing comes after the other: by that it is known that there is something to tell. */
const laterThan = ({ changed_at }: Pick<NoteRow, 'changed_at'>, now: number): number =>
  Math.max(now, changed_at + 1);

/**
 * Writes down, together with the steps of reviews, whom they tell: nobody is told of what did not come to be, and nobody who was away
 * misses it.
 */
export async function noteSteps(
  bulk: Bulk,
  steps: readonly Told[],
  by: PersonRef,
  now: number,
  staffOf: StaffOf,
): Promise<void> {
  const made: NoteRow[] = [];
  const over = new Map<string, Set<NoteKind>>();
  for (const { row, body } of steps) {
    const { id, workspace_id, agent_id, reviewer_id, round, group_id } = row;
    const about = { reviewId: id, agentId: agent_id, reviewerId: reviewer_id, round };
    const step = toldBy(body, about, by.id, body.what === 'appealed' ? staffOf(group_id) : []);
    for (const { kinds, subjectId } of step.over)
      over.set(subjectId, new Set([...(over.get(subjectId) ?? []), ...kinds]));
    for (const { personId, kind, subjectId } of step.told)
      made.push({
        ...{ id: newId(), workspace_id, person_id: personId, kind, review_id: id, subject_id: subjectId },
        ...{ at: now, by_id: by.id, by_name: by.name, due_at: dueOf(body) },
        ...{ changed_at: now, seen_at: null },
      });
  }
  await bulk.insert(
    'quality_note',
    noteColumns,
    made.map((note) => valuesOf(noteColumns, note)),
  );
  const what = {
    select: 'id, kind, seen_at, changed_at, subject_id',
    from: 'quality_note',
    by: ['subject_id'],
  };
  const subjects = [...over.keys()].map((id) => [id]);
  const known = await bulk.lookup<Known & Pick<NoteRow, 'subject_id'>>(what, subjects);
  const done = known.filter((note) => note.seen_at === null && over.get(note.subject_id)?.has(note.kind));
  await bulk.update(
    'quality_note',
    seenColumns,
    done.map((note) => [note.id, now, laterThan(note, now)]),
  );
}

/** What was hidden from a reviewer while they had the same to score is news from now on. */
export async function noteUnblinded(bulk: Bulk, row: ReviewRow, act: Act, now: number): Promise<void> {
  if (!endsBlindness(act)) return;
  const same = {
    select: 'n.id as id, n.kind as kind, n.seen_at as seen_at, n.changed_at as changed_at',
    from: 'quality_note n join review r on r.id = n.review_id',
    by: ['n.person_id', 'r.conversation_id', 'r.card_id'],
  };
  const tuple = [row.reviewer_id, row.conversation_id, row.card_id];
  const notes = await bulk.lookup<Known>(same, [tuple]);
  const hidden = notes.filter(({ kind, seen_at }) => seen_at === null && isHidden(kind));
  await bulk.update(
    'quality_note',
    changedColumns,
    hidden.map((note) => [note.id, laterThan(note, now)]),
  );
}

/** Reminds whoever has something to do of it, as far as it is still to be done. */
export async function noteDue(
  bulk: Bulk,
  workspaceId: string,
  followUpIds: readonly string[],
  now: number,
): Promise<void> {
  // Nobody closes one of them meanwhile, and no other node reminds of it.
  await bulk.feedHead(workspaceId);
  const ids = followUpIds.map((id) => [id]);
  const open = await bulk.lookup<Omit<Selectable<Tables['follow_up']>, 'text'>>(
    {
      select: 'id, review_id, owner_id, due_at, by_id, by_name',
      from: 'follow_up',
      by: ['id'],
      where: 'done_at is null',
    },
    ids,
  );
  const select = { select: 'subject_id', from: 'quality_note', by: ['subject_id'], where: "kind = 'due'" };
  const known = new Set(
    (await bulk.lookup<Pick<NoteRow, 'subject_id'>>(select, ids)).map((one) => one.subject_id),
  );
  const made = open
    .filter(({ id }) => !known.has(id))
    .map(
      (one): NoteRow => ({
        ...{ id: newId(), workspace_id: workspaceId, person_id: one.owner_id, kind: 'due' },
        ...{ review_id: one.review_id, subject_id: one.id, at: now, due_at: one.due_at },
        ...{ by_id: one.by_id, by_name: one.by_name, changed_at: now, seen_at: null },
      }),
    );
  await bulk.insert(
    'quality_note',
    noteColumns,
    made.map((note) => valuesOf(noteColumns, note)),
  );
}

const isHidden = (kind: NoteKind): boolean => kind === 'appeal' || kind === 'decided';

function dueOf(body: StepBody): number | null {
  return body.what === 'assigned' || body.what === 'follow_up' ? body.dueAt : null;
}
