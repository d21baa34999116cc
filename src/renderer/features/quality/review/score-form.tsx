import { Trans, useLingui } from '@lingui/react/macro';
import { useCallback, useState } from 'react';
import { itemsOf, type ScoreCard } from '#shared/domain/quality/card.ts';
import {
  emptyVerdict,
  type LineComment,
  maxSummary,
  type ReviewHead,
  type Verdict,
} from '#shared/domain/quality/review.ts';
import { firstWithoutMark } from '#shared/domain/quality/scoring.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../../../bridge/bridge.ts';
import { Button } from '../../../ui/button.tsx';
import { useRefusalText } from '../../../ui/refusal-text.ts';
import { area, Labelled } from '../parts/labelled.tsx';
import { Items } from './items.tsx';
import { Panes } from './panes.tsx';
import { Total } from './total.tsx';
import { type Saved, useDraft } from './use-draft.ts';

type FormProps = {
  readonly review: ReviewHead;
  readonly card: ScoreCard;
  readonly draft: Verdict | null;
  readonly onDone: () => void;
};

/** A review that is being done: the conversation on the left, the card on the right. */
export function ScoreForm({ review, card, draft, onDone }: FormProps) {
  const { t } = useLingui();
  const refusalText = useRefusalText();
  const { verdict, change, saved, end } = useDraft(review.id, draft ?? emptyVerdict);
  const comment = useCallback((comments: LineComment[]) => change({ comments }), [change]);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const missing = firstWithoutMark(card, verdict.marks);
  const left = itemsOf(card).filter(({ id }) => verdict.marks[id] === undefined).length;
  const ask = async (what: () => Promise<unknown>) => {
    setBusy(true);
    setRefusal(null);
    try {
      await what();
      end();
      onDone();
    } catch (error) {
      setRefusal(refusedWith(error));
      setBusy(false);
    }
  };
  const { id: reviewId, version } = review;
  const submit = (release: boolean) =>
    void ask(() => call('quality.submit', { reviewId, version, verdict, release }));
  const why = missing === null ? undefined : t`Still to be scored: ${left}`;
  return (
    <Panes
      conversationId={review.conversationId}
      comments={verdict.comments}
      onComments={comment}
      foot={
        <>
          <Total card={card} marks={verdict.marks} />
          {refusal !== null && (
            <p role="alert" className="text-2 text-bad">
              {refusalText(refusal)}
            </p>
          )}
          <div className="flex flex-wrap items-center gap-1.5">
            <SavedState saved={saved} />
            <Button
              data-testid="review-cancel"
              disabled={busy}
              onClick={() => void ask(() => call('quality.cancel', { reviewId, version }))}
            >
              <Trans>Do not review</Trans>
            </Button>
            <Button
              data-testid="review-submit"
              disabled={busy || missing !== null}
              title={why}
              onClick={() => submit(false)}
            >
              <Trans>Submit</Trans>
            </Button>
            {review.round === 1 && (
              <Button
                look="primary"
                data-testid="review-release"
                disabled={busy || missing !== null}
                title={why ?? t`The agent can read it at once`}
                onClick={() => submit(true)}
              >
                <Trans>Submit and release</Trans>
              </Button>
            )}
          </div>
        </>
      }
    >
      <Items
        card={card}
        marks={verdict.marks}
        onMark={(itemId, mark) => change({ marks: { ...verdict.marks, [itemId]: mark } })}
      />
      <div className="mt-4">
        <Labelled label={t`Summary for the agent`}>
          {(id) => (
            <textarea
              id={id}
              rows={4}
              dir="auto"
              maxLength={maxSummary}
              value={verdict.summary}
              data-testid="review-summary"
              onChange={({ target }) => change({ summary: target.value })}
              className={area}
            />
          )}
        </Labelled>
      </div>
    </Panes>
  );
}

function SavedState({ saved }: { readonly saved: Saved }) {
  const { t } = useLingui();
  const words: Readonly<Record<Saved, string>> = {
    saved: t`Saved`,
    saving: t`Saving…`,
    kept: t`Kept on this computer until the hub is back`,
    failed: t`Not saved`,
  };
  return (
    <span
      role="status"
      data-testid="draft-state"
      className={`min-w-0 flex-1 truncate text-1 ${saved === 'failed' ? 'text-bad' : 'text-ink-3'}`}
    >
      {words[saved]}
    </span>
  );
}
