import type { RefusalCode } from '../../protocol/errors.ts';
import type { Role } from '../../protocol/handshake.ts';
import type { ReviewState } from './review.ts';

/** What can be done with a review. `write`: to save what is being filled in. */
export type Act = 'write' | 'submit' | 'release' | 'cancel' | 'appeal' | 'answer' | 'follow_up';

type Actor = { readonly id: string; readonly role: Role };

/** What of a review decides who may do what with it. */
export type Standing = {
  readonly state: ReviewState;
  readonly agentId: string;
  readonly reviewerId: string;
  readonly round: number;
  readonly appealUntil: number | null;
};

const after: Readonly<Record<Act, Readonly<Partial<Record<ReviewState, ReviewState>>>>> = {
  write: { open: 'open' },
  submit: { open: 'submitted' },
  cancel: { open: 'cancelled' },
  release: { submitted: 'released' },
  appeal: { released: 'appealed' },
  answer: { appealed: 'settled' },
  follow_up: { submitted: 'submitted', released: 'released', appealed: 'appealed', settled: 'settled' },
};

/** The state that it leads to; null where it leads nowhere. */
export function stateAfter(state: ReviewState, act: Act): ReviewState | null {
  return after[act][state] ?? null;
}

/** Reviewers are supervisors and admins; of their own work nobody decides. */
export function mayReview({ id, role }: Actor, agentId: string): boolean {
  return role !== 'agent' && id !== agentId;
}

/** Whether somebody may know that it is there. An agent knows of their own once it is released. */
export function mayKnow(who: Actor, { agentId, state, round }: Standing): boolean {
  if (who.id !== agentId) return who.role !== 'agent';
  return round === 1 && (state === 'released' || state === 'appealed' || state === 'settled');
}

/** Why somebody may not do that now; null: they may. */
export function whyNotAct(who: Actor, act: Act, on: Standing, now: number): RefusalCode | null {
  if (!mayKnow(who, on)) return 'not_found';
  const isTheirs =
    act === 'appeal'
      ? who.id === on.agentId
      : mayReview(who, on.agentId) && whose(act, who.id === on.reviewerId);
  if (!isTheirs) return 'forbidden';
  if (stateAfter(on.state, act) === null) return 'conflict';
  // The second is for comparing: what the agent is told is the first.
  if (act === 'release' && on.round !== 1) return 'forbidden';
  if (act === 'appeal' && (on.appealUntil === null || now > on.appealUntil)) return 'too_late';
  return null;
}

/** Who has to be the reviewer, and who must not be. */
function whose(act: Act, isReviewer: boolean): boolean {
  if (act === 'write' || act === 'submit') return isReviewer;
  return act === 'answer' ? !isReviewer : true;
}

const day = 24 * 3600_000;

export function appealUntilOf(releasedAt: number, appealDays: number): number | null {
  return appealDays === 0 ? null : releasedAt + appealDays * day;
}
