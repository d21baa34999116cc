import { Trans, useLingui } from '@lingui/react/macro';
import { nameIn } from '#shared/domain/customer/handbook.ts';
import type { ReviewHead } from '#shared/domain/quality/review.ts';
import { useMinute } from '../../../state/clock.ts';
import { openReview } from '../../../state/quality.ts';
import { useVisitorName } from '../../../ui/names.ts';
import { dateText, fullText } from '../../../ui/time.ts';
import { Due } from '../parts/due.tsx';
import { NewMark } from '../parts/new-mark.tsx';
import { Score, StateTag } from '../parts/score.tsx';

/** Reviews, one a line; the customer opens it. */
export function ReviewTable({ reviews }: { readonly reviews: readonly ReviewHead[] }) {
  return (
    <table className="w-full border-collapse rounded-3 bg-panel text-2" data-testid="reviews">
      <thead>
        <tr className="border-line border-b text-left text-1 text-ink-3">
          <Head>
            <Trans>Customer</Trans>
          </Head>
          <Head>
            <Trans>Closed</Trans>
          </Head>
          <Head>
            <Trans>Agent</Trans>
          </Head>
          <Head>
            <Trans>Score card</Trans>
          </Head>
          <Head>
            <Trans>Reviewer</Trans>
          </Head>
          <Head>
            <Trans>State</Trans>
          </Head>
          <Head>
            <Trans>Due</Trans>
          </Head>
          <Head>
            <Trans>Score</Trans>
          </Head>
        </tr>
      </thead>
      <tbody>
        {reviews.map((review) => (
          <Row key={review.id} review={review} />
        ))}
      </tbody>
    </table>
  );
}

function Head({ children }: { readonly children: React.ReactNode }) {
  return (
    <th scope="col" className="px-3 py-1.5 font-medium">
      {children}
    </th>
  );
}

function Row({ review }: { readonly review: ReviewHead }) {
  const { i18n, t } = useLingui();
  const now = useMinute();
  const nameOf = useVisitorName();
  const { customer, closedAt, agent, card, reviewer, state, dueAt, round } = review;
  const { version } = card;
  const name = nameOf({ ...customer, locale: 'en' });
  return (
    <tr className="border-line border-b last:border-0 hover:bg-hover">
      <td className="p-0">
        <button
          type="button"
          data-testid="review-open"
          onClick={() => openReview(review.id)}
          className="flex min-h-9 w-full max-w-52 items-center gap-1.5 px-3 text-left font-medium text-accent hover:underline"
        >
          <span className="foreign min-w-0 truncate">{name}</span>
          <NewMark reviewId={review.id} />
        </button>
      </td>
      <td className="whitespace-nowrap px-3" title={closedAt === null ? '' : fullText(closedAt, i18n.locale)}>
        {closedAt === null ? '–' : dateText(closedAt, i18n.locale, now)}
      </td>
      <td className="foreign max-w-36 truncate px-3">{agent.name}</td>
      <td className="foreign max-w-44 truncate px-3" title={t`Version ${version}`}>
        {nameIn(card.name, i18n.locale)}
      </td>
      <td className="foreign max-w-36 truncate px-3">
        {reviewer.name}
        {round === 2 && (
          <span className="text-1 text-ink-3">
            {' '}
            <Trans>(second)</Trans>
          </span>
        )}
      </td>
      <td className="px-3">
        <StateTag state={state} />
      </td>
      <td className="whitespace-nowrap px-3">
        <Due at={dueAt} done={state !== 'open'} />
      </td>
      <td className="whitespace-nowrap px-3">
        <Score {...review} />
      </td>
    </tr>
  );
}

/** Where there is none. */
export function NoReviews({ children }: { readonly children: React.ReactNode }) {
  return (
    <p className="rounded-3 border border-line border-dashed px-4 py-6 text-center text-2 text-ink-3">
      {children}
    </p>
  );
}
