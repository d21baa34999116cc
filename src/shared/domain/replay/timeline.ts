import type { Entry, PersonRef } from '../entry.ts';

/** A conversation as it happened: what came when, counted from its beginning. Nothing is made up between two entries. */

export type ReplayMark = 'customer' | 'staff' | 'note' | 'handed' | 'changed' | 'closed' | 'other';

export type ReplayEvent = {
  readonly seq: number;
  /** Milliseconds after the first entry, as it was. */
  readonly at: number;
  /** Milliseconds after the beginning of the playing: less than `at` where silences before it are skipped. */
  readonly played: number;
  readonly mark: ReplayMark;
  /** What of the silence before it is not played; 0: nothing is left out. */
  readonly skipped: number;
  /** Who has it from then on. */
  readonly owner: PersonRef | null;
  readonly guests: readonly PersonRef[];
  /** Since when (`at`) the customer waits for an answer then; null: they do not. */
  readonly waitingSince: number | null;
};

export type Wait = { readonly from: number; readonly to: number };

export type Timeline = {
  readonly startedAt: number;
  readonly events: readonly ReplayEvent[];
  /** How long it took, and how long it is played. */
  readonly length: number;
  readonly played: number;
  /** Stretches of the playing in which a customer waited for an answer. */
  readonly waits: readonly Wait[];
};

/** What is left of a silence that is skipped: long enough to see that there was one. */
export const skippedPause = 1000;

/**
 * Entries in the order of their transcript. A silence longer than `skipOver` (milliseconds; null: none is skipped) is played as a
 * pause; the true one stays known.
 */
export function timelineOf(entries: readonly Entry[], skipOver: number | null): Timeline {
  const startedAt = entries[0]?.at ?? 0;
  const events: ReplayEvent[] = [];
  const waits: Wait[] = [];
  let [at, played] = [0, 0];
  let owner: PersonRef | null = null;
  let guests: readonly PersonRef[] = [];
  let waiting: { readonly at: number; readonly played: number } | null = null;

  for (const { seq, at: moment, body, author } of entries) {
    // No clock makes it go back.
    const next = Math.max(at, moment - startedAt);
    const gap = next - at;
    const skipped: number =
      skipOver !== null && gap > Math.max(skipOver, skippedPause) ? gap - skippedPause : 0;
    at = next;
    played += gap - skipped;
    switch (body.kind) {
      case 'assigned':
        owner = body.to;
        // Whoever has it is no guest of it any more.
        guests = guests.filter(({ id }) => id !== body.to?.id);
        break;
      case 'joined':
        guests = [...guests.filter(({ id }) => id !== body.person.id), body.person];
        break;
      case 'left':
        guests = guests.filter(({ id }) => id !== body.person.id);
        break;
      default:
    }
    const says = body.kind === 'message' ? author.kind : null;
    if (says === 'visitor') waiting ??= { at, played };
    else if (waiting !== null && (says === 'agent' || body.kind === 'closed')) {
      if (played > waiting.played) waits.push({ from: waiting.played, to: played });
      waiting = null;
    }
    const waitingSince: number | null = waiting?.at ?? null;
    events.push({
      seq,
      at,
      played,
      mark: markOf(body.kind, author.kind),
      skipped,
      owner,
      guests,
      waitingSince,
    });
  }
  if (waiting !== null && played > waiting.played) waits.push({ from: waiting.played, to: played });
  return { startedAt, events, length: at, played, waits };
}

function markOf(kind: Entry['body']['kind'], by: Entry['author']['kind']): ReplayMark {
  switch (kind) {
    case 'message':
      return by === 'visitor' ? 'customer' : 'staff';
    case 'note':
      return 'note';
    case 'assigned':
    case 'joined':
    case 'left':
    case 'offered':
    case 'offer_ended':
      return 'handed';
    case 'edited':
    case 'recalled':
      return 'changed';
    case 'closed':
      return 'closed';
    default:
      return 'other';
  }
}

/** How many of the events have come by then. */
export function comeBy({ events }: Pick<Timeline, 'events'>, played: number): number {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((events[middle]?.played ?? 0) <= played) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** When the next one comes, or the last one before this moment came; the ends where there is none. */
export function momentOfNext(timeline: Timeline, played: number): number {
  return timeline.events[comeBy(timeline, played)]?.played ?? timeline.played;
}
export function momentOfPrevious({ events }: Timeline, played: number): number {
  return events.findLast((event) => event.played < played)?.played ?? 0;
}

/** The true time (after the beginning) at a moment of the playing: in a skipped silence it runs so much faster. */
export function trueTimeAt(timeline: Timeline, played: number): number {
  const count = comeBy(timeline, played);
  const before = timeline.events[count - 1];
  const after = timeline.events[count];
  if (before === undefined) return 0;
  if (after === undefined || after.played === before.played) return before.at;
  const share = (played - before.played) / (after.played - before.played);
  return Math.round(before.at + share * (after.at - before.at));
}
