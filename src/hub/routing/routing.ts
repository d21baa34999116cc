import { patienceForChosen, type Waiting } from '#shared/domain/routing/choose.ts';
import type { RoutingPlan } from '#shared/domain/routing/plan.ts';
import type { HouseSettings } from '#shared/protocol/colleagues.ts';
import type { DeskNews } from '#shared/protocol/desk.ts';
import type { Committed, Held, Standing, Write } from '../conversations/index.ts';
import type { Profiles } from '../people/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import type { Log } from '../platform/log/index.ts';
import { oneAtATime } from '../platform/one-at-a-time.ts';
import { createBoard, type Move } from './board.ts';
import { createEngine, type RoundReport } from './engine.ts';
import { createHouse } from './house.ts';
import { createLeases, defaultLeaseTime } from './leases.ts';
import { createPasts } from './pasts.ts';
import { createPauses } from './pauses.ts';
import type { Plans } from './plans.ts';
import { createStaffPresence, renewInterval } from './presence.ts';
import { createRoster, type Member } from './roster.ts';
import { createStatuses } from './statuses.ts';
import { createTimesHere } from './times-here.ts';

/** Another node has had its look by then. Milliseconds. */
const otherNodesLook = 3000;

export type Routing = Awaited<ReturnType<typeof createRouting>>;

/**
 * Who gets what: reads what it has to know, and begins. What it says of itself in `house` the transcripts need
 * before they can be written, so `write` is only called later.
 */
