import { changesIn } from '#shared/domain/changes.ts';
import type { Entry } from '#shared/domain/entry.ts';
import { createSlice } from './slice.ts';

/** The latest message of a customer that came while one was here: what a screen reader is told. */
export type Arrival = {
  readonly conversationId: string;
  readonly entryId: string;
  readonly text: string;
  readonly at: number;
};
type Arrivals = { readonly last: Arrival | null };

export const useArrivals = createSlice<Arrivals>({ last: null });

const started = Date.now();
/** The hub's clock may be a little behind ours, milliseconds. */
const skew = 5000;

/**
 * What is to be said after these entries. History that is fetched late is no arrival: only what was written
 * since `since` (epoch milliseconds) counts. What was taken back is not said any more.
 */
export function arrivalAfter(
  before: Arrival | null,
  conversationId: string,
  entries: readonly Entry[],
  since: number,
): Arrival | null {
  const changes = changesIn(entries);
  const kept = before !== null && changes.get(before.entryId)?.recalled === true ? null : before;
  const last = entries.findLast((e) => e.author.kind === 'visitor' && e.body.kind === 'message');
  if (last?.body.kind !== 'message' || last.at < since) return kept;
  const { text } = changes.get(last.id) ?? last.body;
  return text === null ? kept : { conversationId, entryId: last.id, text, at: last.at };
}

export function noticeArrivals(conversationId: string, entries: readonly Entry[]): void {
  const { last } = useArrivals.getState();
  const next = arrivalAfter(last, conversationId, entries, started - skew);
  if (next !== last) useArrivals.setState({ last: next });
}
