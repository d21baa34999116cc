import { Trans, useLingui } from '@lingui/react/macro';
import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { maxReason, type ReviewHead } from '#shared/domain/quality/review.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../../../bridge/bridge.ts';
import { Button } from '../../../ui/button.tsx';
import { useRefusalText } from '../../../ui/refusal-text.ts';
import { fullText } from '../../../ui/time.ts';
import { AskedView } from '../parts/asked-view.tsx';
import { area, Labelled } from '../parts/labelled.tsx';
import { useAsked } from '../parts/use-asked.ts';
import { useSeenReview } from '../parts/use-seen.ts';
import { Head } from '../review/head.tsx';
import { Panes } from '../review/panes.tsx';
import { Result } from '../review/result.tsx';

type OwnProps = {
  readonly reviewId: string;
  readonly onBack: () => void;
  readonly onChanged: () => void;
};

/** One of one's own results, with what was said of which line; and the appeal, while there is time for it. */
export function OwnReview({ reviewId, onBack, onChanged }: OwnProps) {
  const { t } = useLingui();
  const asked = useAsked('quality.own.review', { reviewId });
  useSeenReview(reviewId, asked.value !== null, asked.again);
  const again = () => {
    asked.again();
    onChanged();
  };
  return (
    <section aria-label={t`Result`} data-testid="own-review" className="flex min-h-0 min-w-0 flex-col">
      <header className="flex h-11 shrink-0 items-center gap-3 border-line border-b bg-panel px-4 text-2">
        <Button look="icon" aria-label={t`Back`} onClick={onBack}>
          <ArrowLeft size={15} aria-hidden="true" />
        </Button>
        {asked.value !== null && <Head review={asked.value.review} />}
      </header>
      <AskedView asked={asked}>
        {(whole) => (
          <Panes
            conversationId={whole.review.conversationId}
            comments={whole.verdict?.comments ?? []}
            {...(mayAppeal(whole.review) && { foot: <Appeal review={whole.review} onDone={again} /> })}
          >
            <Result whole={whole} onChanged={again} />
          </Panes>
        )}
      </AskedView>
    </section>
  );
}

function mayAppeal({ state, appealUntil }: ReviewHead): boolean {
  return state === 'released' && appealUntil !== null && Date.now() <= appealUntil;
}

function Appeal({ review, onDone }: { readonly review: ReviewHead; readonly onDone: () => void }) {
  const { t, i18n } = useLingui();
  const refusalText = useRefusalText();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const until = fullText(review.appealUntil ?? 0, i18n.locale);
  const send = async () => {
    setRefusal(null);
    try {
      await call('quality.appeal', { reviewId: review.id, version: review.version, reason: reason.trim() });
      onDone();
    } catch (error) {
      const refused = refusedWith(error);
      setRefusal(refused);
      // What it is now: there may be more in it by now than when it was read.
      if (refused.code === 'conflict') onDone();
    }
  };
  if (!asking)
    return (
      <div className="flex items-center gap-2">
        <p className="min-w-0 flex-1 text-1 text-ink-3">
          <Trans>You can appeal until {until}.</Trans>
        </p>
        <Button data-testid="appeal" onClick={() => setAsking(true)}>
          <Trans>Appeal</Trans>
        </Button>
      </div>
    );
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Labelled label={t`Why you do not agree`} note={t`Somebody other than the reviewer answers it.`}>
        {(id) => (
          <textarea
            id={id}
            rows={3}
            dir="auto"
            // biome-ignore lint/a11y/noAutofocus: it has just been asked for
            autoFocus
            maxLength={maxReason}
            value={reason}
            data-testid="appeal-reason"
            onChange={({ target }) => setReason(target.value)}
            className={area}
          />
        )}
      </Labelled>
      {refusal !== null && (
        <p role="alert" className="text-2 text-bad">
          {refusal.code === 'too_late' ? t`The time for an appeal is over.` : refusalText(refusal)}
        </p>
      )}
      <div className="flex justify-end gap-1.5">
        <Button onClick={() => setAsking(false)}>
          <Trans>Cancel</Trans>
        </Button>
        <Button type="submit" look="primary" data-testid="appeal-send" disabled={reason.trim() === ''}>
          <Trans>Send the appeal</Trans>
        </Button>
      </div>
    </form>
  );
}
