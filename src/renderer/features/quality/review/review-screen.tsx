import { Trans, useLingui } from '@lingui/react/macro';
import { ArrowLeft } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { meOf, useDeskApp } from '../../../state/desk-app.ts';
import { closeReview } from '../../../state/quality.ts';
import { Button } from '../../../ui/button.tsx';
import { AskedView } from '../parts/asked-view.tsx';
import { useAsked } from '../parts/use-asked.ts';
import { useSeenReview } from '../parts/use-seen.ts';
import { DoneReview } from './done-review.tsx';
import { Head } from './head.tsx';
import { ScoreForm } from './score-form.tsx';

/** One review: to be done by who is signed in, or as it was done. */
export function ReviewScreen({ reviewId }: { readonly reviewId: string }) {
  const { t } = useLingui();
  const asked = useAsked('quality.review', { reviewId });
  useSeenReview(reviewId, asked.value !== null, asked.again);
  const me = useDeskApp((s) => meOf(s.account)?.id);
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus(), []);
  return (
    <section aria-label={t`Review`} data-testid="review" className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex h-11 shrink-0 items-center gap-3 border-line border-b bg-panel px-4 text-2">
        <Button ref={back} data-testid="review-back" onClick={closeReview}>
          <ArrowLeft size={14} aria-hidden="true" />
          <Trans>Back</Trans>
        </Button>
        {asked.value !== null && <Head review={asked.value.review} />}
      </header>
      <AskedView asked={asked}>
        {(whole) =>
          whole.review.state === 'open' && whole.review.reviewer.id === me ? (
            <ScoreForm
              // Taken up once: what is typed after that is newer than any answer.
              key={whole.review.version}
              review={whole.review}
              card={whole.card}
              draft={whole.draft}
              onDone={asked.again}
            />
          ) : (
            <DoneReview whole={whole} onChanged={asked.again} />
          )
        }
      </AskedView>
    </section>
  );
}
