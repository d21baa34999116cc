import { Trans } from '@lingui/react/macro';
import { LoaderCircle, TriangleAlert } from 'lucide-react';
import { variablesIn } from '#shared/domain/replies/variables.ts';
import { useComposer } from '../composer-api.ts';
import { orderVariable, useLateOrder } from './late-order.ts';

/** While a reply waits for the number of an order, and where there is none; gone with the last place for it. */
export function OrderLine() {
  const { row, text } = useComposer();
  const state = useLateOrder(row.conversation.id);
  if (state === null || !variablesIn(text).some(({ name }) => name === orderVariable)) return null;
  return (
    <p
      role="status"
      data-testid="order-line"
      className={`mx-3 mt-1 flex items-center gap-2 rounded-2 px-2 py-1 text-2 ${state === 'unknown' ? 'bg-warn-soft' : 'bg-sunk text-ink-2'}`}
    >
      {state === 'asking' ? (
        <>
          <LoaderCircle
            size={13}
            aria-hidden="true"
            className="shrink-0 animate-spin motion-reduce:animate-none"
          />
          <Trans>Looking up the customer’s order…</Trans>
        </>
      ) : (
        <>
          <TriangleAlert size={13} aria-hidden="true" className="shrink-0 text-warn" />
          <Trans>No order of this customer is known. Write the number in its place.</Trans>
        </>
      )}
    </p>
  );
}
