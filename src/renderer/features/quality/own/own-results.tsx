import { Trans, useLingui } from '@lingui/react/macro';
import type { ComponentType } from 'react';
import { nameIn } from '#shared/domain/customer/handbook.ts';
import type { ReviewHead } from '#shared/domain/quality/review.ts';
import { useMinute } from '../../../state/clock.ts';
import { useOwnResult } from '../../../state/quality.ts';
import { useVisitorName } from '../../../ui/names.ts';
import { dateText } from '../../../ui/time.ts';
import { Lines, type LinesProps } from '../lines-context.ts';
import { AskedView } from '../parts/asked-view.tsx';
import { FollowUpList } from '../parts/follow-up-list.tsx';
import { NewMark } from '../parts/new-mark.tsx';
import { Score, StateTag } from '../parts/score.tsx';
import { useAsked } from '../parts/use-asked.ts';
import { useAgainOn, useSeenFollowUps, useUnseen } from '../parts/use-seen.ts';
import { OwnReview } from './own-review.tsx';

/** What was said of one's own conversations, and what one is asked to do about it. */
export function OwnResults({ lines }: { readonly lines: ComponentType<LinesProps> }) {
  return (
    <Lines value={lines}>
      <OwnList />
    </Lines>
  );
}

const choose = (reviewId: string | null) => useOwnResult.setState({ reviewId });

/** The same where the lines are given already. */
export function OwnList() {
  const { t } = useLingui();
  const asked = useAsked('quality.own', { before: null, limit: 100 });
  const tasks = useAsked('quality.followups', { all: false });
  const chosen = useOwnResult((s) => s.reviewId);
  useAgainOn(
    useUnseen(({ kind }) => kind === 'result' || kind === 'answer'),
    asked.again,
  );
  return (
    <div className="grid min-h-0 min-w-0 flex-1 grid-cols-[300px_minmax(0,1fr)]" data-testid="own-results">
      <section
        aria-label={t`My results`}
        data-region="results-list"
        tabIndex={-1}
        className="flex min-h-0 flex-col border-line border-r bg-panel"
      >
        <h1 className="flex h-11 shrink-0 items-center px-4 font-bold text-5">
          <Trans>My results</Trans>
        </h1>
        <AskedView asked={asked}>
          {({ reviews }) =>
            reviews.length === 0 ? (
              <p className="px-4 py-6 text-center text-2 text-ink-3">
                <Trans>Nothing of yours has been reviewed yet.</Trans>
              </p>
            ) : (
              <ul className="min-h-0 flex-1 overflow-y-auto pb-2">
                {reviews.map((review) => (
                  <Item
                    key={review.id}
                    review={review}
                    isChosen={review.id === chosen}
                    onChoose={() => choose(review.id)}
                  />
                ))}
              </ul>
            )
          }
        </AskedView>
      </section>
      {chosen === null ? (
        <div className="min-h-0 overflow-y-auto bg-bg p-6">
          <Tasks asked={tasks} />
        </div>
      ) : (
        <OwnReview
          key={chosen}
          reviewId={chosen}
          onBack={() => choose(null)}
          onChanged={() => {
            asked.again();
            tasks.again();
          }}
        />
      )}
    </div>
  );
}

function Tasks({ asked }: { readonly asked: ReturnType<typeof useAsked<'quality.followups'>> }) {
  useSeenFollowUps(asked.value !== null, asked.again);
  return (
    <div className="mx-auto max-w-160">
      <h2 className="mb-2 font-bold text-4">
        <Trans>What you are asked to do</Trans>
      </h2>
      <AskedView asked={asked}>
        {({ followUps }) =>
          followUps.length === 0 ? (
            <p className="rounded-3 border border-line border-dashed px-4 py-6 text-center text-2 text-ink-3">
              <Trans>Nothing. Choose a result on the left to read it.</Trans>
            </p>
          ) : (
            <FollowUpList followUps={followUps} onChanged={asked.again} />
          )
        }
      </AskedView>
    </div>
  );
}

type ItemProps = {
  readonly review: ReviewHead;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
};

function Item({ review, isChosen, onChoose }: ItemProps) {
  const { i18n } = useLingui();
  const now = useMinute();
  const nameOf = useVisitorName();
  return (
    <li>
      <button
        type="button"
        data-testid="own-result"
        aria-current={isChosen ? 'true' : undefined}
        onClick={onChoose}
        className={`block w-full px-4 py-2 text-left text-2 ${isChosen ? 'bg-accent-soft' : 'hover:bg-hover'}`}
      >
        <span className="flex items-center gap-2">
          <span className="foreign min-w-0 flex-1 truncate font-medium">
            {nameOf({ ...review.customer, locale: 'en' })}
          </span>
          <NewMark reviewId={review.id} />
          <Score {...review} />
        </span>
        <span className="mt-0.5 flex items-center gap-2 text-1 text-ink-3">
          <span className="foreign min-w-0 flex-1 truncate">
            {nameIn(review.card.name, i18n.locale)}
            {review.releasedAt !== null && ` · ${dateText(review.releasedAt, i18n.locale, now)}`}
          </span>
          {review.state !== 'released' && <StateTag state={review.state} />}
        </span>
      </button>
    </li>
  );
}
