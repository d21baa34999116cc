import { recallLimit } from '#shared/domain/changes.ts';
import type { Entry, PersonRef } from '#shared/domain/entry.ts';
import type { RefusalCode } from '#shared/protocol/errors.ts';
import type { Role } from '#shared/protocol/handshake.ts';

/**
 * What must hold, said once more and apart from the code that does it: what a transcript adds up to, who
 * may see and write it, and what the hub has to answer. Pure.
 */

/** A conversation as the sum of its entries. */
export type Talk = {
  readonly id: string;
  readonly status: 'queued' | 'active' | 'closed';
  readonly agent: PersonRef | null;
  readonly owners: readonly string[];
  /** How often ownership or status has changed (P12). */
  readonly version: number;
  readonly seq: number;
  readonly publicSeq: number;
  readonly waitingSince: number | null;
  /** The last message, as it reads now; null text once recalled. */
  readonly last: { readonly id: string; readonly text: string | null } | null;
  readonly kind: 'live' | 'message';
  readonly group: string | null;
  /** Milliseconds that it waited in queues, without the time since it came into the one where it is. */
  readonly waited: number;
  readonly inQueueSince: number | null;
  /** What a colleague is asked; `by` null for the hub. */
  readonly offer: { readonly how: string; readonly to: string; readonly by: string | null } | null;
  readonly guests: readonly string[];
  /** Its agent has it to wrap up. */
  readonly wrapsUp: boolean;
  /** What the customer said of the service, once they were asked; null until then. */
  readonly rating: { readonly score: number | null } | null;
};

const beginning = (id: string): Talk => ({
  id,
  status: 'queued',
  agent: null,
  owners: [],
  version: 0,
  seq: 0,
  publicSeq: 0,
  waitingSince: null,
  last: null,
  kind: 'live',
  group: null,
  waited: 0,
  inQueueSince: null,
  offer: null,
  guests: [],
  wrapsUp: false,
  rating: null,
});

export function after(before: Talk | undefined, entry: Entry): Talk {
  const talk = before ?? beginning(entry.conversationId);
  const { body } = entry;
  const next = {
    ...talk,
    seq: talk.seq + 1,
    publicSeq: talk.publicSeq + (entry.audience === 'everyone' ? 1 : 0),
  };
  const moved = { ...next, version: talk.version + 1 };
  switch (body.kind) {
    case 'opened':
      return { ...moved, inQueueSince: entry.at };
    case 'closed': {
      const wrapsUp = body.wrapUpUntil !== undefined;
      const ended = { inQueueSince: null, offer: null, guests: [], waitingSince: null, wrapsUp };
      return { ...moved, status: 'closed', ...ended };
    }
    case 'assigned': {
      const { to } = body;
      const waitedHere = talk.inQueueSince === null ? 0 : entry.at - talk.inQueueSince;
      const whose =
        to === null
          ? { status: 'queued' as const, inQueueSince: talk.inQueueSince ?? entry.at }
          : {
              status: 'active' as const,
              inQueueSince: null,
              waited: talk.waited + waitedHere,
              owners: withOne(talk.owners, to.id),
              guests: without(talk.guests, to.id),
            };
      return { ...moved, ...whose, agent: to, group: body.group?.id ?? talk.group, offer: null };
    }
    case 'message': {
      const said = { ...next, last: { id: entry.id, text: body.text } };
      if (entry.author.kind !== 'visitor') return { ...said, waitingSince: null };
      const waits = { ...said, waitingSince: talk.waitingSince ?? entry.at };
      return talk.kind === 'live' ? waits : { ...waits, kind: 'live', version: talk.version + 1 };
    }
    case 'edited':
      return talk.last?.id === body.entryId ? { ...next, last: { ...talk.last, text: body.text } } : next;
    case 'recalled':
      return talk.last?.id === body.entryId ? { ...next, last: { ...talk.last, text: null } } : next;
    case 'note':
      return next;
    case 'wrapped':
      return { ...moved, wrapsUp: false };
    case 'offered':
      return { ...moved, offer: { how: body.how, to: body.to.id, by: body.by?.id ?? null } };
    case 'joined': {
      const { id } = body.person;
      return {
        ...moved,
        offer: talk.offer?.to === id ? null : talk.offer,
        owners: withOne(talk.owners, id),
        guests: withOne(talk.guests, id),
      };
    }
    case 'routed':
      return { ...moved, group: body.group.id };
    case 'offer_ended':
      return { ...moved, offer: null };
    case 'left':
      return { ...moved, guests: without(talk.guests, body.person.id) };
    case 'message_left':
      return { ...moved, kind: 'message' };
    case 'rating_asked':
      return { ...next, rating: { score: null } };
    case 'rated':
      return { ...next, rating: { score: body.score } };
  }
}

