import { Trans, useLingui } from '@lingui/react/macro';
import { Play } from 'lucide-react';
import { nameIn } from '#shared/domain/customer/handbook.ts';
import type { ReviewHead } from '#shared/domain/quality/review.ts';
import { openReplay } from '../../../state/replay.ts';
import { Button } from '../../../ui/button.tsx';
import { useVisitorName } from '../../../ui/names.ts';
import { Due } from '../parts/due.tsx';
import { StateTag } from '../parts/score.tsx';

/** Which review it is: of whose conversation, with what card, by whom. */
export function Head({ review }: { readonly review: ReviewHead }) {
  const { i18n } = useLingui();
  const nameOf = useVisitorName();
  const { customer, agent, card, reviewer, state, dueAt } = review;
  const agentName = agent.name;
  const reviewerName = reviewer.name;
  const cardVersion = card.version;
  return (
    <>
      <h1 className="foreign min-w-0 max-w-[30%] truncate font-bold text-4">
        {nameOf({ ...customer, locale: 'en' })}
      </h1>
      <p className="foreign min-w-0 flex-1 truncate text-ink-3">
        <Trans>served by {agentName}</Trans> · {nameIn(card.name, i18n.locale)} ·{' '}
        <Trans>version {cardVersion}</Trans> · <Trans>reviewed by {reviewerName}</Trans>
      </p>
      <Button data-testid="review-replay" onClick={() => openReplay(review.conversationId)}>
        <Play size={14} aria-hidden="true" />
        <Trans>Replay</Trans>
      </Button>
      <StateTag state={state} />
      {state === 'open' && dueAt !== null && (
        <span className="text-ink-3">
          <Trans>due by</Trans> <Due at={dueAt} />
        </span>
      )}
    </>
  );
}
