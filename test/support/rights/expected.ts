import { type DeskEvent, deskEvents } from '#shared/protocol/desk.ts';
import type { RefusalCode } from '#shared/protocol/errors.ts';
import type { Role } from '#shared/protocol/handshake.ts';
import type { Scope } from '#shared/protocol/registry.ts';

/**
 * What a conversation is to the one who asks; `group`: it waits in the queue of a group that they are not in; `ended`: it was
 * theirs, and they have it to wrap up.
 */
export const relations = ['own', 'had', 'queued', 'group', 'others', 'asked', 'guest', 'ended'] as const;
export type Relation = (typeof relations)[number];

/**
 * What is not for everybody who works here: the rest of the staff is refused whatever it is about. Stated here once more, so
 * that an event cannot be given to others in the registry alone.
 */
export const supervisorsOnly: readonly DeskEvent[] = [
  'reports.ask',
  'reports.cancel',
  'reports.behind',
  'reports.explain',
  'reports.choices',
  'conversation.decisions',
  'board.open',
  'board.level',
  'board.got',
  'board.close',
  'quality.cards',
  'quality.card',
  'quality.card.save',
  'quality.begin',
  'quality.reviews',
  'quality.review',
  'quality.draft',
  'quality.preview',
  'quality.sample.add',
  'quality.samples',
  'quality.second',
  'quality.agreement',
  'quality.trends',
  'quality.submit',
  'quality.release',
  'quality.cancel',
  'quality.answer',
  'quality.followup.add',
  'watch.open',
  'watch.past',
  'watch.history',
  'watch.acknowledge',
  'watch.resolve',
  'watch.quiet',
  'supervise.watch',
  'supervise.join',
  'supervise.status',
  'supervise.moveQueue',
  'supervise.pause',
];
export const adminsOnly: readonly DeskEvent[] = [];
export const rolesFor = (event: DeskEvent): readonly Role[] => {
  if (adminsOnly.includes(event)) return ['admin'];
  return supervisorsOnly.includes(event) ? ['supervisor', 'admin'] : ['agent', 'supervisor', 'admin'];
};

export type Expected = 'granted' | RefusalCode;
type ByRelation = { readonly [R in Relation]: Expected };
type Rights = {
  readonly [S in Scope]: ByRelation;
} & { readonly events: { readonly [E in DeskEvent]?: ByRelation } };

const everywhere = (is: Expected): ByRelation => ({
  own: is,
  had: is,
  queued: is,
  group: is,
  others: is,
  asked: is,
  guest: is,
  ended: is,
});
const closedAtLast = (is: ByRelation): ByRelation => ({ ...is, ended: 'conversation_closed' });

const take = closedAtLast({ ...everywhere('taken'), own: 'conflict', queued: 'granted', group: 'granted' });
const answer = closedAtLast({
  ...everywhere('taken'),
  own: 'conflict',
  queued: 'conflict',
  group: 'conflict',
  asked: 'granted',
});
const write = closedAtLast({
  own: 'granted',
  had: 'taken',
  queued: 'forbidden',
  group: 'forbidden',
  others: 'not_found',
  asked: 'forbidden',
  guest: 'granted',
  ended: 'granted',
});
const hand: ByRelation = { ...write, guest: 'forbidden' };

/** By scope; for those events that ask more than that, by their name. */
const forAgents: Rights = {
  self: everywhere('granted'),
  // Whose these are goes by groups, not by a conversation: test/integration/hub-rights.test.ts.
  shared: everywhere('granted'),
  readable: everywhere('granted'),
  led: everywhere('granted'),
  'led.one': everywhere('granted'),
  'conversation.read': { ...everywhere('granted'), others: 'not_found' },
  // Each of these has a row of its own below.
  'conversation.decided': take,
  'conversation.write': write,
  'conversation.speak': write,
  house: everywhere('granted'),
  events: {
    'checklist.tick': { ...write, ended: 'granted' },
    'conversation.transfer': hand,
    'conversation.close': hand,
    'conversation.invite': hand,
    'offer.withdraw': hand,
    'rating.ask': hand,
    'conversation.leave': { ...write, own: 'forbidden' },
    'note.add': { ...everywhere('granted'), others: 'not_found' },
    'offer.accept': answer,
    'offer.decline': answer,
    'wrap.done': {
      ...everywhere('forbidden'),
      others: 'not_found',
      own: 'conflict',
      ended: 'granted',
    },
  },
};
/** Who supervises speaks where they are in it, and in no other. */
const speak = closedAtLast({ ...everywhere('join_first'), own: 'granted', guest: 'granted' });
const forSupervisors: Rights = {
  ...forAgents,
  'conversation.read': everywhere('granted'),
  'conversation.write': closedAtLast(everywhere('granted')),
  'conversation.speak': speak,
  events: {
    'supervise.join': closedAtLast({
      ...everywhere('granted'),
      own: 'conflict',
      guest: 'conflict',
      queued: 'conflict',
      group: 'conflict',
    }),
    'checklist.tick': { ...speak, ended: 'granted' },
    // One is asked something about it already; where nobody has it there is nothing to join in.
    'conversation.invite': closedAtLast({
      ...everywhere('granted'),
      asked: 'conflict',
      queued: 'bad_request',
      group: 'bad_request',
    }),
    'conversation.leave': { ...speak, own: 'forbidden' },
    'note.add': everywhere('granted'),
    'offer.accept': answer,
    'offer.decline': answer,
    'wrap.done': { ...everywhere('forbidden'), own: 'conflict', ended: 'granted' },
  },
};
const rightsOf = (role: Role) => (role === 'agent' ? forAgents : forSupervisors);

/** What somebody of that role is answered about a conversation that is that to them. */
export function expectedOf(role: Role, event: DeskEvent, relation: Relation): Expected {
  if (!rolesFor(event).includes(role)) return 'forbidden';
  const rights = rightsOf(role);
  return (rights.events[event] ?? rights[deskEvents[event].scope])[relation];
}
