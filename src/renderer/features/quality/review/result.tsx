import { Trans, useLingui } from '@lingui/react/macro';
import type { WholeReview } from '#shared/protocol/quality.ts';
import { FollowUpList } from '../parts/follow-up-list.tsx';
import { Score } from '../parts/score.tsx';
import { History } from './history.tsx';
import { Items } from './items.tsx';

/** What came of a review: the total, what was said, each item, what is to be done and what was done. */
export function Result({
  whole,
  onChanged,
}: {
  readonly whole: WholeReview;
  readonly onChanged: () => void;
}) {
  const { t } = useLingui();
  const { review, card, verdict, steps, followUps } = whole;
  return (
    <>
      {verdict === null ? (
        <p className="rounded-3 border border-line border-dashed px-4 py-4 text-2 text-ink-2">
          {review.state === 'open' || review.state === 'cancelled' ? (
            <Trans>It is not scored.</Trans>
          ) : (
            <Trans>
              You still have to score the same conversation. What others said of it can be read after that.
            </Trans>
          )}
        </p>
      ) : (
        <>
          <p className="mb-3" data-testid="result-total">
            <Score {...review} large />
          </p>
          {verdict.summary !== '' && (
            <p
              dir="auto"
              className="foreign selectable mb-4 whitespace-pre-wrap break-words rounded-3 border border-note-line bg-note px-3 py-2 text-2"
            >
              {verdict.summary}
            </p>
          )}
          <Items card={card} marks={verdict.marks} />
        </>
      )}
      {followUps.length > 0 && (
        <section aria-label={t`Follow-ups`} className="mt-5">
          <h2 className="mb-1.5 font-bold text-3">
            <Trans>Follow-ups</Trans>
          </h2>
          <FollowUpList followUps={followUps} onChanged={onChanged} />
        </section>
      )}
      <History steps={steps} />
    </>
  );
}
