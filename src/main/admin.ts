import { type AdminIpcCall, adminIpcCalls } from '#shared/ipc/admin.ts';
import type { IpcAnswer, IpcInput } from '#shared/ipc/contract.ts';
import type { DeskAdminCallName } from '#shared/protocol/admin.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import { type Reach, requestAdmin } from './connection/hub-http.ts';

export type AdminHandlers = {
  readonly [C in AdminIpcCall]: (input: IpcInput<C>) => Promise<IpcAnswer<C>>;
};

export type AdminOptions = {
  /** Where the hub of the signed-in person is, and their token. Null: nobody is signed in. */
  readonly door: () => { readonly hub: string; readonly token: string } | null;
  readonly reach: Reach;
};

/**
 * Administration by whoever is signed in: each call goes to the hub as it is. Nothing is kept here, because what
 * it is about is the house's, not this desk's; and the hub alone decides who may.
 */
export function createAdminCalls({ door, reach }: AdminOptions): AdminHandlers {
  const handlers = Object.keys(adminIpcCalls).map((name) => {
    const call = name.slice('admin.'.length) as DeskAdminCallName;
    const ask = async (input: unknown) => {
      const found = door();
      if (found === null) throw new RefusalError('unauthenticated');
      // The registrar has just checked it by the schema of this very call.
      return requestAdmin(found, call, input as never, reach);
    };
    return [name, ask];
  });
  return Object.fromEntries(handlers) as AdminHandlers;
}
