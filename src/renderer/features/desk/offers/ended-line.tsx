import { useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import { assertNever } from '#shared/domain/exhaustive.ts';
import { useHouse } from '../../../state/house.ts';
import { dismissEnded, type EndedOffer, useOffers } from '../../../state/offers.ts';
import { Button } from '../../../ui/button.tsx';
import { useVisitorName } from '../../../ui/names.ts';

/** Why what one was asked is gone from the list, until it is read and put away. */
export function EndedLine() {
  const ended = useOffers((s) => s.ended);
  const online = useHouse((s) => s.own?.status === 'online');
  // Who does not answer routing is away: whoever is back knows why they were.
  const isOver = online && ended?.how === 'route' && ended.because === 'no_answer';
  return (
    <div aria-live="polite">{ended !== null && !isOver && <Line key={ended.entryId} ended={ended} />}</div>
  );
}

function Line({ ended }: { readonly ended: EndedOffer }) {
  const { t } = useLingui();
  const nameOf = useVisitorName();
  const why = useWhy();
  return (
    <div
      data-testid="offer-ended"
      className="flex items-start gap-1 border-line border-b bg-sunk py-1 pr-1 pl-3 text-2 text-ink-2"
    >
      <p className="min-w-0 flex-1 py-0.75">
        <b className="foreign font-bold text-ink">{nameOf(ended.visitor)}</b> {why(ended)}
      </p>
      <Button look="icon" aria-label={t`Put away`} onClick={dismissEnded}>
        <X size={14} aria-hidden="true" />
      </Button>
    </div>
  );
}

function useWhy(): (ended: EndedOffer) => string {
  const { t } = useLingui();
  return ({ because, how, by }) => {
    switch (because) {
      case 'no_answer':
        return how === 'route'
          ? t`was not answered in time and goes to somebody else.`
          : t`was not answered in time and stays with your colleague.`;
      case 'withdrawn':
        return how === 'invite'
          ? t`You are not asked to join any more.`
          : t`was kept by your colleague after all.`;
      case 'gone':
        return t`is not offered any more.`;
      case 'taken':
        return t`was taken by ${by}.`;
      default:
        return assertNever(because);
    }
  };
}
