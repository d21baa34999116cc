import type { IpcAnswer, IpcInput } from '#shared/ipc/contract.ts';
import { watchCalls } from '#shared/ipc/watch.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { Seat } from './seat.ts';

type WatchCall = keyof typeof watchCalls;
export type WatchHandlers = { readonly [C in WatchCall]: (input: IpcInput<C>) => Promise<IpcAnswer<C>> };

/** Alerts of the house's rules: the hub has them, and says to whom. Nothing is kept here. */
export function createWatchCalls({ seat }: { readonly seat: () => Seat | null }): WatchHandlers {
  const handlers = Object.keys(watchCalls).map((name) => {
    const ask = async (input: unknown) => {
      const taken = seat();
      if (taken === null) throw new RefusalError('unauthenticated');
      // The registrar has just checked it by the schema of this very call.
      return taken.ask(name as WatchCall, input as never);
    };
    return [name, ask];
  });
  return Object.fromEntries(handlers) as WatchHandlers;
}
