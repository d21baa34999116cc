import type { Entry } from '#shared/domain/entry.ts';
import { createSlice } from './slice.ts';

/** The latest message of a customer that came while one was here: what a screen reader is told. */
type Arrivals = {
  readonly last: { readonly conversationId: string; readonly text: string; readonly at: number } | null;
};

export const useArrivals = createSlice<Arrivals>({ last: null });

const started = Date.now();
/** The hub's clock may be a little behind ours, milliseconds. */
const skew = 5000;

/** History that is fetched late is no arrival: only what was written since the start counts. */
export function noticeArrivals(conversationId: string, entries: readonly Entry[]): void {
  const last = entries.findLast((e) => e.author.kind === 'visitor' && e.body.kind === 'message');
  if (last?.body.kind !== 'message' || last.at < started - skew) return;
  useArrivals.setState({ last: { conversationId, text: last.body.text, at: last.at } });
}
