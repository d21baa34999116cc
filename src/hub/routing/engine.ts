import type { AssignmentReason } from '#shared/domain/entry.ts';
import { hasRoom, limitFor, type RoutingAgent } from '#shared/domain/routing/agent.ts';
import { assignRound, type Given } from '#shared/domain/routing/assign-round.ts';
import type { Waiting } from '#shared/domain/routing/choose.ts';
import type { RoutingDecision } from '#shared/domain/routing/decision.ts';
import { webWeight } from '#shared/domain/routing/load.ts';
import type { RoutingPlan } from '#shared/domain/routing/plan.ts';
import type { Write } from '../conversations/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log/index.ts';
import type { Board, Seat } from './board.ts';
import { isRouted, type Target, targetFor, waitingOf } from './line.ts';
import { isLostRace } from './lost-race.ts';
import { endOf, saysNotResponding } from './offers.ts';
import type { Past, Pasts } from './pasts.ts';

/** Conversations of which one round writes something: two commits' worth. The rest has its turn in the next. */
const mostAtOnce = 400;

export type Engine = {
  /** Something changed: somebody waits, came, or is free. Answers when all is given that can be. */
  readonly look: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** What one round has found out, for whoever measures it. */
export type RoundReport = {
  readonly waiting: number;
  readonly agents: number;
  readonly given: number;
  /** The decisions alone, without what they are read from and written to: by the clock, and of the processor. Milliseconds. */
  readonly took: number;
  readonly processor: number;
};

type OfferWrite = Extract<Write, { kind: 'endOffer' }>;

/**
 * Gives waiting conversations to those who are here, by the house's plan. One round at a time, and each write is a
 * compare-and-set (P12), so that neither two triggers, nor two nodes, nor an agent who takes one by hand ever
 * give it twice. What a round knows is in memory; when a write loses, what it was about is read again.
 */
export function createEngine(options: {
  readonly clock: Clock;
  readonly log: Log;
  readonly board: Board;
  readonly pasts: Pasts;
  readonly plan: () => RoutingPlan;
  /** Who could get something, at `now`, those who are not here included: why they get nothing is kept. */
  readonly agents: (now: number) => RoutingAgent[];
  /** They work here and have a desk somewhere, or had one a moment ago. */
  readonly mayAnswer: (personId: string) => boolean;
  /** Another node has the one whose turn it is (chosen or sticky), and will see it in a moment. */
  readonly isForOthers: (waiting: Waiting, now: number) => boolean;
  /** Nothing of that group's queue is given (E2). */
  readonly isPaused: (groupId: string) => boolean;
  readonly write: (write: Write) => Promise<unknown>;
  /** Reads these conversations again; whether any has changed. */
  readonly reread: (ids: readonly string[]) => Promise<boolean>;
  readonly notResponding: (personId: string) => Promise<unknown>;
  readonly onRound?: ((report: RoundReport) => void) | undefined;
}): Engine {
  const { clock, log, board, pasts, plan, agents, mayAnswer, isForOthers, isPaused, write, reread } = options;
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;

  /** All of them asked for together, so that they commit together. Which of them lost against somebody else's. */
  const writeAll = async <W extends Write & { conversationId: string }>(writes: readonly W[]) => {
    const results = await Promise.allSettled(writes.map((one) => write(one)));
    const lost = new Set<W>();
    results.forEach((result, n) => {
      if (result.status === 'fulfilled') return;
      if (!isLostRace(result.reason)) throw result.reason;
      lost.add(writes[n] as W);
    });
    if (lost.size === 0) return lost;
    const ids = [...lost].map(({ conversationId }) => conversationId);
    if (await reread([...new Set(ids)])) again = true;
    return lost;
  };

  /** What nobody has answered in time, and what is asked of those who are gone. */
  const endOffers = async (): Promise<void> => {
    const now = clock.now();
    const over = board.offered().flatMap(({ conversation: { id, version, offer } }) => {
      const because = offer === null ? null : endOf(offer, mayAnswer(offer.to.id), now);
      if (offer === null || because === null) return [];
      return [{ offer, write: { kind: 'endOffer', conversationId: id, version, because } as OfferWrite }];
    });
    if (over.length === 0) return;
    const lost = await writeAll(over.map(({ write }) => write));
    const silent = over.filter(
      ({ offer, write }) => !lost.has(write) && saysNotResponding(offer, write.because),
    );
    // Before anything is given: they would be asked again at once.
    for (const id of new Set(silent.map(({ offer }) => offer.to.id))) await options.notResponding(id);
  };

  /** A thousand may wait while one after the other is given: each is looked at once, until something of it changes. */
  const lines = new WeakMap<
    Seat,
    { readonly past: Past; readonly plan: RoutingPlan; readonly one: Waiting }
  >();
  const inLine = (seat: Seat, target: Target | null, past: Past, current: RoutingPlan): Waiting => {
    const known = lines.get(seat);
    if (known?.past === past && known.plan === current) return known.one;
    const one = waitingOf(seat, target, past, current);
    if (target === null) lines.set(seat, { past, plan: current, one });
    return one;
  };

  /** What is to be written, decided on what is known at this moment. */
  const decide = (seats: readonly Seat[], now: number): (Write & { conversationId: string })[] => {
    const current = plan();
    const groups = new Set(current.groups.map(({ id }) => id));
    const from = performance.now();
    const cpu = options.onRound === undefined ? undefined : process.threadCpuUsage();
    const targets = new Map<string, Target>();
    const waiting: Waiting[] = [];
    let full = false;
    for (const seat of seats) {
      const { conversation } = seat;
      const past = pasts.of(conversation.id);
      if (past === undefined) continue;
      const routed = groups.has(conversation.group?.id ?? '');
      if (!routed && targets.size >= mostAtOnce) {
        full = true;
        continue;
      }
      const target = routed ? null : targetFor(seat, past, current);
      if (target !== null) targets.set(conversation.id, target);
      const one = inLine(seat, target, past, current);
      if (!isPaused(one.groupId) && !isForOthers(one, now)) waiting.push(one);
    }
    const here = agents(now);
    const all = assignRound(waiting, here, current, now);
    const given = all.slice(0, mostAtOnce);
    again ||= full || all.length > given.length;
    if (options.onRound !== undefined) {
      const took = performance.now() - from;
      const { user, system } = process.threadCpuUsage(cpu);
      const processor = (user + system) / 1000;
      options.onRound({ waiting: waiting.length, agents: here.length, given: given.length, took, processor });
    }

    const versions = new Map(seats.map(({ conversation: { id, version } }) => [id, version]));
    const routes = [...targets].map(([conversationId, target]) => {
      const version = versions.get(conversationId) ?? 0;
      return { kind: 'route', conversationId, version, ...target } as const;
    });
    // In the order of rank, after what says whose they are.
    const gifts = given.map((one) => {
      const { id, groupId } = one.waiting;
      const version = (versions.get(id) ?? 0) + (targets.has(id) ? 1 : 0);
      return giving(id, version, one, offerFor(groupId, current), now);
    });
    return [...routes, ...gifts];
  };

  const giveRound = async (): Promise<void> => {
    const waiting = () =>
      [...board.queued().values()].filter(({ conversation }) => conversation.offer === null);
    const seats = waiting();
    if (seats.length === 0) return;
    const now = clock.now();
    const current = plan();
    const live = { kind: 'live', weight: webWeight } as const;
    const isRoom = agents(now).some((agent) => agent.online && hasRoom(agent, live));
    // A thousand may wait for whoever is free first: until then there is nothing to look at.
    const looked = isRoom ? seats : seats.filter(({ conversation }) => !isRouted(conversation, current));
    if (looked.length === 0) return;
    await pasts.load(looked);
    if (stopped) return;
    const wanted = new Set(looked.map(({ conversation }) => conversation.id));
    await writeAll(
      decide(
        waiting().filter(({ conversation }) => wanted.has(conversation.id)),
        clock.now(),
      ),
    );
  };

  const run = async () => {
    try {
      do {
        again = false;
        await endOffers();
        await giveRound();
      } while (again && !stopped);
    } catch (error) {
      if (!stopped) log.error({ err: error }, 'routing failed');
    } finally {
      running = null;
    }
  };

  return {
    look: () => {
      if (stopped) return Promise.resolve();
      again = true;
      running ??= run();
      return running;
    },
    stop: async () => {
      stopped = true;
      await running;
    },
  };
}

function offerFor(groupId: string, plan: RoutingPlan): number | null {
  return plan.groups.find(({ id }) => id === groupId)?.offerFor ?? null;
}

function giving(
  conversationId: string,
  version: number,
  given: Given<Waiting, RoutingAgent>,
  offerFor: number | null,
  now: number,
): Write & { conversationId: string } {
  const { to: agent, waiting, decision } = given;
  const to = { id: agent.id, name: agent.name };
  const room = limitFor(agent.capacity, waiting.kind, waiting.weight);
  if (offerFor !== null)
    return { kind: 'offer', conversationId, version, to, until: now + offerFor, decision, room };
  return { kind: 'assign', conversationId, version, to, reason: reasonOf(decision), decision, room };
}

/** A customer is told by whom they are served, not that their group was full: overflow is in the decision. */
function reasonOf({
  rule,
  strategy,
}: RoutingDecision): Exclude<AssignmentReason, 'accepted' | 'taken' | 'transferred' | 'agent_gone'> {
  return rule === 'overflow' ? strategy : rule;
}
