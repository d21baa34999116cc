import { useLingui } from '@lingui/react/macro';
import { useQualityNews } from '../../../state/quality-news.ts';

/** A dot beside a review of which there is something that one has not looked at. */
export function NewMark({ reviewId }: { readonly reviewId: string }) {
  const { t } = useLingui();
  const isNew = useQualityNews(({ notes }) => notes.some((note) => note.reviewId === reviewId));
  if (!isNew) return null;
  return (
    <span
      role="img"
      aria-label={t`New`}
      title={t`New`}
      data-testid="review-new"
      className="inline-block size-2 shrink-0 rounded-full bg-accent"
    />
  );
}
