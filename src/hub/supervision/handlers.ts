import type { DeskEvents } from '#shared/protocol/desk.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import type { DeskActor, House, Write } from '../conversations/index.ts';
import type { Handlers } from '../platform/realtime/index.ts';
import type { Routing } from '../routing/index.ts';
import { moveQueue } from './queue.ts';
import type { StepRights } from './rights.ts';
import type { Trail } from './trail.ts';
import type { Watchers } from './watchers.ts';

type OfSupervision = Pick<
  DeskEvents,
  'supervise.watch' | 'supervise.status' | 'supervise.moveQueue' | 'supervise.pause'
>;

/** What who supervises asks of the house, besides what they do to a conversation. */
export function createHandlers(parts: {
  readonly routing: Pick<Routing, 'known' | 'setStatus'>;
  readonly house: Pick<House, 'groupOf' | 'askFor' | 'now'>;
  readonly rights: StepRights;
  readonly trail: Trail;
  readonly watchers: Watchers;
  readonly write: (write: Write) => Promise<unknown>;
}): Handlers<OfSupervision, DeskActor> {
  const { routing, house, rights, trail, watchers, write } = parts;
  const { roster, board, pauses } = routing.known;

  const groupOf = (id: string, field: string) => {
    const group = house.groupOf(id);
    if (group === null) throw new RefusalError({ code: 'bad_request', field });
    return group;
  };

  return {
    'supervise.watch': async (actor, { conversationId, watching }, address) => {
      // What one may not watch one does not get to see: the scope has said so.
      if (watching) await watchers.begin(actor, conversationId, address);
      else await watchers.end(actor, conversationId);
      return null;
    },
    'supervise.status': async ({ person }, { personId, ...wanted }, address) => {
      const member = roster.members().get(personId);
      if (member === undefined) throw new RefusalError('not_found');
      // What a desk or the hub finds by itself, nobody says for somebody else.
      if (wanted.reason !== null && wanted.reason.is !== 'said')
        throw new RefusalError({ code: 'bad_request', field: 'reason' });
      rights.check(person, 'status', member.profile.groups);
      const by = personId === person.id ? undefined : { id: person.id, name: person.name };
      return trail.before([person, 'status', `${personId} ${wanted.status}`, address], () =>
        routing.setStatus(personId, wanted, by),
      );
    },
    'supervise.moveQueue': async ({ person }, { from, to }, address) => {
      rights.check(person, 'moveQueue', from);
      groupOf(from, 'from');
      const group = groupOf(to, 'to');
      if (from === to) throw new RefusalError({ code: 'bad_request', field: 'to' });
      return trail.before([person, 'moveQueue', `${from} to ${to}`, address], () =>
        moveQueue({ board, write }, person, from, group, house.now() + house.askFor),
      );
    },
    'supervise.pause': async ({ person }, { groupId, paused }, address) => {
      rights.check(person, 'pause', groupId);
      groupOf(groupId, 'groupId');
      await trail.before([person, paused ? 'pause' : 'resume', groupId, address], () =>
        pauses.set(groupId, paused, { id: person.id, name: person.name }),
      );
      return null;
    },
  };
}
