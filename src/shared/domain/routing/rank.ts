/**
 * Who is served first. A waiting conversation has a rank that does not change while it waits: the moment
 * from which it counts as waiting. Each step of priority puts that moment `priorityStep` earlier, so a
 * valuable customer is before all who have waited less than that head start, and nobody waits for ever:
 * whoever comes later than the greatest head start is behind, whatever they are worth.
 */

/** `message`: was left outside the hours or instead of waiting; nobody sits before the screen. */
export type WaitingKind = 'live' | 'message';

/** What the order is made of. */
export type InLine = { readonly id: string; readonly kind: WaitingKind; readonly rank: number };

/** Who was offered to somebody and not answered is put ahead by so many steps of priority: to the front. */
const frontSteps = 10;

/**
 * The moment from which it counts as waiting, milliseconds; smaller is earlier. `queuedAt` is when it first
 * came into a queue, which neither a transfer to a group nor an agent who has gone changes.
 */
export function rankOf(
  one: { readonly queuedAt: number; readonly priority: number; readonly front: boolean },
  settings: { readonly priorityStep: number },
): number {
  return one.queuedAt - (one.priority + (one.front ? frontSteps : 0)) * settings.priorityStep;
}

/** Order of service: whoever sits there waiting, then messages; then rank. Ties end in the id. */
export function byRank(a: InLine, b: InLine): number {
  if (a.kind !== b.kind) return a.kind === 'live' ? -1 : 1;
  if (a.rank !== b.rank) return a.rank - b.rank;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Place of each in the queue of its group, 1 for the next, by conversation id. */
export function placesOf(
  waiting: readonly (InLine & { readonly groupId: string })[],
): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const last = new Map<string, number>();
  for (const one of [...waiting].sort(byRank)) {
    const place = (last.get(one.groupId) ?? 0) + 1;
    last.set(one.groupId, place);
    places.set(one.id, place);
  }
  return places;
}
