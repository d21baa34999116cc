import { Trans, useLingui } from '@lingui/react/macro';
import {
  ChartColumn,
  ClipboardCheck,
  ClipboardList,
  ListChecks,
  type LucideIcon,
  Scale,
  Shuffle,
  SlidersHorizontal,
} from 'lucide-react';
import type { ComponentType } from 'react';
import { type QualityView, showQuality, useQuality } from '../../state/quality.ts';
import { Cards } from './cards/cards.tsx';
import { AgreementView } from './figures/agreement.tsx';
import { Trends } from './figures/trends.tsx';
import { Lines, type LinesProps } from './lines-context.ts';
import { FollowUps } from './lists/follow-ups.tsx';
import { Results } from './lists/results.tsx';
import { Work } from './lists/work.tsx';
import { Begin } from './review/begin.tsx';
import { ReviewScreen } from './review/review-screen.tsx';
import { Samples } from './samples/samples.tsx';

const views: Readonly<Record<QualityView, ComponentType>> = {
  work: Work,
  results: Results,
  samples: Samples,
  'follow-ups': FollowUps,
  agreement: AgreementView,
  trends: Trends,
  cards: Cards,
};

/** Quality (E4), for supervisors: what is to be looked at, what came of it, and by which cards. */
export function Quality({ lines }: { readonly lines: ComponentType<LinesProps> }) {
  const { view, reviewId, begin } = useQuality();
  const View = views[view];
  return (
    <Lines value={lines}>
      <div className="flex min-h-0 flex-1" data-testid="quality">
        {reviewId !== null ? (
          <ReviewScreen key={reviewId} reviewId={reviewId} />
        ) : begin !== null ? (
          <Begin conversationId={begin} />
        ) : (
          <>
            <Nav view={view} />
            <View />
          </>
        )}
      </div>
    </Lines>
  );
}

function Nav({ view }: { readonly view: QualityView }) {
  const { t } = useLingui();
  const places: readonly (readonly [QualityView, string, LucideIcon])[] = [
    ['work', t`To do`, ClipboardList],
    ['results', t`Reviews`, ClipboardCheck],
    ['samples', t`Samples`, Shuffle],
    ['follow-ups', t`Follow-ups`, ListChecks],
    ['agreement', t`Agreement`, Scale],
    ['trends', t`Trends`, ChartColumn],
    ['cards', t`Score cards`, SlidersHorizontal],
  ];
  return (
    <nav
      aria-label={t`Quality`}
      data-region="quality-nav"
      tabIndex={-1}
      className="w-44 shrink-0 overflow-y-auto border-line border-r bg-sunk py-3"
    >
      <h2 className="px-4 pb-2 font-bold text-1 text-ink-3">
        <Trans>Quality</Trans>
      </h2>
      {places.map(([id, label, Icon]) => (
        <button
          key={id}
          type="button"
          aria-current={view === id ? 'page' : undefined}
          data-testid={`quality-${id}`}
          onClick={() => showQuality(id)}
          className={`flex min-h-8 w-full items-center gap-2 px-4 text-left text-2 ${view === id ? 'bg-accent-soft font-medium text-accent' : 'hover:bg-hover'}`}
        >
          <Icon size={14} aria-hidden="true" className="shrink-0" />
          {label}
        </button>
      ))}
    </nav>
  );
}
