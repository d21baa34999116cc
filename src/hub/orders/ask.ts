import type { lookup } from 'node:dns';
import { readOrders } from '#shared/domain/orders/order.ts';
import { addressFor, type KnownBy, keysIn, type OrderKey } from '#shared/domain/orders/template.ts';
import type { OrdersAnswer } from '#shared/protocol/orders.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log/index.ts';
import { fetchJson } from './fetch-json.ts';
import type { KeptOrders } from './settings.ts';

/** Asked again so soon it is answered as before; what has failed is tried again sooner. Milliseconds. */
const freshFor = 30_000;
const failedFor = 5000;
/** Somebody who presses “again” twice has meant once. Milliseconds. */
const twice = 1000;
/** Requests at once, those that wait for it, and answers that are remembered. */
const most = 8;
const mostWaiting = 64;
const mostKept = 1000;

type Asked = {
  readonly at: number;
  readonly answer: Promise<OrdersAnswer>;
  state: OrdersAnswer['state'] | 'asking';
};

/** Asks the back office, each question once however many want to know it, and few at a time. */
export function createAsk(options: {
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  readonly resolve?: typeof lookup;
}) {
  const { clock, log, resolve } = options;
  const asked = new Map<string, Asked>();
  const waiting: (() => void)[] = [];
  let running = 0;

  const turn = async (): Promise<void> => {
    if (running < most) running += 1;
    else await new Promise<void>((go) => waiting.push(go));
  };
  const done = () => {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  };

  const fetched = async (
    { settings, secret }: KeptOrders,
    url: string,
    by: readonly OrderKey[],
  ): Promise<OrdersAnswer> => {
    const failed = { state: 'failed', at: clock.now(), status: null, field: null } as const;
    if (settings === null) return { state: 'off' };
    if (waiting.length >= mostWaiting) return { ...failed, fault: 'busy' };
    await turn();
    try {
      const { internal, header, patience } = settings;
      const headers = header === null || secret === null ? {} : { [header]: secret };
      const got = await fetchJson({ url, internal, patience, headers, ...(resolve && { resolve }) });
      const at = clock.now();
      if ('fault' in got) {
        log.warn(
          { event: 'orders', code: got.fault, status: got.status },
          'the back office has given no orders',
        );
        return { ...failed, at, ...got };
      }
      const read = readOrders(got.json);
      if ('orders' in read) return { state: 'found', at, by: [...by], orders: read.orders };
      log.warn({ event: 'orders', code: 'shape', field: read.wrong }, 'the back office has given no orders');
      return { ...failed, at, fault: 'shape', field: read.wrong };
    } finally {
      done();
    }
  };

  return async (kept: KeptOrders, known: KnownBy, wanted: 'kept' | 'fresh'): Promise<OrdersAnswer> => {
    if (kept.settings === null) return { state: 'off' };
    const address = addressFor(kept.settings.url, known);
    if (address === null) return { state: 'nobody', by: keysIn(kept.settings.url) };
    const question = JSON.stringify([address.url, kept]);
    const now = clock.now();
    const before = asked.get(question);
    if (before !== undefined) {
      const good = wanted === 'fresh' ? twice : before.state === 'failed' ? failedFor : freshFor;
      if (before.state === 'asking' || (now >= before.at && now - before.at < good)) return before.answer;
      asked.delete(question);
    }
    const asking: Asked = { at: now, answer: fetched(kept, address.url, address.by), state: 'asking' };
    asked.set(question, asking);
    if (asked.size > mostKept) asked.delete(asked.keys().next().value ?? '');
    const answer = await asking.answer;
    asking.state = answer.state;
    return answer;
  };
}
