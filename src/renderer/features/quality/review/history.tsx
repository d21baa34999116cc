import { Trans, useLingui } from '@lingui/react/macro';
import type { ReviewStep } from '#shared/domain/quality/review.ts';
import { fullText } from '../../../ui/time.ts';
import { Score } from '../parts/score.tsx';

/** What was done with a review, by whom and when. */
export function History({ steps }: { readonly steps: readonly ReviewStep[] }) {
  const { i18n, t } = useLingui();
  return (
    <section aria-label={t`History`} className="mt-5">
      <h2 className="mb-1.5 font-bold text-3">
        <Trans>History</Trans>
      </h2>
      <ol className="grid gap-1.5 text-2" data-testid="review-history">
        {steps.map((step) => (
          <li key={step.version} className="border-line border-l-2 pl-2.5">
            <p className="foreign">
              <Said step={step} />
            </p>
            <p className="text-1 text-ink-3">{fullText(step.at, i18n.locale)}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Said({ step: { body, by } }: { readonly step: ReviewStep }) {
  const who = by.name;
  switch (body.what) {
    case 'assigned': {
      const to = body.to.name;
      return (
        <Trans>
          {who} gave it to {to}
        </Trans>
      );
    }
    case 'submitted':
      return (
        <>
          <Trans>{who} scored it:</Trans> <Score {...body} />
        </>
      );
    case 'released':
      return <Trans>{who} released it to the agent</Trans>;
    case 'cancelled':
      return <Trans>{who} cancelled it</Trans>;
    case 'appealed':
      return (
        <>
          <Trans>{who} appealed:</Trans> <Words text={body.reason} />
        </>
      );
    case 'answered':
      return (
        <>
          {body.decision === 'kept' ? (
            <Trans>{who} kept the score:</Trans>
          ) : (
            <Trans>{who} changed the score:</Trans>
          )}{' '}
          <Score {...body} />
          <Words text={body.text} />
        </>
      );
    case 'follow_up': {
      const owner = body.owner.name;
      return (
        <>
          <Trans>
            {who} asked {owner} for something:
          </Trans>{' '}
          <Words text={body.text} />
        </>
      );
    }
    case 'follow_up_done':
      return (
        <>
          <Trans>{who} closed a follow-up</Trans>
          {body.note !== '' && <Words text={body.note} />}
        </>
      );
  }
}

function Words({ text }: { readonly text: string }) {
  return (
    <span dir="auto" className="selectable block whitespace-pre-wrap break-words text-ink-2">
      {text}
    </span>
  );
}