const withOne = (all: readonly string[], id: string) => (all.includes(id) ? all : [...all, id]);
const without = (all: readonly string[], id: string) => all.filter((each) => each !== id);

export type Person = { readonly id: string; readonly role: Role };

/** Who is asked about it sees it for as long as they are asked. */
export function maySee({ id, role }: Person, talk: Talk): boolean {
  return role !== 'agent' || talk.agent === null || talk.owners.includes(id) || talk.offer?.to === id;
}

/** What of a conversation can never be, whatever was asked. */
export function impossibleIn({ status, agent, inQueueSince, offer, guests, wrapsUp }: Talk): string[] {
  const owner = agent?.id ?? null;
  return [
    ...(status === 'queued' && (owner !== null || inQueueSince === null) ? ['waits, and in no queue'] : []),
    ...(status === 'active' && (owner === null || inQueueSince !== null) ? ['is served by nobody'] : []),
    ...(status === 'closed' && (offer !== null || guests.length > 0 || inQueueSince !== null)
      ? ['is over, and goes on']
      : []),
    ...(offer !== null && (offer.how === 'route') !== (owner === null)
      ? ['is offered as what it is not']
      : []),
    ...(offer !== null && (offer.to === owner || (offer.how === 'invite' && guests.includes(offer.to)))
      ? ['asks who is there']
      : []),
    ...(owner !== null && guests.includes(owner) ? ['has its agent as a guest'] : []),
    ...(wrapsUp && (status !== 'closed' || owner === null) ? ['is to be wrapped up by nobody'] : []),
  ];
}

/** What somebody of the house asks of a conversation. */
export type Question = {
  readonly event: string;
  readonly entryId?: string;
  readonly version?: number;
  /** Of a transfer where to; of an invitation who. */
  readonly to?: { readonly person: string; readonly ask: boolean } | { readonly group: string } | string;
};

/** Ids of who works here, and of the groups there are. */
export type There = { readonly people: readonly string[]; readonly groups: readonly string[] };

/** The message that is to be changed. */
export type Target = {
  readonly conversationId: string;
  readonly authorId: string | null;
  readonly at: number;
  readonly isRecalled: boolean;
};

/** What the hub has to answer to a key that it does not know. `now` is its clock. */
export function answerTo(
  person: Person,
  asked: Question,
  talk: Talk | undefined,
  target: Target | null,
  there: There,
  now: number,
): 'ok' | RefusalCode {
  if (talk === undefined) return 'not_found';
  const holder = talk.agent?.id ?? null;
  const lostTo: RefusalCode = holder !== null && holder !== person.id ? 'taken' : 'conflict';
  if (asked.event === 'conversation.take') {
    if (talk.status === 'closed') return 'conversation_closed';
    return holder === null && asked.version === talk.version ? 'ok' : lostTo;
  }
  if (asked.event === 'offer.accept' || asked.event === 'offer.decline') {
    if (talk.status === 'closed') return 'conversation_closed';
    return talk.offer?.to === person.id && asked.version === talk.version ? 'ok' : lostTo;
  }
  if (!maySee(person, talk)) return 'not_found';
  if (asked.event === 'note.add') return 'ok';
  if (asked.event === 'wrap.done') {
    if (holder !== person.id) return 'forbidden';
    return talk.wrapsUp && asked.version === talk.version ? 'ok' : 'conflict';
  }
  if (person.role === 'agent' && holder !== person.id && !talk.guests.includes(person.id)) {
    if (!talk.owners.includes(person.id)) return 'forbidden';
    if (talk.status === 'closed') return 'conversation_closed';
    return holder === null ? 'not_yours' : 'taken';
  }
  if (talk.status === 'closed') return 'conversation_closed';
  // Who supervises steps in, and speaks where they are in it.
  const stepsIn = ['conversation.transfer', 'conversation.invite', 'offer.withdraw', 'conversation.close'];
  const isIn = holder === person.id || talk.guests.includes(person.id);
  if (!isIn && !stepsIn.includes(asked.event)) return 'join_first';
  switch (asked.event) {
    case 'message.send':
      return 'ok';
    case 'message.edit':
    case 'message.recall':
      if (target === null || target.conversationId !== talk.id) return 'not_found';
      if (target.authorId !== person.id) return 'forbidden';
      if (target.isRecalled) return 'conflict';
      return asked.event === 'message.recall' && now - target.at > recallLimit ? 'too_late' : 'ok';
    case 'rating.ask':
      if (person.role === 'agent' && holder !== person.id) return 'forbidden';
      return holder === null || talk.rating !== null ? 'conflict' : 'ok';
    case 'conversation.leave':
      if (asked.version !== talk.version) return lostTo;
      return talk.guests.includes(person.id) ? 'ok' : 'forbidden';
    case 'conversation.transfer':
    case 'conversation.invite':
    case 'offer.withdraw':
    case 'conversation.close':
      if (asked.version !== talk.version) return lostTo;
      // A guest speaks, and no more.
      if (person.role === 'agent' && holder !== person.id) return 'forbidden';
      return handedOver(person, asked, talk, there);
    default:
      return 'unknown_event';
  }
}

