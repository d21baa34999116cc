import { Trans, useLingui } from '@lingui/react/macro';
import { meOf, useDeskApp } from '../../../state/desk-app.ts';
import { useQualityNews } from '../../../state/quality-news.ts';
import { AskedView } from '../parts/asked-view.tsx';
import { Page, Scroll } from '../parts/page.tsx';
import { useAsked } from '../parts/use-asked.ts';
import { useAgainOn, useUnseen } from '../parts/use-seen.ts';
import { NoReviews, ReviewTable } from './review-table.tsx';

const every = { agentId: null, sampleId: null, conversationId: null, before: null, limit: 100 } as const;

/** What waits for whoever is signed in: reviews of theirs, and appeals against those of others. */
export function Work() {
  const { t } = useLingui();
  const me = useDeskApp((s) => meOf(s.account)?.id);
  const mine = useAsked('quality.reviews', { ...every, mine: true, states: ['open'] });
  const appeals = useAsked('quality.reviews', { ...every, mine: false, states: ['appealed'] });
  const unreleased = useAsked('quality.reviews', { ...every, mine: true, states: ['submitted'] });
  useAgainOn(
    useUnseen(({ kind }) => kind === 'work' || kind === 'second'),
    mine.again,
  );
  useAgainOn(
    useUnseen(({ kind }) => kind === 'appeal'),
    appeals.again,
  );
  return (
    <Page title={t`To do`}>
      <Scroll label={t`To do`}>
        <Part title={t`Reviews to be done`}>
          <AskedView asked={mine}>
            {({ reviews }) =>
              reviews.length === 0 ? (
                <NoReviews>
                  <Trans>
                    Nothing to be reviewed. “Review” in the head of a closed conversation begins one.
                  </Trans>
                </NoReviews>
              ) : (
                <ReviewTable reviews={[...reviews].sort(byDue)} />
              )
            }
          </AskedView>
        </Part>
        <AskedView asked={appeals}>
          {({ reviews }) => {
            const theirs = reviews.filter(({ reviewer }) => reviewer.id !== me);
            if (theirs.length === 0) return null;
            return (
              <Part title={t`Appeals to be answered`}>
                <ReviewTable reviews={theirs} />
              </Part>
            );
          }}
        </AskedView>
        <Decided />
        <AskedView asked={unreleased}>
          {({ reviews }) => {
            const first = reviews.filter(({ round }) => round === 1);
            if (first.length === 0) return null;
            return (
              <Part title={t`Scored and not released`}>
                <ReviewTable reviews={first} />
              </Part>
            );
          }}
        </AskedView>
      </Scroll>
    </Page>
  );
}

/** What others have decided of appeals against reviews of theirs, until they have looked. */
function Decided() {
  const { t } = useLingui();
  const some = useUnseen(({ kind }) => kind === 'decided');
  return some === '' ? null : <DecidedList key={some} title={t`Appeals against your reviews, answered`} />;
}

function DecidedList({ title }: { readonly title: string }) {
  const asked = useAsked('quality.reviews', { ...every, mine: true, states: ['settled'] });
  const notes = useQualityNews((s) => s.notes);
  const isNew = (id: string) => notes.some(({ kind, reviewId }) => kind === 'decided' && reviewId === id);
  return (
    <AskedView asked={asked}>
      {({ reviews }) => {
        const some = reviews.filter(({ id }) => isNew(id));
        if (some.length === 0) return null;
        return (
          <Part title={title}>
            <ReviewTable reviews={some} />
          </Part>
        );
      }}
    </AskedView>
  );
}

function byDue(a: { readonly dueAt: number | null }, b: { readonly dueAt: number | null }): number {
  return (a.dueAt ?? Number.MAX_SAFE_INTEGER) - (b.dueAt ?? Number.MAX_SAFE_INTEGER);
}

function Part({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <section aria-label={title} className="mb-6">
      <h2 className="mb-2 font-bold text-4">{title}</h2>
      {children}
    </section>
  );
}
