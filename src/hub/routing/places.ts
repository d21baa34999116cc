import type { RoutingPlan } from '#shared/domain/routing/plan.ts';
import { byRank, type InLine } from '#shared/domain/routing/rank.ts';
import type { QueueState } from '#shared/protocol/service.ts';
import type { VisitorNews } from '#shared/protocol/visitor.ts';
import type { Clock } from '../platform/clock.ts';
import type { Board, Seat } from './board.ts';
import type { Flows } from './flows.ts';
import { isRouted, waitingOf } from './line.ts';
import { isGroupOpen } from './open.ts';
import type { Past, Pasts } from './pasts.ts';
import type { Pauses } from './pauses.ts';

/** Customers hear at most once in so long where they are. Milliseconds. */
const tellInterval = 2000;
/** What is expected changes also while nothing happens. */
const againAfter = 10_000;
/** Where nothing has moved, who asks is told what was found a moment ago. */
const freshFor = 500;

const minute = 60_000;
/** Until it is read. */
const nothing: Past = {
  asked: [],
  front: false,
  served: null,
  facts: { fields: {}, customer: {} },
};

/** Where each customer is in the queue, and how long it will take, as they are told it (B4). */
export function createPlaces(parts: {
  readonly clock: Clock;
  readonly plan: () => RoutingPlan;
  readonly pauses: Pick<Pauses, 'of'>;
  readonly board: Board;
  readonly pasts: Pasts;
  readonly flows: Pick<Flows, 'waits'>;
  /** Whether the visitor has a line to this node. */
  readonly isHere: (visitorId: string) => boolean;
  readonly tellVisitor: (visitorId: string, event: 'queue', news: VisitorNews['queue']) => void;
}) {
  const { clock, plan, pauses, board, pasts, flows, isHere, tellVisitor } = parts;
  let states: ReadonlyMap<string, QueueState> = new Map();
  let foundAt = Number.NEGATIVE_INFINITY;
  let toldAt = Number.NEGATIVE_INFINITY;
  let moved = true;
  let isStale = true;
  /** By visitor: their place in words that change when it does. */
  let told = new Map<string, string>();

  const find = (now: number): ReadonlyMap<string, QueueState> => {
    const lines = new Map<string, (InLine & { readonly seat: Seat })[]>();
    for (const seat of board.queued().values()) {
      const { conversation } = seat;
      if (conversation.kind !== 'live' || conversation.group === null || !isRouted(conversation, plan()))
        continue;
      const one = waitingOf(seat, null, pasts.of(conversation.id) ?? nothing, plan());
      const line = lines.get(one.groupId) ?? [];
      line.push({ id: one.id, kind: one.kind, rank: one.rank, seat });
      lines.set(one.groupId, line);
    }
    const found = new Map<string, QueueState>();
    for (const [groupId, line] of lines) {
      const waits = isGroupOpen(plan(), pauses, groupId, now) ? flows.waits(groupId, line.length, now) : null;
      line.sort(byRank).forEach(({ id, seat }, before) => {
        const wait = waits?.[before] ?? null;
        found.set(seat.conversation.visitor.id, {
          conversationId: id,
          place: before + 1,
          wait: wait === null ? null : inSteps(wait),
        });
      });
    }
    return found;
  };

  const refresh = (now: number): void => {
    states = find(now);
    foundAt = now;
    isStale = false;
  };

  const fresh = (now: number): ReadonlyMap<string, QueueState> => {
    if (isStale || now - foundAt >= freshFor || now < foundAt) refresh(now);
    return states;
  };

  return {
    /** Somebody came into a queue, or left one. */
    moved: (): void => {
      moved = true;
      isStale = true;
    },
    /** Of a visitor who has just come, or come back: the place is in the database, and theirs again. */
    of: (visitorId: string): QueueState | null => {
      const state = fresh(clock.now()).get(visitorId) ?? null;
      if (state !== null) told.set(visitorId, JSON.stringify(state));
      return state;
    },
    /** Every second. */
    look: async (): Promise<void> => {
      await pasts.load([...board.queued().values()]);
      const now = clock.now();
      const due = moved ? tellInterval : againAfter;
      if (now - toldAt < due && now >= toldAt) return;
      moved = false;
      toldAt = now;
      refresh(now);
      const next = new Map<string, string>();
      for (const [visitorId, state] of states) {
        if (!isHere(visitorId)) continue;
        const words = JSON.stringify(state);
        next.set(visitorId, words);
        if (told.get(visitorId) !== words) tellVisitor(visitorId, 'queue', { queue: state });
      }
      for (const visitorId of told.keys())
        if (!next.has(visitorId) && isHere(visitorId)) tellVisitor(visitorId, 'queue', { queue: null });
      told = next;
    },
  };
}

/** Nobody is told seconds that nobody knows: it would only be different each time. Rounded up. */
export function inSteps(wait: number): number {
  const step = wait < 2 * minute ? 10_000 : wait < 10 * minute ? 30_000 : minute;
  return Math.ceil(wait / step) * step;
}