function handedOver(
  person: Person,
  { event, to }: Question,
  { agent, group, offer, guests }: Talk,
  { people, groups }: There,
): 'ok' | RefusalCode {
  if (event === 'conversation.close') return 'ok';
  if (event === 'offer.withdraw') return offer !== null && offer.by !== null ? 'ok' : 'conflict';
  const holder = agent?.id ?? null;
  if (typeof to === 'object' && 'group' in to)
    return !groups.includes(to.group) || (holder === null && group === to.group) ? 'bad_request' : 'ok';
  const receiver = typeof to === 'string' ? to : to?.person;
  if (receiver === undefined || !people.includes(receiver)) return 'not_found';
  if (receiver === holder) return 'bad_request';
  if (typeof to === 'object' && !to.ask) return 'ok';
  if (receiver === person.id) return 'bad_request';
  if (event === 'conversation.invite' && (holder === null || guests.includes(receiver))) return 'bad_request';
  return offer === null ? 'ok' : 'conflict';
}

/** The entry that a question becomes when it is granted. */
export function isGrantOf(entry: Entry, asked: Question & { readonly text?: string }): boolean {
  const { body } = entry;
  switch (asked.event) {
    case 'message.send':
    case 'message.leave':
      return body.kind === 'message' && body.text === asked.text;
    case 'note.add':
      return body.kind === 'note' && body.text === asked.text;
    case 'message.edit':
      return body.kind === 'edited' && body.entryId === asked.entryId && body.text === asked.text;
    case 'message.recall':
      return body.kind === 'recalled' && body.entryId === asked.entryId;
    case 'conversation.take':
      // Taking what one is offered is accepting it.
      return (
        body.kind === 'assigned' &&
        (body.reason === 'taken' || body.reason === 'accepted') &&
        body.to?.id === entry.author.id
      );
    case 'conversation.transfer':
      return isTransferTo(body, asked.to);
    case 'conversation.invite':
      return body.kind === 'offered' && body.how === 'invite' && body.to.id === asked.to;
    case 'offer.accept':
      if (body.kind === 'joined') return body.person.id === entry.author.id;
      return body.kind === 'assigned' && body.reason !== 'taken' && body.to?.id === entry.author.id;
    case 'offer.decline':
      return body.kind === 'offer_ended' && body.because === 'declined' && body.to.id === entry.author.id;
    case 'offer.withdraw':
      return body.kind === 'offer_ended' && body.because === 'withdrawn';
    case 'conversation.leave':
      return body.kind === 'left' && body.person.id === entry.author.id;
    case 'wrap.done':
      return body.kind === 'wrapped';
    case 'conversation.close':
      return body.kind === 'closed';
    case 'rating.ask':
      return body.kind === 'rating_asked';
    case 'rating.set':
      return body.kind === 'rated';
    default:
      return false;
  }
}

function isTransferTo(body: Entry['body'], to: Question['to']): boolean {
  if (typeof to !== 'object') return false;
  if ('group' in to)
    return (
      body.kind === 'assigned' &&
      body.reason === 'transferred' &&
      body.to === null &&
      body.group?.id === to.group
    );
  if (to.ask) return body.kind === 'offered' && body.how !== 'invite' && body.to.id === to.person;
  return body.kind === 'assigned' && body.reason === 'transferred' && body.to?.id === to.person;
}

/** What a transcript shows: each message in its place, as it reads after all changes; null once recalled. */
export function readingOf(
  entries: readonly { readonly id: string; readonly body: Entry['body'] | { readonly kind: string } }[],
): Map<string, string | null> {
  const reading = new Map<string, string | null>();
  for (const { id, body } of entries as readonly Entry[]) {
    if (body.kind === 'message') reading.set(id, body.text);
    // What was taken back stays so, whatever an edit says that crossed it.
    if (body.kind === 'edited' && reading.get(body.entryId) !== null) reading.set(body.entryId, body.text);
    if (body.kind === 'recalled') reading.set(body.entryId, null);
  }
  return reading;
}
