import type {
  IpcAnswer,
  IpcCall,
  IpcInput,
  IpcNews,
  IpcNewsName,
  YingkeBridge,
} from '#shared/ipc/contract.ts';
import type { Answer, Refusal } from '#shared/protocol/errors.ts';
import { isRefusalCode, RefusalError, refusalOf } from '#shared/protocol/errors.ts';

/** The only place that touches `window.yingke`. Types come from the contract; its schemas stay in main. */

declare global {
  interface Window {
    readonly yingke?: YingkeBridge;
  }
}

/** Asks main. Rejects with a `RefusalError`, and with nothing else. */
export async function call<C extends IpcCall>(name: C, input: IpcInput<C>): Promise<IpcAnswer<C>> {
  if (window.yingke === undefined) throw new RefusalError('unavailable');
  const answer = (await window.yingke.call(name, input)) as Answer<IpcAnswer<C>>;
  if (!answer.ok) throw new RefusalError(answer.error);
  return answer.value;
}

/** Asks main where nobody waits for the answer and a refusal changes nothing on the screen. */
export function tell<C extends IpcCall>(name: C, input: IpcInput<C>): void {
  call(name, input).catch(() => undefined);
}

export type NewsHandlers = { readonly [N in IpcNewsName]: (payload: IpcNews<N>) => void };

/** Hands each piece of news to its handler. The returned function ends it. */
export function listen(handlers: NewsHandlers): () => void {
  const all = handlers as Readonly<Record<string, (payload: never) => void>>;
  const end = window.yingke?.onNews((name, payload) => {
    if (Object.hasOwn(all, name)) all[name]?.(payload as never);
  });
  return end ?? (() => undefined);
}

/** The refusal in a thrown value, for the screen. */
export function refusedWith(error: unknown): Refusal {
  return refusalOf(error);
}

/** A refusal made of a code that main stored, such as that of a message that was not sent. */
export function refusalOfCode(code: string | null): Refusal {
  return { code: isRefusalCode(code) ? code : 'internal' };
}
