import type { Customer } from '#shared/domain/customer/customer.ts';
import type { Filed } from '#shared/domain/customer/filing.ts';
import type { IpcAnswer, IpcInput } from '#shared/ipc/contract.ts';
import type { customerCalls } from '#shared/ipc/customers.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Cache } from './cache/client.ts';
import { faultOf, type Log } from './log.ts';
import type { Seat, TellNews } from './seat.ts';

export type CustomerHandlers = {
  readonly [C in keyof typeof customerCalls]: (input: IpcInput<C>) => Promise<IpcAnswer<C>>;
};

/** How many conversations one page of the history has, and lines of one of them. */
const historyPage = 30;
const linesPage = 200;

/** Customers as the screen asks for them: cards from the cache first, everything else from the hub. */
export function createCustomerCalls(options: {
  readonly cache: Cache;
  readonly log: Log;
  readonly tell: TellNews;
  /** Throws `unauthenticated` when nobody is signed in. */
  readonly seat: () => Seat;
}): CustomerHandlers {
  const { cache, log, tell, seat } = options;

  const visitorOf = async (conversationId: string): Promise<string> => {
    const row = await cache.row(conversationId);
    if (row === null) throw new RefusalError('not_found');
    return row.conversation.visitor.id;
  };

  const keep = async (customer: Customer, visitorId: string): Promise<Customer> => {
    const { touch } = seat();
    for (const id of await cache.keepCustomer(customer, visitorId)) touch(id);
    tell('customers.changed', { customer });
    return customer;
  };

  const pull = async (conversationId: string): Promise<void> => {
    const { customer } = await seat().ask('customer.pull', { conversationId });
    await keep(customer, await visitorOf(conversationId));
  };

  /** Behind an answer that is on the screen already. */
  const pullBehind = (conversationId: string): void =>
    void pull(conversationId).catch((error) => {
      // A hub that is away says so in many places.
      if (!(error instanceof RefusalError)) log.warn('a customer was not fetched', faultOf(error));
    });

  const change = async (conversationId: string, asked: Promise<{ customer: Customer }>) => {
    try {
      const { customer } = await asked;
      return { customer: await keep(customer, await visitorOf(conversationId)) };
    } catch (error) {
      // Whoever lost the race sees the card as it is now.
      if (error instanceof RefusalError && error.refusal.code === 'conflict')
        await pull(conversationId).catch(() => undefined);
      throw error;
    }
  };

  return {
    'customers.open': async ({ conversationId }) => {
      seat();
      const kept = await cache.customer(await visitorOf(conversationId));
      pullBehind(conversationId);
      return { customer: kept?.customer ?? null };
    },
    'customers.save': (input) => change(input.conversationId, seat().ask('customer.save', input)),
    'customers.addNote': (input) => change(input.conversationId, seat().ask('customer.note.add', input)),
    'customers.editNote': (input) => change(input.conversationId, seat().ask('customer.note.edit', input)),
    'customers.deleteNote': (input) =>
      change(input.conversationId, seat().ask('customer.note.delete', input)),
    'customers.history': async ({ conversationId, before }) => {
      const visitorId = await visitorOf(conversationId);
      try {
        const page = { conversationId, before, limit: historyPage };
        const history = await seat().ask('customer.conversations', page);
        if (before === null) await cache.keepHistory(visitorId, history);
        return history;
      } catch (error) {
        // What one may no longer read is not read from here either.
        const isAway = error instanceof RefusalError && error.refusal.code === 'unavailable';
        const kept = isAway && before === null ? await cache.customer(visitorId) : null;
        if (kept?.history == null) throw error;
        return { conversations: [...kept.history.conversations], complete: kept.history.complete };
      }
    },
    'customers.transcript': (input) => seat().ask('customer.transcript', { ...input, limit: linesPage }),
    'wrapUp.draft': async ({ conversationId }) => {
      const kept = await cache.wrapUpDraft(conversationId);
      return { draft: kept === null ? null : (JSON.parse(kept) as Filed) };
    },
    'wrapUp.setDraft': async ({ conversationId, draft }) => {
      await cache.setWrapUpDraft(conversationId, draft === null ? null : JSON.stringify(draft));
      return null;
    },
    'customers.way': (input) => seat().ask('way.pull', input),
    'customers.orders': (input) => seat().ask('orders.pull', input),
    'checklist.open': (input) => seat().ask('checklist.pull', input),
    'checklist.tick': (input) => seat().ask('checklist.tick', input),
    'customers.find': (input) => seat().ask('customer.find', input),
    'customers.tags': () => seat().ask('customer.tags', {}),
    'handbook.now': () => cache.handbook(),
  };
}
