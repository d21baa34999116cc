import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import type { ReviewHead, ReviewState } from '#shared/domain/quality/review.ts';
import { call } from '../../../bridge/bridge.ts';
import { useHouse } from '../../../state/house.ts';
import { Button } from '../../../ui/button.tsx';
import { AskedView } from '../parts/asked-view.tsx';
import { control, Labelled } from '../parts/labelled.tsx';
import { Page, Scroll } from '../parts/page.tsx';
import { useStateNames } from '../parts/score.tsx';
import { useAsked } from '../parts/use-asked.ts';
import { NoReviews, ReviewTable } from './review-table.tsx';

const page = 50;

/** All reviews, of all. */
export function Results() {
  const { t } = useLingui();
  const names = useStateNames();
  const people = useHouse((s) => s.people);
  const [state, setState] = useState<ReviewState | ''>('');
  const [agentId, setAgent] = useState('');
  const filter = {
    ...{ mine: false, sampleId: null, conversationId: null, limit: page },
    agentId: agentId === '' ? null : agentId,
    states: state === '' ? [] : [state],
  };
  const asked = useAsked('quality.reviews', { ...filter, before: null });
  const [more, setMore] = useState<{
    readonly of: unknown;
    readonly reviews: ReviewHead[];
    readonly complete: boolean;
  }>({ of: null, reviews: [], complete: false });
  const first = asked.value;
  // What was paged to belongs to the first page that it came after.
  useEffect(() => setMore({ of: first, reviews: [], complete: first?.complete ?? true }), [first]);
  const readOn = async (last: string) => {
    const next = await call('quality.reviews', { ...filter, before: last }).catch(() => null);
    if (next === null) return asked.again();
    setMore((before) =>
      before.of === first
        ? { of: first, reviews: [...before.reviews, ...next.reviews], complete: next.complete }
        : before,
    );
  };
  return (
    <Page title={t`Reviews`}>
      <div className="flex shrink-0 gap-3 border-line border-b bg-panel px-5 pt-2 pb-3">
        <div className="w-44">
          <Labelled label={t`State`}>
            {(id) => (
              <select
                id={id}
                value={state}
                data-testid="results-state"
                onChange={({ target }) => setState(target.value as ReviewState | '')}
                className={control}
              >
                <option value="">{t`All`}</option>
                {(Object.keys(names) as ReviewState[]).map((one) => (
                  <option key={one} value={one}>
                    {names[one]}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
        </div>
        <div className="w-44">
          <Labelled label={t`Agent`}>
            {(id) => (
              <select
                id={id}
                value={agentId}
                onChange={({ target }) => setAgent(target.value)}
                className={`foreign ${control}`}
              >
                <option value="">{t`All`}</option>
                {(people ?? []).map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
        </div>
      </div>
      <Scroll label={t`Reviews`}>
        <AskedView asked={asked}>
          {({ reviews }) => {
            const all = [...reviews, ...more.reviews];
            const last = all.at(-1);
            if (last === undefined)
              return (
                <NoReviews>
                  <Trans>There is none.</Trans>
                </NoReviews>
              );
            return (
              <>
                <ReviewTable reviews={all} />
                {!more.complete && (
                  <p className="mt-3 text-center">
                    <Button onClick={() => void readOn(last.id)}>
                      <Trans>More</Trans>
                    </Button>
                  </p>
                )}
              </>
            );
          }}
        </AskedView>
      </Scroll>
    </Page>
  );
}
