import { Trans, useLingui } from '@lingui/react/macro';
import { useRef, useState } from 'react';
import { newId } from '#shared/domain/key.ts';
import type { ReviewHead } from '#shared/domain/quality/review.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../../../bridge/bridge.ts';
import { useHouse } from '../../../state/house.ts';
import { Button } from '../../../ui/button.tsx';
import { useRefusalText } from '../../../ui/refusal-text.ts';
import { control, Labelled } from '../parts/labelled.tsx';

/** Asks somebody else to score the same, without seeing what was said of it. */
export function AskSecond({ review, onDone }: { readonly review: ReviewHead; readonly onDone: () => void }) {
  const { t } = useLingui();
  const refusalText = useRefusalText();
  const people = useHouse((s) => s.people) ?? [];
  const others = people.filter(
    ({ id, role }) => role !== 'agent' && id !== review.reviewer.id && id !== review.agent.id,
  );
  const [chosen, setChosen] = useState('');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const id = useRef(newId());
  const reviewerId = chosen === '' ? others[0]?.id : chosen;
  const send = async () => {
    if (reviewerId === undefined) return;
    try {
      await call('quality.second', { id: id.current, reviewId: review.id, reviewerId, dueAt: review.dueAt });
      onDone();
    } catch (error) {
      setRefusal(refusedWith(error));
    }
  };
  return (
    <form
      className="flex items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div className="min-w-0 flex-1">
        <Labelled
          label={t`A second, blind review by`}
          note={
            refusal === null
              ? undefined
              : refusal.code === 'conflict'
                ? t`There is a second review already.`
                : refusalText(refusal)
          }
        >
          {(input) => (
            <select
              id={input}
              value={reviewerId ?? ''}
              data-testid="second-reviewer"
              onChange={({ target }) => setChosen(target.value)}
              className={`foreign ${control}`}
            >
              {others.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      </div>
      <Button type="submit" look="primary" data-testid="second-send" disabled={reviewerId === undefined}>
        <Trans>Ask for it</Trans>
      </Button>
    </form>
  );
}
