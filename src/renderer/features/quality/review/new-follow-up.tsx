import { Trans, useLingui } from '@lingui/react/macro';
import { useRef, useState } from 'react';
import { newId } from '#shared/domain/key.ts';
import { maxReason, type ReviewHead } from '#shared/domain/quality/review.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../../../bridge/bridge.ts';
import { useHouse } from '../../../state/house.ts';
import { Button } from '../../../ui/button.tsx';
import { useRefusalText } from '../../../ui/refusal-text.ts';
import { dayText, momentOf } from '../parts/day.ts';
import { area, control, Labelled } from '../parts/labelled.tsx';

const week = 7 * 24 * 3600_000;

type NewProps = {
  readonly review: ReviewHead;
  readonly onDone: () => void;
  readonly onCancel: () => void;
};

/** Something to be done about it: what, by whom and by when. */
export function NewFollowUp({ review, onDone, onCancel }: NewProps) {
  const { t } = useLingui();
  const refusalText = useRefusalText();
  const people = useHouse((s) => s.people) ?? [];
  const [text, setText] = useState('');
  const [ownerId, setOwner] = useState(review.agent.id);
  const [day, setDay] = useState(() => dayText(Date.now() + week));
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  /** The same once more, when the answer was lost, is the same follow-up. */
  const key = useRef(newId());
  const dueAt = momentOf(day, 'last');
  const owners = people.some(({ id }) => id === review.agent.id) ? people : [review.agent, ...people];
  const send = async () => {
    if (dueAt === null) return;
    setRefusal(null);
    try {
      await call('quality.followup.add', {
        ...{ reviewId: review.id, key: key.current, text: text.trim(), ownerId, dueAt },
      });
      onDone();
    } catch (error) {
      setRefusal(refusedWith(error));
    }
  };
  return (
    <form
      className="grid gap-2"
      data-testid="new-follow-up"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Labelled label={t`What is to be done`}>
        {(id) => (
          <textarea
            id={id}
            rows={2}
            dir="auto"
            // biome-ignore lint/a11y/noAutofocus: it has just been asked for
            autoFocus
            maxLength={maxReason}
            value={text}
            data-testid="follow-up-text"
            onChange={({ target }) => setText(target.value)}
            className={area}
          />
        )}
      </Labelled>
      <div className="grid grid-cols-2 gap-2">
        <Labelled label={t`By whom`}>
          {(id) => (
            <select
              id={id}
              value={ownerId}
              data-testid="follow-up-owner"
              onChange={({ target }) => setOwner(target.value)}
              className={`foreign ${control}`}
            >
              {owners.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        <Labelled label={t`By when`}>
          {(id) => (
            <input
              id={id}
              type="date"
              value={day}
              onChange={({ target }) => setDay(target.value)}
              className={control}
            />
          )}
        </Labelled>
      </div>
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
          type="submit"
          look="primary"
          data-testid="follow-up-send"
          disabled={text.trim() === '' || dueAt === null}
        >
          <Trans>Ask for it</Trans>
        </Button>
      </div>
    </form>
  );
}
