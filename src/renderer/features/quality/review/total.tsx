import { Trans } from '@lingui/react/macro';
import type { ScoreCard } from '#shared/domain/quality/card.ts';
import { type Marks, scoreOf } from '#shared/domain/quality/scoring.ts';
import { Score } from '../parts/score.tsx';

/** What it comes to so far, and why it is less than the sum where a fatal item failed. */
export function Total({ card, marks }: { readonly card: ScoreCard; readonly marks: Marks }) {
  const score = scoreOf(card, marks);
  const { pass, fatalCap } = card;
  return (
    <div role="status" className="flex items-baseline gap-3 text-2" data-testid="total">
      <Score {...score} large />
      <span className="text-1 text-ink-3">
        {score.fatal.length > 0 ? (
          <Trans>A fatal item failed: {fatalCap} at most.</Trans>
        ) : (
          <Trans>Passed from {pass}.</Trans>
        )}
      </span>
    </div>
  );
}
