import { Trans, useLingui } from '@lingui/react/macro';
import type { ReviewHead, ReviewState } from '#shared/domain/quality/review.ts';
import { Tag } from '../../../ui/tag.tsx';

/** "87.5", as the locale writes it; always with its decimal, so that a column of them stands in line. */
export function useScoreText(): (total: number) => string {
  const { i18n } = useLingui();
  const format = new Intl.NumberFormat(i18n.locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return (total) => format.format(total);
}

type ScoreProps = Pick<ReviewHead, 'total' | 'passed'> & { readonly large?: boolean };

/** A total, and whether it was enough: in words too, not by colour alone. */
export function Score({ total, passed, large = false }: ScoreProps) {
  const text = useScoreText();
  if (total === null) return <span className="text-ink-3">–</span>;
  return (
    <span className="inline-flex items-baseline gap-1.5">
      <span className={`font-bold tabular-nums ${large ? 'text-5' : ''} ${passed ? 'text-ink' : 'text-bad'}`}>
        {text(total)}
      </span>
      {passed !== null && (
        <span className={`text-1 ${passed ? 'text-ink-3' : 'text-bad'}`}>
          {passed ? <Trans>passed</Trans> : <Trans>not passed</Trans>}
        </span>
      )}
    </span>
  );
}

export function useStateNames(): Readonly<Record<ReviewState, string>> {
  const { t } = useLingui();
  return {
    open: t`To do`,
    submitted: t`Not released`,
    released: t`Released`,
    appealed: t`Appealed`,
    settled: t`Appeal answered`,
    cancelled: t`Cancelled`,
  };
}

export function StateTag({ state }: { readonly state: ReviewState }) {
  const names = useStateNames();
  return (
    <Tag tone={state === 'appealed' ? 'warn' : state === 'open' ? 'accent' : 'plain'}>{names[state]}</Tag>
  );
}
