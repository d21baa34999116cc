import { Trans, useLingui } from '@lingui/react/macro';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { nameIn } from '#shared/domain/customer/handbook.ts';
import type { Sample } from '#shared/protocol/quality.ts';
import { useMinute } from '../../../state/clock.ts';
import { Button } from '../../../ui/button.tsx';
import { Progress } from '../../../ui/progress.tsx';
import { dateText } from '../../../ui/time.ts';
import { NoReviews, ReviewTable } from '../lists/review-table.tsx';
import { AskedView } from '../parts/asked-view.tsx';
import { Due } from '../parts/due.tsx';
import { Page, Scroll } from '../parts/page.tsx';
import { useAsked } from '../parts/use-asked.ts';
import { NewSample } from './new-sample.tsx';

/** Choices of conversations that are looked at, and how far the work is. */
export function Samples() {
  const { t } = useLingui();
  const asked = useAsked('quality.samples', {});
  const [shown, setShown] = useState<'new' | Sample | null>(null);
  const back = () => {
    setShown(null);
    asked.again();
  };
  if (shown === 'new') return <NewSample onDone={back} />;
  if (shown !== null) return <OneSample sample={shown} onBack={back} />;
  return (
    <Page
      title={t`Samples`}
      actions={
        <Button data-testid="sample-new" onClick={() => setShown('new')}>
          <Plus size={14} aria-hidden="true" />
          <Trans>New sample</Trans>
        </Button>
      }
    >
      <Scroll label={t`Samples`}>
        <AskedView asked={asked}>
          {({ samples }) =>
            samples.length === 0 ? (
              <NoReviews>
                <Trans>There is none. A sample chooses conversations and gives them to reviewers.</Trans>
              </NoReviews>
            ) : (
              <ul className="grid max-w-200 gap-2">
                {samples.map((sample) => (
                  <Item key={sample.id} sample={sample} onOpen={() => setShown(sample)} />
                ))}
              </ul>
            )
          }
        </AskedView>
      </Scroll>
    </Page>
  );
}

function Item({ sample, onOpen }: { readonly sample: Sample; readonly onOpen: () => void }) {
  const { t, i18n } = useLingui();
  const now = useMinute();
  const { name, done, total, matched, by, dueAt, rule, card } = sample;
  const { seed } = rule;
  return (
    <li>
      <button
        type="button"
        data-testid="sample"
        onClick={onOpen}
        className="block w-full rounded-3 border border-line bg-panel px-4 py-2.5 text-left text-2 hover:bg-hover"
      >
        <span className="flex items-center gap-3">
          <span className="foreign min-w-0 flex-1 truncate font-medium">{name}</span>
          <Due at={dueAt} done={done === total} />
          <Progress label={t`Reviewed`} value={done} max={total} className="w-28" />
          <span className="w-14 text-right tabular-nums">
            {done}/{total}
          </span>
        </span>
        <span className="foreign mt-0.5 block truncate text-1 text-ink-3">
          {dateText(rule.from, i18n.locale, now)} – {dateText(rule.to - 1, i18n.locale, now)} ·{' '}
          {nameIn(card.name, i18n.locale)} · <Trans>matched: {matched}</Trans> · <Trans>seed {seed}</Trans> ·{' '}
          <Trans>by {by}</Trans>
        </span>
      </button>
    </li>
  );
}

function OneSample({ sample, onBack }: { readonly sample: Sample; readonly onBack: () => void }) {
  const { id, name, leftOut } = sample;
  const asked = useAsked('quality.reviews', {
    ...{
      mine: false,
      agentId: null,
      sampleId: id,
      conversationId: null,
      states: [],
      before: null,
      limit: 100,
    },
  });
  return (
    <Page
      title={name}
      actions={
        <Button onClick={onBack}>
          <Trans>Back</Trans>
        </Button>
      }
    >
      <Scroll label={name}>
        {leftOut > 0 && (
          <p className="mb-3 text-2 text-ink-2">
            <Trans>Left out, because every reviewer had a part in them: {leftOut}</Trans>
          </p>
        )}
        <AskedView asked={asked}>{({ reviews }) => <ReviewTable reviews={reviews} />}</AskedView>
      </Scroll>
    </Page>
  );
}
