import { useLingui } from '@lingui/react/macro';
import type { OrdersAnswer } from '#shared/protocol/orders.ts';

type Failed = Extract<OrdersAnswer, { state: 'failed' }>;

/** Why there are no orders, for an agent: what it is about is for who keeps the back office. */
export function useFaultText(): (failed: Failed) => string {
  const { t } = useLingui();
  return ({ fault }) => {
    switch (fault) {
      case 'late':
        return t`The shop's back office takes too long to answer.`;
      case 'busy':
        return t`Too many ask the shop's back office right now.`;
      case 'no_host':
      case 'no_connection':
        return t`The shop's back office cannot be reached.`;
      default:
        return t`The shop's back office does not answer as it should. Your administrator can see why under Orders.`;
    }
  };
}
