import { showMonitor } from './monitor.ts';
import { createSlice } from './slice.ts';

export type QualityView =
  | 'work'
  | 'results'
  | 'samples'
  | 'follow-ups'
  | 'agreement'
  | 'trends'
  | 'cards'
  | 'own';

type Shown = {
  readonly view: QualityView;
  /** The review that is open, above whatever view. */
  readonly reviewId: string | null;
  /** A conversation that somebody wants to look at: the card is still to be chosen. */
  readonly begin: string | null;
};

/** What of quality is on the screen, for supervisors. */
export const useQuality = createSlice<Shown>({ view: 'work', reviewId: null, begin: null });

export function showQuality(view: QualityView): void {
  useQuality.setState({ view, reviewId: null, begin: null });
}

export function openReview(reviewId: string): void {
  useQuality.setState({ reviewId, begin: null });
}

export function closeReview(): void {
  useQuality.setState({ reviewId: null, begin: null });
}

/** Which of one's own results is open. */
export const useOwnResult = createSlice<{ readonly reviewId: string | null }>({ reviewId: null });

/** Looks at a conversation, from wherever one is. */
export function reviewConversation(conversationId: string): void {
  useQuality.setState({ reviewId: null, begin: conversationId });
  showMonitor('quality');
}
