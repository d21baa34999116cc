import { isMember } from '#shared/domain/routing/agent.ts';
import { type EntryFacts, targetOf } from '#shared/domain/routing/entry-rules.ts';
import type { RoutingPlan } from '#shared/domain/routing/plan.ts';
import type { PublicAgent, Service } from '#shared/protocol/service.ts';
import type { Clock } from '../platform/clock.ts';
import { type Database, together } from '../platform/database/index.ts';
import { groupOpensAt, isGroupOpen } from './open.ts';
import type { Pauses } from './pauses.ts';
import type { StaffPresence } from './presence.ts';
import { publicIdOf } from './public-id.ts';
import type { Roster } from './roster.ts';
import type { Statuses } from './statuses.ts';
import { createTold } from './told.ts';

/** As many as the protocol allows, and as much of their pictures (P15): characters of `data:` addresses. */
const mostAgents = 12;
const mostPictures = 40_000;

export type Place = { readonly visitorId: string } & Pick<EntryFacts, 'page' | 'language'>;

/** What a customer can expect on the page where they are (B2, B4): open or not, and who is there. */
export function createServices(parts: {
  readonly database: Database;
  readonly clock: Clock;
  readonly plan: () => RoutingPlan;
  readonly pauses: Pick<Pauses, 'of'>;
  readonly roster: Roster;
  readonly statuses: Statuses;
  readonly presence: StaffPresence;
  /** Tells everybody who has come to a page of that group. */
  readonly tellGroup: (groupId: string, service: Service) => void;
  /** They are at another group's from now on: the plan has changed. */
  readonly move: (socketId: string, from: string, to: string) => void;
}) {
  const { database, clock, plan, pauses, roster, statuses, presence, tellGroup, move } = parts;
  const { kysely } = database;
  const here = new Set<string>();
  /** Where the sockets of this node are. */
  const sockets = new Map<string, { readonly facts: EntryFacts; groupId: string }>();
  const told = createTold();

  const attributesOf = together(async (ids) => {
    const rows = await kysely
      .selectFrom('visitor')
      .select(['id', 'attributes'])
      .where('id', 'in', ids)
      .execute();
    return new Map(rows.map(({ id, attributes }) => [id, attributes]));
  });

  const agentsOf = (groupId: string): PublicAgent[] => {
    let pictures = 0;
    return [...roster.members().values()]
      .filter(({ id, role, profile }) => {
        const isListed = role === 'agent' && profile.listed && isMember(profile, groupId);
        return isListed && presence.isThere(id) && statuses.of(id).status !== 'invisible';
      })
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1))
      .slice(0, mostAgents)
      .map(({ id, name, profile }) => {
        pictures += profile.picture?.length ?? 0;
        const picture = pictures > mostPictures ? null : profile.picture;
        const status = statuses.of(id).status as PublicAgent['status'];
        return { id: publicIdOf(id), name, product: profile.product, picture, status };
      });
  };

  const serviceOf = (groupId: string): Service => {
    const now = clock.now();
    return {
      open: isGroupOpen(plan(), pauses, groupId, now),
      opensAt: groupOpensAt(plan(), pauses, groupId, now),
      agents: agentsOf(groupId),
    };
  };

  return {
    arrived: (socketId: string): void => void here.add(socketId),
    /** The group whose customers a visitor is among, on that page. Remembered until `left`. */
    came: async (socketId: string, { visitorId, page, language }: Place): Promise<string> => {
      const attributes = await attributesOf(visitorId);
      const customer = attributes === null ? {} : (JSON.parse(attributes) as Record<string, string>);
      const facts: EntryFacts = { page, language, fields: {}, customer };
      const groupId = targetOf(plan(), facts).group;
      // It may have gone while its visitor was looked up.
      if (here.has(socketId)) sockets.set(socketId, { facts, groupId });
      return groupId;
    },
    left: (socketId: string): void => {
      here.delete(socketId);
      sockets.delete(socketId);
    },
    of: (groupId: string): Service => {
      const service = serviceOf(groupId);
      told.one(groupId, JSON.stringify(service));
      return service;
    },
    /** The plan is another. */
    planChanged: (): void => {
      for (const [socketId, place] of sockets) {
        const groupId = targetOf(plan(), place.facts).group;
        if (groupId === place.groupId) continue;
        move(socketId, place.groupId, groupId);
        place.groupId = groupId;
        told.unsure(groupId);
      }
    },
    /** Every second: groups of which it has changed are told. */
    look: (): void => {
      const groups = new Set([...sockets.values()].map(({ groupId }) => groupId));
      for (const groupId of groups) {
        const service = serviceOf(groupId);
        if (told.isNews(groupId, JSON.stringify(service))) tellGroup(groupId, service);
      }
      told.keep(groups);
    },
  };
}
