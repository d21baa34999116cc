import type { Customer } from '#shared/domain/customer/customer.ts';
import type { DeskEvents, DeskNews } from '#shared/protocol/desk.ts';
import { RefusalError } from '#shared/protocol/errors.ts';
import { type DeskActor, ownershipOf, type Reads, whyNotSpeak } from '../conversations/index.ts';
import type { Handbooks } from '../handbook/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import type { Handlers } from '../platform/realtime/index.ts';
import { roomsOf } from './audience.ts';
import { createFinder } from './find.ts';
import { createNotes } from './notes.ts';
import { createPast } from './past.ts';
import type { Records } from './records.ts';
import type { Seen } from './seen.ts';
import { createTicks } from './ticks.ts';

export type CustomerEvents = Pick<
  DeskEvents,
  Extract<keyof DeskEvents, `customer.${string}` | `checklist.${string}`> | 'handbook.pull'
>;

/**
 * What desks ask of customers. Every event but `customer.find` names a conversation, and whoever may read that one may know the
 * customer: the dispatcher has looked at that before.
 */
export function customerHandlers(parts: {
  readonly database: Database;
  readonly clock: Pick<Clock, 'now'>;
  readonly reads: Pick<Reads, 'held' | 'entries' | 'latestOfCustomer'>;
  readonly records: Records;
  readonly seen: Pick<Seen, 'flush'>;
  readonly handbooks: Pick<Handbooks, 'current'>;
  readonly tell: (rooms: string[], customer: Customer) => void;
  readonly tellTicks: (rooms: string[], news: DeskNews['ticks']) => void;
}): Handlers<CustomerEvents, DeskActor> {
  const { database, clock, reads, records, seen, handbooks, tell, tellTicks } = parts;
  const notes = createNotes(database, clock);
  const find = createFinder(records, reads);
  const past = createPast(database, reads);
  const ticks = createTicks(database, clock);

  const visitorOf = async (conversationId: string): Promise<string> => {
    const held = await reads.held(conversationId);
    if (held === null) throw new RefusalError('not_found');
    return held.conversation.visitor.id;
  };

  /** As it is after a change, told to all who may know it. */
  const changed = async (visitorId: string) => {
    const customer = await records.read(visitorId);
    tell(roomsOf(await records.ownerships(customer.visitorIds)), customer);
    return { customer };
  };

  return {
    'customer.pull': async (_, { conversationId }) => {
      await seen.flush();
      return { customer: await records.read(await visitorOf(conversationId)) };
    },
    'customer.save': async (_, { conversationId, version, change }) => {
      const visitorId = await visitorOf(conversationId);
      await records.save(visitorId, version, change, handbooks.current().handbook.fields);
      return changed(visitorId);
    },
    'customer.note.add': async ({ person }, { conversationId, key, text }) => {
      const visitorId = await visitorOf(conversationId);
      await notes.add(await records.ensure(visitorId), key, person, text);
      return changed(visitorId);
    },
    'customer.note.edit': async ({ person }, { conversationId, noteId, text }) => {
      const visitorId = await visitorOf(conversationId);
      await notes.edit(await records.ensure(visitorId), noteId, person, text);
      return changed(visitorId);
    },
    'customer.note.delete': async ({ person }, { conversationId, noteId }) => {
      const visitorId = await visitorOf(conversationId);
      await notes.remove(await records.ensure(visitorId), noteId, person);
      return changed(visitorId);
    },
    'customer.conversations': async (_, { conversationId, before, limit }) =>
      past.list(await records.ensure(await visitorOf(conversationId)), before, limit),
    'customer.transcript': async (_, { conversationId, of, before, limit }) =>
      past.transcript(await records.ensure(await visitorOf(conversationId)), of, before, limit),
    'checklist.pull': async (_, { conversationId }) => ({ ticks: await ticks.of(conversationId) }),
    'checklist.tick': async ({ person }, { conversationId, stepId, done }) => {
      const held = await reads.held(conversationId);
      if (held === null) throw new RefusalError('not_found');
      const refusal = whyNotSpeak(person, held.conversation, held.owners);
      // What was done is ticked off in wrap-up too.
      if (refusal !== null && refusal.code !== 'conversation_closed') throw new RefusalError(refusal);
      const { checklists } = handbooks.current().handbook;
      const isKnown = checklists.some(({ steps }) => steps.some(({ id }) => id === stepId));
      if (!isKnown) throw new RefusalError('not_found');
      await ticks.set(conversationId, stepId, done, person);
      const now = await ticks.of(conversationId);
      tellTicks(roomsOf([ownershipOf(held)]), { conversationId, ticks: now });
      return { ticks: now };
    },
    'customer.find': ({ person }, { of }) => find(person, of),
    'customer.tags': async () => ({ tags: await records.tags() }),
    'handbook.pull': async () => handbooks.current(),
  };
}
