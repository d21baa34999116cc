import { type PageView, withViews } from '#shared/domain/customer/way.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../bridge/bridge.ts';
import { useCustomers } from './customers.ts';
import { createSlice } from './slice.ts';

type Ways = {
  /** Pages by the browser they were seen in, of those whose way somebody has looked at. */
  readonly byVisitor: ReadonlyMap<string, readonly PageView[]>;
  /** Why it could not be asked for, by browser. */
  readonly refusals: ReadonlyMap<string, Refusal>;
};

/** The pages that customers see on their way; nothing of it is kept on this computer. */
export const useWays = createSlice<Ways>({ byVisitor: new Map(), refusals: new Map() });

/** What the hub tells of anybody else than those who are looked at is forgotten. */
export function applyWay({ views }: { readonly views: readonly PageView[] }): void {
  const { byVisitor } = useWays.getState();
  const { byVisitor: cards } = useCustomers.getState();
  put(views.filter(({ visitorId }) => byVisitor.has(visitorId) || cards.has(visitorId)));
}

export async function openWay(conversationId: string, visitorId: string): Promise<void> {
  try {
    const { views } = await call('customers.way', { conversationId });
    useWays.setState((s) => ({
      byVisitor: new Map(s.byVisitor).set(visitorId, s.byVisitor.get(visitorId) ?? []),
      refusals: new Map([...s.refusals].filter(([id]) => id !== visitorId)),
    }));
    put(views);
  } catch (error) {
    useWays.setState((s) => ({ refusals: new Map(s.refusals).set(visitorId, refusedWith(error)) }));
  }
}

function put(views: readonly PageView[]): void {
  if (views.length === 0) return;
  useWays.setState((s) => {
    const byVisitor = new Map(s.byVisitor);
    for (const view of views)
      byVisitor.set(view.visitorId, withViews(byVisitor.get(view.visitorId) ?? [], [view]));
    return { byVisitor };
  });
}
