import type { Customer } from '#shared/domain/customer/customer.ts';
import type { KeptHandbook } from '#shared/domain/customer/handbook.ts';
import type { IpcNews } from '#shared/ipc/contract.ts';
import type { Cache } from './cache/client.ts';
import type { Ask } from './connection/requests.ts';
import { faultOf, type Log } from './log.ts';

/** What the hub says of customers unasked. */
export function createCustomerNews(options: {
  readonly cache: Pick<Cache, 'keepCustomer' | 'handbook' | 'keepHandbook'>;
  readonly log: Log;
  readonly tell: <N extends 'customers.changed' | 'handbook.changed'>(name: N, payload: IpcNews<N>) => void;
  readonly touch: (conversationId: string) => void;
  readonly ask: Ask;
}) {
  const { cache, log, tell, touch, ask } = options;
  const failed = (error: unknown) => log.warn('news of customers were not kept', faultOf(error));

  const pullHandbook = async (): Promise<void> => {
    const kept: KeptHandbook = await ask('handbook.pull', {});
    await cache.keepHandbook(kept);
    tell('handbook.changed', kept);
  };

  return {
    customer: ({ customer }: { readonly customer: Customer }): void => {
      tell('customers.changed', { customer });
      cache.keepCustomer(customer, null).then((ids) => ids.forEach(touch), failed);
    },
    /** On a new line, and when another handbook is in force. */
    handbook: (): void => void pullHandbook().catch(failed),
  };
}
