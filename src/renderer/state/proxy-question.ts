import { useEffect } from 'react';
import type { NetworkState } from '#shared/ipc/network.ts';
import { isAtWork } from './at-work.ts';
import { useNetwork } from './network.ts';
import { createSlice } from './slice.ts';

/** The proxy whose name and password are asked for, with the hub that is behind it; and those that somebody said no to. */
export const useProxyQuestion = createSlice<{
  readonly asked: { readonly proxy: string; readonly origin: string } | null;
  readonly declined: readonly string[];
}>({ asked: null, declined: [] }, 'app');

/** Whoever wants it: the button beside what is wrong, and the settings. */
export function askForProxy(proxy: string, origin: string): void {
  useProxyQuestion.setState({ asked: { proxy, origin } });
}

/** Where it is known that somebody waits for it; not if they have said no. */
export function offerProxyQuestion(proxy: string, origin: string): void {
  const { asked, declined } = useProxyQuestion.getState();
  if (asked === null && !declined.includes(proxy)) askForProxy(proxy, origin);
}

export function closeProxyQuestion(): void {
  const { asked, declined } = useProxyQuestion.getState();
  if (asked === null) return;
  const { proxy } = asked;
  // Answered: it is among the faults no more. Else it was declined, and does not come by itself again.
  const isOpen = askingIn(useNetwork.getState().faults).some((one) => one.proxy === proxy);
  useProxyQuestion.setState({ asked: null, declined: isOpen ? [...declined, proxy] : declined });
}

/**
 * The question comes by itself once for each proxy, and again only after it has been answered or the proxy no longer stood in the
 * way. Never over what somebody writes or another question: then it waits until they have left it.
 */
export function useProxyQuestions(): void {
  const faults = useNetwork((s) => s.faults);
  useEffect(() => {
    const asking = askingIn(faults);
    const { declined, asked } = useProxyQuestion.getState();
    const still = declined.filter((one) => asking.some(({ proxy }) => proxy === one));
    if (still.length < declined.length) useProxyQuestion.setState({ declined: still });
    const next = asking.find(({ proxy }) => !still.includes(proxy));
    if (next === undefined || asked !== null) return;
    const ask = (): void => {
      if (useProxyQuestion.getState().asked !== null || isAtWork(true)) return;
      end();
      askForProxy(next.proxy, next.origin);
    };
    const later = (): void => void setTimeout(ask);
    const end = (): void => {
      removeEventListener('focusout', later);
      removeEventListener('focusin', later);
    };
    addEventListener('focusout', later);
    addEventListener('focusin', later);
    ask();
    return end;
  }, [faults]);
  // Whoever asks by this goes once nothing stands in the way any more: nor is there anything to ask then.
  useEffect(() => () => useProxyQuestion.setState({ asked: null, declined: [] }), []);
}

function askingIn(faults: NetworkState['faults']) {
  return faults.flatMap(({ origin, fault }) =>
    fault.kind === 'proxy-password' ? [{ origin, proxy: fault.proxy }] : [],
  );
}
