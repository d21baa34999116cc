import type { IpcAnswer, IpcInput } from '#shared/ipc/contract.ts';
import type { routingCalls } from '#shared/ipc/routing.ts';
import type { superviseCalls } from '#shared/ipc/supervise.ts';
import type { DeskEvents } from '#shared/protocol/desk.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { InputOf } from '#shared/protocol/registry.ts';
import type { Cache } from '../cache/client.ts';
import type { Seat } from '../seat.ts';
import { createAskedOnce, type Keyed } from './asked.ts';
import { noSettings } from './own-status.ts';

type Take = 'conversations.take' | 'conversations.close';
export type RoutingHandlers = {
  readonly [C in keyof typeof routingCalls | keyof typeof superviseCalls | Take]: (
    input: IpcInput<C>,
  ) => Promise<IpcAnswer<C>>;
};

export type RoutingOptions = {
  readonly cache: Pick<Cache, 'row'>;
  /** Null when nobody is signed in. */
  readonly seat: () => Seat | null;
};

/** Whose a conversation is, and what goes from one to another: the hub's to decide (P12). */
export function createRouting({ cache, seat }: RoutingOptions): RoutingHandlers {
  const askOnce = createAskedOnce();

  function taken(): Seat {
    const found = seat();
    if (found === null) throw new RefusalError('unauthenticated');
    return found;
  }

  /** Who lost the race sees the row as it is now. */
  async function change<E extends Keyed>(
    event: E,
    input: Omit<InputOf<DeskEvents, E>, 'key'> & { readonly conversationId: string },
  ): Promise<null> {
    const { ask, history } = taken();
    try {
      await askOnce(ask, event, input);
      return null;
    } catch (error) {
      const row = await cache.row(input.conversationId).catch(() => null);
      if (row !== null) void history.check([row]);
      throw error;
    }
  }

  return {
    'routing.now': async () => {
      const found = seat();
      return {
        status: found?.status.get() ?? { own: null, settings: noSettings },
        colleagues: found?.colleagues.get() ?? null,
      };
    },
    'status.set': async (wanted) => taken().status.set(wanted),
    'conversations.take': (input) => change('conversation.take', input),
    'conversations.close': (input) => change('conversation.close', input),
    'conversations.transfer': (input) => change('conversation.transfer', input),
    'conversations.invite': (input) => change('conversation.invite', input),
    'conversations.leave': (input) => change('conversation.leave', input),
    'conversations.askRating': (input) => change('rating.ask', input),
    'conversations.wrapDone': (input) => change('wrap.done', input),
    'conversations.closeAndFile': async ({ filed, ...input }) => {
      await change('conversation.close', input);
      // What is filed does not go by the version, which closing has moved on.
      return change('wrap.done', { ...input, filed });
    },
    'offers.accept': (input) => change('offer.accept', input),
    'offers.decline': (input) => change('offer.decline', input),
    'offers.withdraw': (input) => change('offer.withdraw', input),
    'supervise.watch': async (input) => taken().looked.watch(input),
    'supervise.join': (input) => change('supervise.join', input),
    'supervise.status': async (input) => taken().ask('supervise.status', input),
    'supervise.moveQueue': async (input) => taken().ask('supervise.moveQueue', input),
    'supervise.pause': async (input) => taken().ask('supervise.pause', input),
    'supervise.watched': async () => ({ all: [...(seat()?.watched.get() ?? [])] }),
    'conversations.decisions': async (input) => taken().ask('conversation.decisions', input),
  };
}
