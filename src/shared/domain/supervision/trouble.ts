import type { Rating } from '../conversation.ts';
import { lowScore } from '../rating.ts';
import type { Course } from './course.ts';

/** Why a conversation is marked. Each is one bit, so that a board's row says all of them in one number. */
export const troubles = { words: 1, unanswered: 2, rating: 4 } as const;
export type Trouble = keyof typeof troubles;

/** Whoever writes so often without an answer is not only waiting. */
export const mostUnanswered = 3;

/** Marks of a conversation: hard words among the customer's last messages, several without an answer, a bad rating. */
export function troubleOf(course: Pick<Course, 'said' | 'unanswered'>, rating: Rating | undefined): number {
  const words = course.said.some(({ hard }) => hard) ? troubles.words : 0;
  const unanswered = course.unanswered >= mostUnanswered ? troubles.unanswered : 0;
  const score = rating?.score ?? null;
  return words + unanswered + (score !== null && score <= lowScore ? troubles.rating : 0);
}

export function hasTrouble(mask: number, which: Trouble): boolean {
  return (mask & troubles[which]) !== 0;
}
