import type { Verdict } from '#shared/domain/quality/review.ts';
import type { IpcAnswer, IpcInput } from '#shared/ipc/contract.ts';
import type { qualityCalls } from '#shared/ipc/quality.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import { type QualityEvents, qualityEvents } from '#shared/protocol/quality.ts';
import type { Cache } from './cache/client.ts';
import { faultOf, type Log } from './log.ts';
import type { Seat } from './seat.ts';

type Call = keyof typeof qualityCalls;
export type QualityHandlers = {
  readonly [C in Call]: (input: IpcInput<C>) => Promise<IpcAnswer<C>>;
};

/** Most lines of one answer. */
const linesPage = 200;

/** Quality as the screen asks for it: everything is the hub's, and only what is being filled in is kept here too. */
export function createQualityCalls(options: {
  readonly cache: Pick<Cache, 'reviewDraft' | 'setReviewDraft'>;
  readonly log: Log;
  /** Throws `unauthenticated` when nobody is signed in. */
  readonly seat: () => Pick<Seat, 'ask'>;
}): QualityHandlers {
  const { cache, log, seat } = options;

  const passed = Object.fromEntries(
    (Object.keys(qualityEvents) as (keyof QualityEvents)[]).map((event) => [
      event,
      async (input: never) => seat().ask(event, input),
    ]),
  ) as unknown as { readonly [E in keyof QualityEvents]: QualityHandlers[E] };

  /** On its way to the hub; what is typed meanwhile stays here until it has gone too. */
  const send = async (reviewId: string, draft: Verdict, kept: string): Promise<null> => {
    await seat().ask('quality.draft', { reviewId, draft });
    if ((await cache.reviewDraft(reviewId)) === kept) await cache.setReviewDraft(reviewId, null);
    return null;
  };

  return {
    ...passed,
    'quality.draft': async ({ reviewId, draft }) => {
      const kept = JSON.stringify(draft);
      await cache.setReviewDraft(reviewId, kept);
      return send(reviewId, draft, kept);
    },
    'quality.review': async ({ reviewId }) => {
      const answer = await seat().ask('quality.review', { reviewId });
      const kept = await cache.reviewDraft(reviewId);
      if (kept === null) return answer;
      if (answer.review.state !== 'open') {
        await cache.setReviewDraft(reviewId, null);
        return answer;
      }
      const draft = JSON.parse(kept) as Verdict;
      // It did not get there before: now it does, and if not, the next time it is looked at.
      void send(reviewId, draft, kept).catch((error: unknown) => {
        if (!(error instanceof RefusalError)) log.warn('a draft did not reach the hub', faultOf(error));
      });
      return { ...answer, draft };
    },
    'quality.submit': async (input) => {
      const answer = await seat().ask('quality.submit', input);
      await cache.setReviewDraft(input.reviewId, null);
      return answer;
    },
    'transcript.lines': async ({ conversationId, from, to }) => {
      const last = Math.min(to, from + linesPage - 1);
      const { conversation, entries } = await seat().ask('conversation.pull', {
        ...{ conversationId, after: Math.max(0, from - 1), before: last + 1, limit: linesPage },
      });
      return { conversation, entries };
    },
  };
}
