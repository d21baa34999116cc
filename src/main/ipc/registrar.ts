import { type IpcAnswer, type IpcCall, type IpcInput, ipcCalls } from '#shared/ipc/contract.ts';
import { type Answer, type Refusal, RefusalError, refusalOf } from '#shared/protocol/errors.ts';
import { faultOf, type Log } from '../log.ts';

/** One handler for every call of the contract; `H` may be a part of them, by domain. */
export type Handlers<C extends IpcCall = IpcCall> = {
  readonly [K in C]: (input: IpcInput<K>) => Promise<IpcAnswer<K>> | IpcAnswer<K>;
};

export type Registrar = (name: unknown, input: unknown) => Promise<Answer<unknown>>;

/**
 * Answers the renderer's calls as if the renderer were hostile: what is not in the table, or does not
 * fit its schema exactly, is refused and reaches no handler. Never rejects, and never lets a thrown
 * value through. `checkAnswers` looks at what goes out too (development and tests).
 */
export function createRegistrar(options: {
  readonly handlers: Handlers;
  readonly log: Log;
  readonly checkAnswers: boolean;
}): Registrar {
  const { handlers, log, checkAnswers } = options;

  return async (name, input) => {
    if (typeof name !== 'string' || !Object.hasOwn(ipcCalls, name)) {
      log.warn('unknown call', {});
      return refuse({ code: 'unknown_event' });
    }
    const call = name as IpcCall;
    try {
      const parsed = ipcCalls[call].input.safeParse(input);
      if (!parsed.success) {
        const field = parsed.error.issues[0]?.path.map(String).join('.').slice(0, 80) ?? '';
        throw new RefusalError({ code: 'bad_request', ...(field === '' ? {} : { field }) });
      }
      const value = await run(handlers, call, parsed.data);
      if (checkAnswers) ipcCalls[call].answer.parse(value);
      return { ok: true, value };
    } catch (error) {
      const refusal = refusalOf(error);
      log[refusal.code === 'internal' ? 'error' : 'info']('call refused', {
        call,
        refusal: refusal.code,
        ...(refusal.code === 'internal' ? faultOf(error) : {}),
      });
      return refuse(refusal);
    }
  };
}

function run<C extends IpcCall>(handlers: Handlers, call: C, input: unknown): unknown {
  // The schema of this very call has just accepted it.
  return handlers[call](input as IpcInput<C>);
}

function refuse(error: Refusal): Answer<never> {
  return { ok: false, error };
}
