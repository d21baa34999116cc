import { hasRoom, isMember } from '#shared/domain/routing/agent.ts';
import { webWeight } from '#shared/domain/routing/load.ts';
import type { RoutingPlan } from '#shared/domain/routing/plan.ts';
import type { Colleague, GroupState } from '#shared/protocol/colleagues.ts';
import type { DeskNews } from '#shared/protocol/desk.ts';
import { overseenBy, type Reader } from '../conversations/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Board } from './board.ts';
import { isGroupOpen } from './open.ts';
import type { Pause, Pauses } from './pauses.ts';
import type { StaffPresence } from './presence.ts';
import type { Member, Roster } from './roster.ts';
import type { Statuses } from './statuses.ts';

/** What changes at once is told at once, but no oftener than so. Milliseconds. */
const tellInterval = 1000;

/** Who is told what: an agent is not told that a colleague is there who does not want to be seen. */
type Audience = 'queue' | 'supervisors';
const audiences = ['queue', 'supervisors'] as const;

type State = DeskNews['colleagues'];

/** Everybody who serves, and every group, as desks see them (A10, A13, B1). */
export function createColleagues(parts: {
  readonly clock: Clock;
  readonly plan: () => RoutingPlan;
  readonly pauses: Pick<Pauses, 'of'>;
  readonly board: Board;
  readonly roster: Roster;
  readonly statuses: Statuses;
  readonly presence: StaffPresence;
  readonly tellDesks: (rooms: string[], event: 'colleagues', news: State) => void;
}) {
  const { clock, plan, pauses, board, roster, statuses, presence, tellDesks } = parts;
  let toldAt = Number.NEGATIVE_INFINITY;
  let nudged = false;
  /** As it was last told, by audience and id; null until somebody was told anything. */
  let told: Record<Audience, Map<string, Colleague | GroupState>> | null = null;

  const colleague = (member: Member, audience: Audience, now: number): Colleague => {
    const { id, name, role, profile } = member;
    const said = statuses.of(id);
    const common = {
      id,
      name,
      role,
      load: board.loadOf(id, now),
      capacity: presence.capacityOf(member),
      groups: profile.groups,
    };
    const since = Math.max(said.since, presence.since(id));
    if (!presence.isThere(id))
      return { ...common, status: 'offline', reason: null, since: presence.since(id) };
    if (said.status === 'invisible' && audience === 'queue')
      return { ...common, status: 'offline', reason: null, since };
    return { ...common, status: said.status, reason: said.reason, since };
  };

  const groupsNow = (now: number): GroupState[] => {
    const waiting = new Map<string, { count: number; since: number }>();
    for (const { conversation } of board.queued().values()) {
      const { group, kind, queuedAt } = conversation;
      if (group === null || kind !== 'live') continue;
      const before = waiting.get(group.id) ?? { count: 0, since: Number.POSITIVE_INFINITY };
      waiting.set(group.id, {
        count: before.count + 1,
        since: Math.min(before.since, queuedAt ?? now),
      });
    }
    const free = presence
      .everywhere(now)
      .filter((agent) => agent.online && hasRoom(agent, { kind: 'live', weight: webWeight }));
    return plan().groups.map(({ id, name, serviceLevel }) => ({
      id,
      name,
      within: serviceLevel.within,
      open: isGroupOpen(plan(), pauses, id, now),
      waiting: waiting.get(id)?.count ?? 0,
      longestSince: waiting.get(id)?.since ?? null,
      free: free.filter(({ profile }) => isMember(profile, id)).length,
      ...pausedOf(pauses.of(id)),
    }));
  };

  const stateFor = (audience: Audience, groups: GroupState[], now: number): State => ({
    people: [...roster.members().values()].map((member) => colleague(member, audience, now)),
    groups,
  });

  /** What is not as it was told. Of who works here no more: that they are not there. */
  const changes = (state: State, before: Map<string, Colleague | GroupState>): State => {
    const isNew = (one: Colleague | GroupState) => JSON.stringify(before.get(one.id)) !== JSON.stringify(one);
    const now = new Set(state.people.map(({ id }) => id));
    const gone = [...before.values()].flatMap((one) =>
      'role' in one && !now.has(one.id) && one.status !== 'offline'
        ? [{ ...one, status: 'offline' as const, reason: null }]
        : [],
    );
    return { people: [...state.people.filter(isNew), ...gone], groups: state.groups.filter(isNew) };
  };

  const look = (): void => {
    const now = clock.now();
    const groups = groupsNow(now);
    const next = { queue: new Map(), supervisors: new Map() } as NonNullable<typeof told>;
    for (const audience of audiences) {
      const state = stateFor(audience, groups, now);
      for (const one of [...state.people, ...state.groups]) next[audience].set(one.id, one);
      if (told === null) continue;
      const changed = changes(state, told[audience]);
      if (changed.people.length === 0 && changed.groups.length === 0) continue;
      toldAt = now;
      tellDesks([audience], 'colleagues', changed);
    }
    told = next;
  };

  return {
    pull: (reader: Reader): State => {
      const now = clock.now();
      return stateFor(overseenBy(reader) === null ? 'supervisors' : 'queue', groupsNow(now), now);
    },
    /** Every second: whoever is here is told what has changed since. */
    look,
    /** Something has changed: it is told at once, unless something was told less than a second ago. */
    changed: (): void => {
      if (nudged || told === null || clock.now() - toldAt < tellInterval) return;
      nudged = true;
      // With all that changes in the same moment.
      setImmediate(() => {
        nudged = false;
        look();
      });
    },
  };
}

function pausedOf(pause: Pause | null): Pick<GroupState, 'paused'> {
  return pause === null ? {} : { paused: { by: pause.by, since: pause.since } };
}
