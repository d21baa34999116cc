import type { Selectable } from 'kysely';
import type { PersonRef } from '#shared/domain/entry.ts';
import type { Standing } from '#shared/domain/quality/acts.ts';
import type { FollowUp, ReviewStep, StepBody, Verdict } from '#shared/domain/quality/review.ts';
import type { Columns, Tables, Value } from '../platform/database/index.ts';

export type ReviewRow = Selectable<Tables['review']>;
export type StepRow = Selectable<Tables['review_step']>;
type FollowUpRow = Selectable<Tables['follow_up']>;

/** In the order of `valuesOf`; the first finds the row. */
export const reviewColumns = {
  id: 'text',
  workspace_id: 'text',
  conversation_id: 'text',
  agent_id: 'text',
  agent_name: 'text',
  group_id: 'text',
  group_name: 'text',
  card_id: 'text',
  card_version: 'bigint',
  reviewer_id: 'text',
  reviewer_name: 'text',
  round: 'bigint',
  pair_id: 'text',
  sample_id: 'text',
  state: 'text',
  version: 'bigint',
  created_at: 'bigint',
  due_at: 'bigint',
  submitted_at: 'bigint',
  released_at: 'bigint',
  appeal_until: 'bigint',
  verdict: 'text',
  total: 'bigint',
  passed: 'bigint',
} as const satisfies Columns & Record<keyof ReviewRow, 'text' | 'bigint'>;

export const stepColumns = {
  review_id: 'text',
  version: 'bigint',
  at: 'bigint',
  by_id: 'text',
  by_name: 'text',
  body: 'text',
} as const satisfies Columns & Record<keyof StepRow, 'text' | 'bigint'>;

export const followUpColumns = {
  id: 'text',
  workspace_id: 'text',
  review_id: 'text',
  text: 'text',
  owner_id: 'text',
  owner_name: 'text',
  due_at: 'bigint',
  at: 'bigint',
  by_id: 'text',
  by_name: 'text',
  done_at: 'bigint',
  done_by_id: 'text',
  done_by_name: 'text',
  done_note: 'text',
} as const satisfies Columns & Record<keyof FollowUpRow, 'text' | 'bigint'>;

export function valuesOf<Row extends Record<string, Value>>(
  columns: Readonly<Record<keyof Row & string, 'text' | 'bigint'>>,
  row: Row,
): Value[] {
  return Object.keys(columns).map((name) => row[name] ?? null);
}

export function stepRow(
  reviewId: string,
  version: number,
  at: number,
  by: PersonRef,
  body: StepBody,
): StepRow {
  return { review_id: reviewId, version, at, by_id: by.id, by_name: by.name, body: JSON.stringify(body) };
}

export function toStep({ version, at, by_id, by_name, body }: StepRow): ReviewStep {
  return { version, at, by: { id: by_id, name: by_name }, body: JSON.parse(body) as StepBody };
}

export function toFollowUp(
  row: FollowUpRow & Pick<ReviewRow, 'conversation_id' | 'agent_id' | 'agent_name'>,
): FollowUp {
  return {
    id: row.id,
    reviewId: row.review_id,
    conversationId: row.conversation_id,
    agent: { id: row.agent_id, name: row.agent_name },
    text: row.text,
    owner: { id: row.owner_id, name: row.owner_name },
    dueAt: row.due_at,
    by: { id: row.by_id, name: row.by_name },
    at: row.at,
    done:
      row.done_at === null
        ? null
        : {
            at: row.done_at,
            by: { id: row.done_by_id ?? '', name: row.done_by_name ?? '' },
            note: row.done_note ?? '',
          },
  };
}

export function standingOf(row: ReviewRow): Standing {
  return {
    state: row.state,
    agentId: row.agent_id,
    reviewerId: row.reviewer_id,
    round: row.round,
    appealUntil: row.appeal_until,
  };
}

/** A total is kept as tenths: 87.5 of 100 is 875. */
export const toTenths = (total: number | null): number | null =>
  total === null ? null : Math.round(total * 10);
export const fromTenths = (tenths: number | null): number | null => (tenths === null ? null : tenths / 10);
export const toFlag = (is: boolean | null): number | null => (is === null ? null : is ? 1 : 0);
export const fromFlag = (flag: number | null): boolean | null => (flag === null ? null : flag === 1);

export function verdictOf({ verdict }: Pick<ReviewRow, 'verdict'>): Verdict | null {
  return verdict === null ? null : (JSON.parse(verdict) as Verdict);
}
