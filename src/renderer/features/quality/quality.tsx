import { plural } from '@lingui/core/macro';
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
  UserCheck,
} from 'lucide-react';
import type { ComponentType } from 'react';
import type { NoteKind } from '#shared/domain/quality/notes.ts';
import { type QualityView, showQuality, useQuality } from '../../state/quality.ts';
import { useQualityNews } from '../../state/quality-news.ts';
import { Badge } from '../../ui/badge.tsx';
import { Cards } from './cards/cards.tsx';
import { AgreementView } from './figures/agreement.tsx';
import { Trends } from './figures/trends.tsx';
import { Lines, type LinesProps } from './lines-context.ts';
import { FollowUps } from './lists/follow-ups.tsx';
import { Results } from './lists/results.tsx';
import { Work } from './lists/work.tsx';
import { OwnList } from './own/own-results.tsx';
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
  own: OwnList,
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

/** What there may be news of in each. */
const kindsOf: Readonly<Partial<Record<QualityView, readonly NoteKind[]>>> = {
  work: ['work', 'second', 'appeal', 'decided'],
  'follow-ups': ['follow_up', 'due'],
  own: ['result', 'answer'],
};

function Count({ kinds = [] }: { readonly kinds?: readonly NoteKind[] | undefined }) {
  const { t } = useLingui();
  const count = useQualityNews(({ notes }) => notes.filter(({ kind }) => kinds.includes(kind)).length);
  return <Badge count={count} label={t`${plural(count, { one: '# new', other: '# new' })}`} />;
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
    ['own', t`My results`, UserCheck],
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
          <span className="min-w-0 flex-1 truncate">{label}</span>
          <Count kinds={kindsOf[id]} />
        </button>
      ))}
    </nav>
  );
}
