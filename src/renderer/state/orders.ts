import { type Order, orderMeant } from '#shared/domain/orders/order.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import type { OrdersAnswer } from '#shared/protocol/orders.ts';
import { call, refusedWith } from '../bridge/bridge.ts';
import { createSlice } from './slice.ts';

export type Found = Extract<OrdersAnswer, { state: 'found' }>;

export type OrdersHere = {
  /** Asked for right now. */
  readonly asking: boolean;
  /** What came last, or why nothing did; null while nothing has. */
  readonly last: OrdersAnswer | Refusal | null;
  /** The last orders that came: they stay while later ones do not. */
  readonly found: Found | null;
  /** The order that the agent means, by its number; null: the latest. */
  readonly chosen: string | null;
};

/** Conversations whose orders are remembered. */
const most = 60;
const nothing: OrdersHere = { asking: false, last: null, found: null, chosen: null };

/** Orders of the house's own back office, by conversation; nothing of them is kept on this computer. */
export const useOrders = createSlice<{
  readonly of: ReadonlyMap<string, OrdersHere>;
  /** The house has orders to be shown, as far as is known: while one waits for them there is a place for them. */
  readonly isOn: boolean;
}>({ of: new Map(), isOn: false });

function put(conversationId: string, change: Partial<OrdersHere>): void {
  useOrders.setState(({ of }) => {
    const now = { ...(of.get(conversationId) ?? nothing), ...change };
    const others = [...of].filter(([id]) => id !== conversationId).slice(-most);
    return { of: new Map([...others, [conversationId, now]]) };
  });
}

export async function openOrders(conversationId: string, fresh = false): Promise<void> {
  put(conversationId, { asking: true });
  try {
    const last = await call('customers.orders', { conversationId, ...(fresh && { fresh: true as const }) });
    // What was found goes only with the customer, or with the connection to the back office.
    const found = last.state === 'found' ? { found: last } : last.state === 'failed' ? {} : { found: null };
    put(conversationId, { asking: false, last, ...found });
    useOrders.setState({ isOn: last.state !== 'off' });
  } catch (error) {
    put(conversationId, { asking: false, last: refusedWith(error) });
  }
}

export function chooseOrder(conversationId: string, id: string): void {
  put(conversationId, { chosen: id });
}

/** The order that is meant in that conversation: the chosen one, else the latest. */
export function orderIn(conversationId: string): Order | null {
  const here = useOrders.getState().of.get(conversationId);
  return orderMeant(here?.found?.orders ?? [], here?.chosen ?? null);
}
