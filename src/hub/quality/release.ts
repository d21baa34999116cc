import { appealUntilOf } from '#shared/domain/quality/acts.ts';
import type { ScoreCard } from '#shared/domain/quality/card.ts';
import type { StepBody } from '#shared/domain/quality/review.ts';
import type { ReviewRow } from './row.ts';

/** Its agent may read it from now on, and appeal for as long as the card says. */
export function releaseOf(
  { appealDays }: ScoreCard,
  now: number,
): { row: Partial<ReviewRow>; body: StepBody } {
  return {
    row: { state: 'released', released_at: now, appeal_until: appealUntilOf(now, appealDays) },
    body: { what: 'released' },
  };
}
