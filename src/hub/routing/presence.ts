import type { RoutingAgent } from '#shared/domain/routing/agent.ts';
import type { RoutingPlan } from '#shared/domain/routing/plan.ts';
import { takesNew } from '#shared/domain/routing/status.ts';
import type { Role } from '#shared/protocol/handshake.ts';
import type { Clock } from '../platform/clock.ts';
import { createPresence } from '../platform/realtime/index.ts';
import type { Board } from './board.ts';
import type { Member, Roster } from './roster.ts';
import type { Statuses } from './statuses.ts';

/** Somebody whose line broke a moment ago is not shown as gone. Milliseconds. */
const breakOfTheLine = 5000;

/** How often a lease is renewed while a desk is connected. Milliseconds. */
export function renewInterval(leaseTime: number): number {
  return Math.min(15_000, leaseTime / 3);
}

export type StaffPresence = ReturnType<typeof createStaffPresence>;

/** Who is here (A13), on this node and on others. */
export function createStaffPresence(parts: {
  readonly clock: Clock;
  readonly leaseTime: number;
  readonly roster: () => Roster;
  readonly statuses: Statuses;
  readonly board: Board;
  readonly plan: () => RoutingPlan;
  /** The first desk of a person has come. */
  readonly onFirst: (personId: string) => void;
}) {
  const { clock, leaseTime, roster, statuses, board, plan } = parts;
  const agents = createPresence();
  const staff = createPresence(parts.onFirst);
  let here: ReadonlySet<string> = new Set();
  const count = () => {
    here = new Set(staff.present());
  };
  const startedAt = clock.now();
  const grace = renewInterval(leaseTime) + breakOfTheLine;

  /** When they came to this node, and are still there. */
  const arrivedAt = new Map<string, number>();

  const capacityOf = ({ profile }: Member) => profile.capacity ?? plan().settings.capacity;

  /**
   * They work here and have a desk somewhere, or had one a moment ago: whoever has one has a lease that was renewed
   * lately.
   */
  const isThere = (personId: string): boolean => {
    if (!roster().members().has(personId)) return false;
    const now = clock.now();
    if (here.has(personId)) return true;
    return roster().leaseUntil(personId) - leaseTime > now - grace;
  };

  const agentsNow = (now: number, isConnected: (personId: string) => boolean): RoutingAgent[] => {
    const found: RoutingAgent[] = [];
    for (const member of roster().members().values()) {
      const { id, name, role, profile } = member;
      if (role !== 'agent') continue;
      found.push({
        id,
        name,
        online: isConnected(id) && takesNew(statuses.of(id)) && roster().leaseUntil(id) > now,
        load: board.loadOf(id, now),
        capacity: capacityOf(member),
        lastGivenAt: board.lastGivenAt(id),
        idleSince: board.idleSince(id),
        profile,
      });
    }
    return found;
  };

  return {
    arrive: ({ id, role }: { readonly id: string; readonly role: Role }): void => {
      if (role === 'agent') agents.arrive(id);
      if (!here.has(id)) arrivedAt.set(id, clock.now());
      staff.arrive(id);
      count();
    },
    leave: ({ id, role }: { readonly id: string; readonly role: Role }): void => {
      if (role === 'agent') agents.leave(id);
      staff.leave(id);
      count();
      if (!here.has(id)) arrivedAt.delete(id);
    },
    /** Ids of the agents who have a desk connected to this node. */
    agents: agents.present,
    staff: staff.present,
    isHere: (personId: string): boolean => here.has(personId),
    isThere,
    /** They may still answer: a hub that has just started gives everybody the time to come back. */
    mayAnswer: (personId: string): boolean => isThere(personId) || clock.now() - startedAt < grace,
    capacityOf,
    /** Since when they are there, or are not, as far as this node can say. Epoch milliseconds. */
    since: (personId: string): number => {
      const came = arrivedAt.get(personId);
      if (came !== undefined) return came;
      return isThere(personId) ? 0 : Math.max(0, roster().leaseUntil(personId) - leaseTime);
    },
    /** Has a desk on another node, and takes new ones. */
    isOnlineElsewhere: (personId: string): boolean =>
      !here.has(personId) &&
      roster().members().get(personId)?.role === 'agent' &&
      takesNew(statuses.of(personId)) &&
      isThere(personId),
    /** Who could get something; only who is here, and holds a lease that is on disk, is `online`. */
    routingAgents: (now: number): RoutingAgent[] => agentsNow(now, (id) => here.has(id)),
    /** The same, wherever they have a desk. */
    everywhere: (now: number): RoutingAgent[] => agentsNow(now, isThere),
  };
}
