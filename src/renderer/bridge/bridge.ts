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

/** No global type: tests read files of the renderer beside programs that have another `yingke`. */
const page: { readonly yingke?: YingkeBridge } = typeof window === 'undefined' ? {} : (window as object);

/** Asks main. Rejects with a `RefusalError`, and with nothing else. */
export async function call<C extends IpcCall>(name: C, input: IpcInput<C>): Promise<IpcAnswer<C>> {
  if (page.yingke === undefined) throw new RefusalError('unavailable');
  const answer = (await (taken(name, input) ?? page.yingke.call(name, input))) as Answer<IpcAnswer<C>>;
  if (!answer.ok) throw new RefusalError(answer.error);
  return answer.value;
}

const ahead = new Map<string, Promise<unknown>>();
/** The answer to what was asked ahead. Mostly nothing was, and to write down a whole file for that would take long. */
function taken(name: string, input: unknown): Promise<unknown> | undefined {
  if (ahead.size === 0) return undefined;
  const question = asked(name, input);
  const early = ahead.get(question);
  ahead.delete(question);
  return early;
}

const asked = (name: string, input: unknown) => `${name} ${JSON.stringify(input)}`;

/**
 * Asks what will very likely be asked next, so that the start waits for main once and not three times.
 * Only for questions that change nothing. The next `call` with the same question takes the answer.
 */
export function askAhead<C extends IpcCall>(name: C, input: IpcInput<C>): void {
  if (page.yingke !== undefined) ahead.set(asked(name, input), page.yingke.call(name, input));
}

/** What was asked ahead and not taken is out of date from now on. */
export function forgetAhead(): void {
  ahead.clear();
}

/** Asks main where nobody waits for the answer and a refusal changes nothing on the screen. */
export function tell<C extends IpcCall>(name: C, input: IpcInput<C>): void {
  call(name, input).catch(() => undefined);
}

export type NewsHandlers = { readonly [N in IpcNewsName]: (payload: IpcNews<N>) => void };

/** Hands each piece of news to its handler. The returned function ends it. */
export function listen(handlers: NewsHandlers): () => void {
  const all = handlers as Readonly<Record<string, (payload: never) => void>>;
  const end = page.yingke?.onNews((name, payload) => {
    // News of conversations is newer than an answer that still lies here, and would be lost behind it.
    if (!name.startsWith('app.')) forgetAhead();
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
