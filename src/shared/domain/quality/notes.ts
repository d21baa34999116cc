import * as z from 'zod/mini';
import type { Role } from '../../protocol/handshake.ts';
import { type Act, mayKnow, mayReview, type Standing } from './acts.ts';
import type { StepBody } from './review.ts';

/** What somebody is told of unasked about reviews, until they have looked. */

/**
 * `result`: a conversation of theirs was reviewed. `answer`: somebody has decided of their appeal; `decided`: of an appeal against
 * their review. `follow_up`: they are asked to do
 * something; `due`: the time for that is nearly over. `work`: they are to review; `second`: as the one who does not see the first.
 * `appeal`: somebody does not agree, and waits for an answer.
 */
export const noteKinds = [
  'result',
  'answer',
  'decided',
  'follow_up',
  'due',
  'work',
  'second',
  'appeal',
] as const;
export const noteKind = z.enum(noteKinds);
export type NoteKind = z.infer<typeof noteKind>;

/** Of what one is to do oneself, whosever review it came of. */
export const isOfFollowUp = (kind: NoteKind): boolean => kind === 'follow_up' || kind === 'due';

type About = {
  readonly reviewId: string;
  readonly agentId: string;
  readonly reviewerId: string;
  readonly round: number;
};

export type ToldTo = {
  readonly personId: string;
  readonly kind: NoteKind;
  /** What it is about: a review, or a follow-up. One kind of news of one thing comes once. */
  readonly subjectId: string;
};

/** Whoever has them: what they are about is done. */
export type Over = { readonly kinds: readonly NoteKind[]; readonly subjectId: string };

/**
 * Whom a step of a review tells, and whose news are over with it. `staff`: those who may answer an appeal, as far as that goes by
 * groups. Nobody is told of what they did themselves.
 */
export function toldBy(
  body: StepBody,
  { reviewId, agentId, reviewerId, round }: About,
  by: string,
  staff: readonly string[],
): { readonly told: readonly ToldTo[]; readonly over: readonly Over[] } {
  const tell = (kind: NoteKind, people: readonly string[], subjectId = reviewId): ToldTo[] =>
    [...new Set(people)].filter((id) => id !== by).map((personId) => ({ personId, kind, subjectId }));
  const done: Over = { kinds: ['work', 'second'], subjectId: reviewId };
  switch (body.what) {
    case 'assigned':
      return { told: tell(round === 2 ? 'second' : 'work', [body.to.id]), over: [] };
    case 'submitted':
    case 'cancelled':
      return { told: [], over: [done] };
    case 'released':
      return { told: tell('result', [agentId]), over: [] };
    case 'appealed':
      return {
        told: tell(
          'appeal',
          [...staff, reviewerId].filter((id) => id !== agentId),
        ),
        over: [],
      };
    case 'answered':
      return {
        told: [...tell('answer', [agentId]), ...tell('decided', [reviewerId])],
        over: [{ kinds: ['appeal'], subjectId: reviewId }],
      };
    case 'follow_up':
      return { told: tell('follow_up', [body.owner.id], body.id), over: [] };
    case 'follow_up_done':
      return { told: [], over: [{ kinds: ['follow_up', 'due'], subjectId: body.id }] };
  }
}

/** Acts after which their reviewer may know what was hidden before: they have nothing of it to score any more. */
export const endsBlindness = (act: Act): boolean => act === 'submit' || act === 'cancel';

/** Whether somebody may be told of it as things are now: roles, groups and what is still to be scored may be others than then. */
export function mayBeTold(
  who: { readonly id: string; readonly role: Role },
  kind: NoteKind,
  on: Standing,
  { leads, isBlind }: { readonly leads: boolean; readonly isBlind: boolean },
): boolean {
  // It was given to them, and says nothing of the review.
  if (isOfFollowUp(kind)) return true;
  if (who.id === on.agentId) return (kind === 'result' || kind === 'answer') && mayKnow(who, on);
  if (kind === 'result' || kind === 'answer' || !mayReview(who, on.agentId) || !leads) return false;
  return kind === 'work' || kind === 'second' || !isBlind;
}
