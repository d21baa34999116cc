import type { Conversation } from '#shared/domain/conversation.ts';
import { hasRoom, isMember } from '#shared/domain/routing/agent.ts';
import { webWeight } from '#shared/domain/routing/load.ts';
import type { Course } from '#shared/domain/supervision/course.ts';
import { troubleOf } from '#shared/domain/supervision/trouble.ts';
import type { BoardAgent, BoardGroup, BoardRow } from '#shared/protocol/board.ts';
import type { Clock } from '../platform/clock.ts';
import { isGroupOpen, type Routing } from '../routing/index.ts';
import type { Past } from './board-past.ts';

/** What a board says of one conversation; null where it is closed. */
export function rowOf(conversation: Conversation, course: Course): Omit<BoardRow, 'k'> | null {
  const { id, visitor, status, kind, agent, group, offer, guests, priority } = conversation;
  if (status === 'closed') return null;
  return {
    id,
    visitor: { id: visitor.id, name: visitor.name },
    status,
    kind,
    agent: agent === null ? null : { id: agent.id, name: agent.name },
    group: group === null ? null : { id: group.id, name: group.name },
    // An invitation asks nobody to take it.
    offered: offer === null || offer.how === 'invite' ? null : offer.to,
    guests: guests.length,
    priority,
    opened: conversation.openedAt,
    queued: conversation.queuedAt,
    waiting: conversation.waitingSince,
    replied: course.repliedAt,
    unanswered: course.unanswered,
    trouble: troubleOf(course, conversation.rating),
  };
}

/** Agents, and whoever else serves somebody. `serving`: courses of what each has now. */
export function agentsOf(
  { board, roster, statuses, presence }: Pick<Routing['known'], 'board' | 'roster' | 'statuses' | 'presence'>,
  serving: ReadonlyMap<string, readonly Course[]>,
  past: Past,
  now: number,
): BoardAgent[] {
  const agents: BoardAgent[] = [];
  for (const member of roster.members().values()) {
    const { id, name, role, profile } = member;
    const own = serving.get(id);
    if (role !== 'agent' && own === undefined) continue;
    const said = statuses.of(id);
    const isThere = presence.isThere(id);
    const came = presence.since(id);
    agents.push({
      id,
      name,
      role,
      status: isThere ? said.status : 'offline',
      reason: isThere ? said.reason : null,
      since: isThere ? Math.max(said.since, came) : came,
      load: board.loadOf(id, now),
      capacity: presence.capacityOf(member),
      groups: profile.groups,
      response: responseOf(own ?? []),
      rating: past.ratingOf(id),
    });
  }
  return agents;
}

function responseOf(courses: readonly Course[]): number | null {
  const responses = courses.reduce((sum, one) => sum + one.responses, 0);
  if (responses === 0) return null;
  return Math.round(courses.reduce((sum, one) => sum + one.responseTime, 0) / responses / 1000);
}

export function groupsOf(
  { presence, plan, pauses }: Pick<Routing['known'], 'presence' | 'plan' | 'pauses'>,
  past: Past,
  clock: Clock,
): BoardGroup[] {
  const now = clock.now();
  const free = presence
    .everywhere(now)
    .filter((agent) => agent.online && hasRoom(agent, { kind: 'live', weight: webWeight }));
  const levels = past.levels(new Map(plan().groups.map(({ id, serviceLevel }) => [id, serviceLevel.within])));
  return plan().groups.map(({ id, name, serviceLevel }) => ({
    id,
    name,
    open: isGroupOpen(plan(), pauses, id, now),
    free: free.filter(({ profile }) => isMember(profile, id)).length,
    percent: serviceLevel.percent,
    within: serviceLevel.within,
    ...(levels.get(id) ?? { met: 0, decided: 0 }),
  }));
}
