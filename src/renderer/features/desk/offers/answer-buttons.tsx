import { Trans, useLingui } from '@lingui/react/macro';
import { useKeysOf } from '../../../state/actions/keys.ts';
import { useDeskApp } from '../../../state/desk-app.ts';
import { answerOffer, useOffers } from '../../../state/offers.ts';
import { Button } from '../../../ui/button.tsx';
import { withKeys } from '../../../ui/kbd.tsx';

type AnswerButtonsProps = {
  readonly id: string;
  /** Enter accepts: the person came here for this. */
  readonly focus?: boolean;
};

/** Accept or decline; both are the hub's to decide. */
export function AnswerButtons({ id, focus = false }: AnswerButtonsProps) {
  const { t } = useLingui();
  const offline = useDeskApp((s) => s.connection.state !== 'connected');
  const acceptKeys = useKeysOf('offer.accept');
  const declineKeys = useKeysOf('offer.decline');
  const answering = useOffers((s) => s.answering.has(id));
  const why = offline ? t`Needs the hub, which cannot be reached right now.` : undefined;
  return (
    <span className="flex shrink-0 items-center gap-1.5">
      <Button
        look="primary"
        data-testid="offer-accept"
        autoFocus={focus}
        disabled={offline || answering}
        title={why ?? withKeys(t`Accept`, acceptKeys)}
        onKeyDown={(event) => {
          // The Enter that opened the conversation is not an answer.
          if (event.repeat) event.preventDefault();
        }}
        onClick={() => void answerOffer(id, 'accept')}
      >
        <Trans>Accept</Trans>
      </Button>
      <Button
        data-testid="offer-decline"
        disabled={offline || answering}
        title={why ?? withKeys(t`Decline`, declineKeys)}
        onClick={() => void answerOffer(id, 'decline')}
      >
        <Trans>Decline</Trans>
      </Button>
    </span>
  );
}
