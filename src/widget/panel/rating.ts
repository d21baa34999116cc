import type { PublicEntry } from '#shared/domain/entry.ts';
import { ratingChange } from '#shared/domain/rating.ts';

/** What the visitor was asked of the service, and has said of it (C5). */
export type RatingState = {
  readonly conversationId: string;
  /** '' where nobody served them. */
  readonly agent: string;
  readonly given: { readonly score: number; readonly comment: string | null } | null;
  readonly mayChange: boolean;
};

/** Of that conversation; null where they were not asked. */
export function ratingIn(
  entries: readonly PublicEntry[],
  conversationId: string | undefined,
  now: number,
): RatingState | null {
  let agent: string | null = null;
  let given: RatingState['given'] = null;
  let first: number | null = null;
  for (const { body, at, conversationId: of } of entries) {
    if (of !== conversationId) continue;
    if (body.kind === 'rating_asked') agent = body.agent ?? '';
    if (body.kind !== 'rated') continue;
    given = { score: body.score, comment: body.comment };
    first ??= at;
  }
  if (agent === null || conversationId === undefined) return null;
  return { conversationId, agent, given, mayChange: first === null || now - first < ratingChange };
}
