import { useEffect, useRef } from 'react';
import { isOfFollowUp } from '#shared/domain/quality/notes.ts';
import type { QualityNote } from '#shared/protocol/quality.ts';
import { useDeskApp } from '../../../state/desk-app.ts';
import { sawQuality, useQualityNews } from '../../../state/quality-news.ts';

/** Ids of what fits, of all that one has not looked at; in one word, so that it is the same while they are. */
export function useUnseen(fits: (note: QualityNote) => boolean): string {
  return useQualityNews(({ notes }) =>
    notes
      .filter(fits)
      .map(({ id }) => id)
      .join(),
  );
}

/** What is shown is read anew when there is news of it. */
export function useAgainOn(unseen: string, again: () => void): void {
  const known = useRef(unseen);
  useEffect(() => {
    const isNews = unseen !== known.current && unseen !== '';
    known.current = unseen;
    if (isNews) again();
  }, [unseen, again]);
}

/** What is on the screen is news no more; `isShown`: it has been read. */
function useSaw(unseen: string, isShown: boolean, reviewId: string | null, followUps: boolean): void {
  const isConnected = useDeskApp((s) => s.connection.state === 'connected');
  // Of very much not all is known here: it may be of this.
  const isMore = useQualityNews(({ notes, count }) => count > notes.length);
  const has = unseen !== '' || isMore;
  // biome-ignore lint/correctness/useExhaustiveDependencies: said again when more came, and with a line that is back
  useEffect(() => {
    if (has && isShown && isConnected) sawQuality({ reviewId, followUps });
  }, [unseen, has, isShown, isConnected, reviewId, followUps]);
}

/** A review that is shown. */
export function useSeenReview(reviewId: string, isShown: boolean, again: () => void): void {
  const unseen = useUnseen((note) => note.reviewId === reviewId);
  useAgainOn(unseen, again);
  useSaw(unseen, isShown, reviewId, false);
}

/** What one is to do. */
export function useSeenFollowUps(isShown: boolean, again: () => void): void {
  const unseen = useUnseen(({ kind }) => isOfFollowUp(kind));
  useAgainOn(unseen, again);
  useSaw(unseen, isShown, null, true);
}
