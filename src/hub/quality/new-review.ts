import type { Conversation } from '#shared/domain/conversation.ts';
import type { PersonRef } from '#shared/domain/entry.ts';
import type { ReviewRow } from './row.ts';

/** Work to be done: somebody looks at a conversation of somebody else with that card. */
export function newReview(of: {
  readonly id: string;
  readonly workspaceId: string;
  readonly conversation: Pick<Conversation, 'id' | 'group'>;
  readonly agent: PersonRef;
  readonly card: { readonly id: string; readonly version: number };
  readonly reviewer: PersonRef;
  readonly at: number;
  readonly dueAt: number | null;
  readonly sampleId: string | null;
  /** The id of the one that this is the second to; null: it is the first. */
  readonly first: string | null;
}): ReviewRow {
  const { group } = of.conversation;
  return {
    id: of.id,
    workspace_id: of.workspaceId,
    conversation_id: of.conversation.id,
    agent_id: of.agent.id,
    agent_name: of.agent.name,
    group_id: group?.id ?? null,
    group_name: group?.name ?? null,
    card_id: of.card.id,
    card_version: of.card.version,
    reviewer_id: of.reviewer.id,
    reviewer_name: of.reviewer.name,
    round: of.first === null ? 1 : 2,
    pair_id: of.first ?? of.id,
    sample_id: of.sampleId,
    state: 'open',
    version: 1,
    created_at: of.at,
    due_at: of.dueAt,
    submitted_at: null,
    released_at: null,
    appeal_until: null,
    verdict: null,
    total: null,
    passed: null,
  };
}