export async function createRouting(options: {
  readonly database: Database;
  readonly workspaceId: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly plans: Pick<Plans, 'current' | 'onChange'>;
  readonly profiles: Profiles;
  readonly standing: Standing;
  readonly write: (write: Write) => Promise<unknown>;
  /** How long an agent may be away before others get their conversations (P13). Milliseconds. */
  readonly leaseTime?: number | undefined;
  readonly tellDesks: <E extends keyof DeskNews>(rooms: string[], event: E, news: DeskNews[E]) => void;
  readonly onRound?: ((report: RoundReport) => void) | undefined;
}) {
  const { database, workspaceId, clock, log, profiles, standing, write, tellDesks } = options;
  const { leaseTime = defaultLeaseTime } = options;
  const plan = (): RoutingPlan => options.plans.current().plan;
  const failed = (what: string) => (error: unknown) => log.error({ err: error }, what);
  let stopped = false;
  /** Nobody is told of commits before the hub is whole. */
  let begun = false;
  const look = () => {
    if (begun) void engine.look();
  };

  const listeners: ((move: Move) => void)[] = [];
  /** Something of what others are told has changed. */
  const changeListeners: (() => void)[] = [];
  const foreignListeners: ((held: readonly Held[]) => void)[] = [];
  const changed = () => {
    for (const listener of changeListeners) listener();
  };
  const board = createBoard((move) => {
    const { before, after, at } = move;
    const { conversation } = after;
    const wasOffered = before !== null && before.conversation.offer !== null && conversation.offer === null;
    const isNew = before?.conversation.status !== 'queued';
    if (conversation.status !== 'queued' || isNew || wasOffered) pasts.forget(conversation.id);
    // What was so when this hub began is no news.
    if (at === 0) return;
    for (const listener of listeners) listener(move);
    changed();
  });
  const pasts = createPasts(database, board);
  const statuses = createStatuses(database, clock, (personId, status) => {
    tellDesks([`person:${personId}`], 'status', status);
    changed();
    look();
  });
  const pauses = await createPauses({
    ...{ database, workspaceId, clock },
    onChange: () => {
      changed();
      look();
    },
  });
  const presence = createStaffPresence({
    clock,
    leaseTime,
    roster: () => roster,
    statuses,
    board,
    plan,
    onFirst: (id) => void leases.renew([id]).then(look, failed('lease not renewed')),
  });
  const timesHere = createTimesHere(database, clock);
  const leases = createLeases({
    database,
    workspaceId,
    clock,
    time: leaseTime,
    isHere: presence.isHere,
    write,
    onRenewed: (ids, until) => roster.renewed(ids, until),
    log,
  });

  /** Whoever has a desk on another node gets theirs from there; this node leaves it to that one for a while. */
  const isForOthers = ({ needs, asked, stickyTo, queuedAt, groupId, weight }: Waiting, now: number) => {
    if (database.kind === 'sqlite') return false;
    const waited = now - queuedAt;
    const chosen = needs.agent;
    if (chosen !== null && !asked.includes(chosen) && presence.isOnlineElsewhere(chosen)) {
      const patience = plan().groups.find(({ id }) => id === groupId)?.overflowAfter ?? patienceForChosen;
      if (waited < patience) return true;
    }
    if (stickyTo === null || stickyTo.until <= now || waited >= otherNodesLook) return false;
    const member = roster.members().get(stickyTo.agentId);
    if (member === undefined || !presence.isOnlineElsewhere(member.id)) return false;
    return board.loadOf(member.id, now) + weight <= presence.capacityOf(member);
  };

  const reread = async (ids: readonly string[]): Promise<boolean> => {
    let moved = false;
    for (const held of await standing.of(ids)) {
      const before = board.seat(held.conversation.id)?.conversation.version;
      board.apply(held, clock.now());
      moved ||= before !== held.conversation.version;
    }
    return moved;
  };

  const engine = createEngine({
    clock,
    log,
    board,
    pasts,
    plan,
    agents: presence.routingAgents,
    mayAnswer: presence.mayAnswer,
    isForOthers,
    isPaused: (groupId) => pauses.of(groupId) !== null,
    write,
    reread,
    notResponding: async (personId) => {
      if (statuses.of(personId).status !== 'online') return;
      await statuses.set(personId, { status: 'away', reason: { is: 'not_responding' } });
    },
    onRound: options.onRound,
  });

  const roster = await createRoster({ database, workspaceId, clock, profiles, onChange: look });
  const house = createHouse({ clock, plan, roster });
  // First the head: what is written from now on is read again rather than missed.
  let seen = await standing.head();
  for (const held of await standing.all()) board.apply(held, 0);
  for (const { id, at } of await lastGiven(database, [...roster.members().keys()])) board.gave(id, at);
  await statuses.look([...roster.members().keys()]);
  const settings = (): HouseSettings => {
    const { awayReasons, awayAfter, priorityStep, replyRules, ladder, supervision } = plan().settings;
    return {
      awayReasons,
      awayAfter,
      priorityStep,
      ...(replyRules && { replyRules }),
      ...(ladder && { ladder }),
      ...(supervision && { supervision }),
    };
  };
  const stopListening = options.plans.onChange(() => {
    look();
    tellDesks(['workspace'], 'settings', settings());
  });

  /** What other nodes have written. */
  const readForeign = oneAtATime(async () => {
    const head = await standing.head();
    if (head <= seen) return;
    const all = await standing.between(seen, head);
    for (const held of all) board.apply(held, clock.now());
    for (const listener of foreignListeners) listener(all);
    seen = Math.max(seen, head);
    look();
  });

  const lookAround = async (): Promise<void> => {
    await statuses.look([...roster.members().keys()]);
    await roster.look();
    await leases.look();
    await pauses.look();
    board.sweep(clock.now());
    look();
  };

  const renewAll = () => leases.renew(presence.staff());

  return {
    house,
    /** What it knows, for who tells others of it. */
    known: { board, pasts, roster, statuses, presence, plan, pauses },
    onMove: (listener: (move: Move) => void): void => void listeners.push(listener),
    /** Somebody came, went, or is something else; or a conversation moved. */
    onChange: (listener: () => void): void => void changeListeners.push(listener),
    /** Another node has written in these; they are as they are now. */
    onForeign: (listener: (held: readonly Held[]) => void): void => void foreignListeners.push(listener),
    /** Told of every commit of this node, in feed order. */
    committed: (committed: readonly Committed[]): void => {
      let moved = false;
      for (const { entry, conversation, before, owners } of committed) {
        board.apply({ conversation, owners }, entry.at);
        if (entry.feedSeq === seen + 1) seen = entry.feedSeq;
        moved ||= before?.version !== conversation.version;
      }
      if (moved) look();
    },
    /** Another node has written. */
    foreign: (): void => void readForeign.run().catch(failed('what another node has written was not read')),
    /** From now on it gives. */
    begin: async (): Promise<void> => {
      await leases.begin();
      begun = true;
      look();
    },
    /** Every second: what other nodes have changed, what is over by time. */
    look: lookAround,
    /** As often as `renewInterval` says. */
    renew: (): void => {
      renewAll().then(look, failed('leases not renewed'));
      timesHere.flush().catch(failed('who is here was not written'));
    },
    renewInterval: renewInterval(leaseTime),
    /** Ids of the agents who have a desk connected to this node. */
    online: presence.agents,
    statusOf: statuses.of,
    setStatus: statuses.set,
    settings,
    joined: (person: Pick<Member, 'id' | 'name' | 'role'>): void => {
      presence.arrive(person);
      timesHere.arrived(person.id).catch(failed('who is here was not written'));
      changed();
      roster.arrived(person).then(look, failed('people not read'));
    },
    left: (person: Pick<Member, 'id' | 'role'>): void => {
      presence.leave(person);
      if (!presence.isHere(person.id)) timesHere.left(person.id).catch(failed('who is here was not written'));
      changed();
      // The whole time from now, on every device.
      if (!stopped) leases.renew([person.id]).catch(failed('lease not renewed'));
    },
    /** Nothing is given any more. */
    stop: async (): Promise<void> => {
      stopped = true;
      stopListening();
      roster.stop();
      await engine.stop();
      await readForeign.idle();
    },
    /** Until when whoever is here was here is in the database now. */
    tellTimes: timesHere.flush,
    /** Whoever is here has the whole time from now to come to the next hub. */
    end: async (): Promise<void> => {
      await Promise.all([renewAll(), timesHere.end()]);
    },
  };
}

/** When each of them was last given a conversation. */
async function lastGiven(
  database: Database,
  ids: readonly string[],
): Promise<{ readonly id: string; readonly at: number }[]> {
  if (ids.length === 0) return [];
  const rows = await database.kysely
    .selectFrom('participant')
    .select('person_id')
    .select((eb) => eb.fn.max('since').as('since'))
    .where('person_id', 'in', ids)
    .groupBy('person_id')
    .execute();
  return rows.map(({ person_id, since }) => ({ id: person_id, at: since }));
}
