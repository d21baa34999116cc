import { Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useCallback, useState } from 'react';
import { type Act, whyNotAct } from '#shared/domain/quality/acts.ts';
import { type LineComment, maxReason, type Verdict } from '#shared/domain/quality/review.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import type { WholeReview } from '#shared/protocol/quality.ts';
import { call, refusedWith } from '../../../bridge/bridge.ts';
import { meOf, useDeskApp } from '../../../state/desk-app.ts';
import { Button } from '../../../ui/button.tsx';
import { useRefusalText } from '../../../ui/refusal-text.ts';
import { area, Labelled } from '../parts/labelled.tsx';
import { AskSecond } from './ask-second.tsx';
import { Items } from './items.tsx';
import { NewFollowUp } from './new-follow-up.tsx';
import { Panes } from './panes.tsx';
import { Result } from './result.tsx';
import { Total } from './total.tsx';

type DoneProps = { readonly whole: WholeReview; readonly onChanged: () => void };
type Asking = 'answer' | 'follow_up' | 'second' | null;

/** A review that is not being done by who looks at it: what came of it, and what is theirs to decide. */
export function DoneReview({ whole, onChanged }: DoneProps) {
  const refusalText = useRefusalText();
  const me = useDeskApp((s) => meOf(s.account));
  const [asking, setAsking] = useState<Asking>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { review, verdict } = whole;
  const { state, agent, reviewer, round, appealUntil, id: reviewId, version } = review;
  const standing = { state, agentId: agent.id, reviewerId: reviewer.id, round, appealUntil };
  // Who still has to score the same decides nothing of it.
  const may = (act: Act) =>
    me !== null && verdict !== null && whyNotAct(me, act, standing, Date.now()) === null;
  const release = async () => {
    setRefusal(null);
    try {
      await call('quality.release', { reviewId, version });
    } catch (error) {
      setRefusal(refusedWith(error));
    }
    onChanged();
  };
  const done = () => {
    setAsking(null);
    onChanged();
  };
  if (asking === 'answer' && verdict !== null)
    return <Answer whole={whole} before={verdict} onDone={done} onCancel={() => setAsking(null)} />;
  const acts: ReactNode[] = [];
  if (may('follow_up') && asking !== 'follow_up')
    acts.push(
      <Button key="follow" data-testid="follow-up-add" onClick={() => setAsking('follow_up')}>
        <Trans>Ask for something to be done</Trans>
      </Button>,
    );
  if (round === 1 && verdict !== null && asking !== 'second')
    acts.push(
      <Button key="second" data-testid="second-add" onClick={() => setAsking('second')}>
        <Trans>Second review</Trans>
      </Button>,
    );
  if (may('release'))
    acts.push(
      <Button key="release" look="primary" data-testid="review-release" onClick={() => void release()}>
        <Trans>Release to the agent</Trans>
      </Button>,
    );
  if (may('answer'))
    acts.push(
      <Button key="answer" look="primary" data-testid="appeal-answer" onClick={() => setAsking('answer')}>
        <Trans>Answer the appeal</Trans>
      </Button>,
    );
  const foot = (acts.length > 0 || asking !== null || refusal !== null) && (
    <>
      {refusal !== null && (
        <p role="alert" className="text-2 text-bad">
          {refusalText(refusal)}
        </p>
      )}
      {asking === 'follow_up' && (
        <NewFollowUp review={review} onDone={done} onCancel={() => setAsking(null)} />
      )}
      {asking === 'second' && <AskSecond review={review} onDone={done} />}
      <div className="flex flex-wrap justify-end gap-1.5">{acts}</div>
    </>
  );
  return (
    <Panes
      conversationId={review.conversationId}
      comments={verdict?.comments ?? []}
      {...(foot !== false && { foot })}
    >
      <Result whole={whole} onChanged={onChanged} />
    </Panes>
  );
}

type AnswerProps = {
  readonly whole: WholeReview;
  readonly before: Verdict;
  readonly onDone: () => void;
  readonly onCancel: () => void;
};

/** Looks at it once more: what is changed of the marks is another score, and the one before stays in the history. */
function Answer({ whole: { review, card }, before, onDone, onCancel }: AnswerProps) {
  const { t } = useLingui();
  const refusalText = useRefusalText();
  const [verdict, setVerdict] = useState<Verdict>(before);
  const comment = useCallback((comments: LineComment[]) => setVerdict((now) => ({ ...now, comments })), []);
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const isSame = JSON.stringify(verdict) === JSON.stringify(before);
  const send = async () => {
    setBusy(true);
    try {
      const { id: reviewId, version } = review;
      await call('quality.answer', {
        reviewId,
        version,
        text: text.trim(),
        verdict: isSame ? null : verdict,
      });
      onDone();
    } catch (error) {
      setRefusal(refusedWith(error));
      setBusy(false);
    }
  };
  return (
    <Panes
      conversationId={review.conversationId}
      comments={verdict.comments}
      onComments={comment}
      foot={
        <>
          <Total card={card} marks={verdict.marks} />
          <Labelled
            label={t`Answer to the agent`}
            note={isSame ? t`The score stays as it is.` : t`With this answer the score is another.`}
          >
            {(id) => (
              <textarea
                id={id}
                rows={3}
                dir="auto"
                maxLength={maxReason}
                value={text}
                data-testid="answer-text"
                onChange={({ target }) => setText(target.value)}
                className={area}
              />
            )}
          </Labelled>
          {refusal !== null && (
            <p role="alert" className="text-2 text-bad">
              {refusalText(refusal)}
            </p>
          )}
          <div className="flex justify-end gap-1.5">
            <Button onClick={onCancel}>
              <Trans>Cancel</Trans>
            </Button>
            <Button
              look="primary"
              data-testid="answer-send"
              disabled={busy || text.trim() === ''}
              onClick={() => void send()}
            >
              {isSame ? <Trans>Keep the score</Trans> : <Trans>Change the score</Trans>}
            </Button>
          </div>
        </>
      }
    >
      <Items
        card={card}
        marks={verdict.marks}
        onMark={(itemId, mark) => setVerdict({ ...verdict, marks: { ...verdict.marks, [itemId]: mark } })}
      />
    </Panes>
  );
}
