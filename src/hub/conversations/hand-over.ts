import type { Conversation } from '#shared/domain/conversation.ts';
import { type Author, assertNever, type OfferEnd, type PersonRef } from '#shared/domain/entry.ts';
import { webWeight } from '#shared/domain/routing/load.ts';
import { askedAtTheEnd } from './by-customer.ts';
import { append, type Decision, type Draft, everyone, lost, type Named, refuse, staff } from './drafts.ts';
import { isIn } from './visibility.ts';
import type { ByHub, Write } from './writes.ts';

/** How a conversation goes from one to another: transfers, invitations, offers and their answers (A10, B1). */

type Hand = Extract<Write, { kind: 'transfer' | 'invite' | 'withdraw' | 'close' }>;
type Answer = Extract<Write, { kind: 'accept' | 'decline' }>;
type Join = Extract<Write, { kind: 'join' }>;
type Leave = Extract<Write, { kind: 'leave' }>;
type WrapDone = Extract<Write, { kind: 'wrapDone' }>;

const system: Author = { kind: 'system', id: null, name: '' };

/** By who has it, or a supervisor; the version has been looked at. A guest only speaks. */
export function hand(write: Hand, conversation: Conversation, author: Author, { now, to }: Named): Decision {
  if (write.person.role === 'agent' && conversation.agent?.id !== write.person.id)
    return refuse({ code: 'forbidden' });
  switch (write.kind) {
    case 'transfer':
      return transfer(write, conversation, author, to);
    case 'invite':
      return invite(write, conversation, author, to);
    case 'withdraw':
      return withdraw(write, conversation, author);
    case 'close': {
      // Its agent has it to wrap up, whoever has closed it; what waits for somebody is nobody's work yet.
      const { wrapUpFor } = write;
      const wraps = wrapUpFor !== undefined && wrapUpFor > 0 && conversation.agent !== null;
      const closed = { kind: 'closed', ...(wraps && { wrapUpUntil: now + wrapUpFor }) } as const;
      // Before the end, so that what a customer hears of a conversation ends with its end.
      const asked = write.askRating === true ? askedAtTheEnd(conversation, author) : [];
      return append(
        ...over(conversation, author, 'withdrawn'),
        ...asked,
        everyone(author, write.key, closed),
      );
    }
    default:
      return assertNever(write);
  }
}

function transfer(
  write: Hand & { kind: 'transfer' },
  conversation: Conversation,
  author: Author,
  to: PersonRef | null,
): Decision {
  const from = conversation.agent;
  const note = noteOf(write.note, author);
  if ('groupId' in write.to) {
    const { group } = write.to;
    if (group === null || (from === null && conversation.group?.id === group.id))
      return refuse({ code: 'bad_request', field: 'to' });
    const by = passedOnBy(write.person, from);
    const assigned = { kind: 'assigned', from, to: null, reason: 'transferred', group, ...by } as const;
    const ended = over(conversation, author, 'withdrawn');
    return append(...ended, ...note, everyone(author, write.key, assigned));
  }
  if (to === null) return refuse({ code: 'not_found' });
  if (from?.id === to.id) return refuse({ code: 'bad_request', field: 'to' });
  if (!write.to.ask) {
    const by = passedOnBy(write.person, from);
    const assigned = { kind: 'assigned', from, to, reason: 'transferred', ...by } as const;
    const ended = over(conversation, author, 'withdrawn');
    return append(...ended, ...note, everyone(author, write.key, assigned));
  }
  // Who wants it themselves need not ask themselves.
  if (to.id === write.person.id) return refuse({ code: 'bad_request', field: 'to' });
  if (conversation.offer !== null) return refuse({ code: 'conflict' });
  const how = from === null ? 'route' : 'transfer';
  const by = { id: write.person.id, name: write.person.name };
  return append(...note, staff(author, write.key, { kind: 'offered', how, to, by, until: write.until }));
}

/**
 * Whether `from` did it is said apart: what a supervisor takes over or gives away has the same reason, and the customer
 * is not told of an agent that they have passed them on when they have not.
 */
function passedOnBy(
  by: { readonly id: string } | null,
  from: PersonRef | null,
): { readonly passedOn?: true } {
  return by !== null && by.id === from?.id ? { passedOn: true } : {};
}

function invite(
  write: Hand & { kind: 'invite' },
  conversation: Conversation,
  author: Author,
  to: PersonRef | null,
): Decision {
  if (to === null) return refuse({ code: 'not_found' });
  const { agent, guests, offer } = conversation;
  const isThere = [agent?.id, write.person.id, ...guests.map(({ id }) => id)].includes(to.id);
  // Where nobody has it there is nothing to join in: it is taken, or given to somebody.
  if (agent === null || isThere) return refuse({ code: 'bad_request', field: 'to' });
  if (offer !== null) return refuse({ code: 'conflict' });
  const by = { id: write.person.id, name: write.person.name };
  const offered = { kind: 'offered', how: 'invite', to, by, until: write.until } as const;
  return append(...noteOf(write.note, author), staff(author, write.key, offered));
}

function withdraw(write: Hand & { kind: 'withdraw' }, { offer }: Conversation, author: Author): Decision {
  if (offer === null || offer.by === null) return refuse({ code: 'conflict' });
  const { how, to } = offer;
  return append(staff(author, write.key, { kind: 'offer_ended', how, to, because: 'withdrawn' }));
}

/** Only who is asked may answer, and only while they are. */
export function answerOffer(write: Answer, conversation: Conversation, author: Author): Decision {
  const { offer, agent, status, version } = conversation;
  if (status === 'closed') return refuse({ code: 'conversation_closed' });
  if (version !== write.version || offer === null || offer.to.id !== write.person.id)
    return lost(write.person.id, conversation);
  const { how, to } = offer;
  if (write.kind === 'decline')
    return append(staff(author, write.key, { kind: 'offer_ended', how, to, because: 'declined' }));
  switch (how) {
    case 'route':
      return append(everyone(author, write.key, { kind: 'assigned', from: null, to, reason: 'accepted' }));
    case 'transfer':
      return append(
        everyone(author, write.key, {
          kind: 'assigned',
          from: agent,
          to,
          reason: 'transferred',
          ...passedOnBy(offer.by, agent),
        }),
      );
    case 'invite':
      return append(everyone(author, write.key, { kind: 'joined', person: to }));
    default:
      return assertNever(how);
  }
}

/** Who supervises joins without having been asked. Where nobody has it there is nothing to join: it is taken. */
export function join(write: Join, conversation: Conversation, author: Author): Decision {
  const { person } = write;
  if (person.role === 'agent') return refuse({ code: 'forbidden' });
  if (conversation.version !== write.version) return lost(person.id, conversation);
  if (conversation.agent === null || isIn(conversation, person.id)) return refuse({ code: 'conflict' });
  const who = { id: person.id, name: person.name };
  return append(everyone(author, write.key, { kind: 'joined', person: who }));
}

/** Only a guest leaves: who has it gives it to somebody. */
export function leave(write: Leave, conversation: Conversation, author: Author): Decision {
  if (conversation.version !== write.version) return lost(write.person.id, conversation);
  const person = conversation.guests.find(({ id }) => id === write.person.id);
  if (person === undefined) return refuse({ code: 'forbidden' });
  return append(everyone(author, write.key, { kind: 'left', person }));
}

export function wrapDone(write: WrapDone, conversation: Conversation, author: Author): Decision {
  const { agent, wrapUpUntil, version, status } = conversation;
  if (agent?.id !== write.person.id) return refuse({ code: 'forbidden' });
  const { filed, unfit } = write;
  if (unfit !== undefined) return refuse({ code: 'bad_request', field: unfit });
  // What is filed late, or once more, is better than what is not: the last word counts.
  const isDue = filed === undefined ? version === write.version && wrapUpUntil !== null : status === 'closed';
  if (!isDue) return refuse({ code: 'conflict' });
  return append(staff(author, write.key, { kind: 'wrapped', ...(filed && { filed }) }));
}

/** What the hub itself does, as routing has planned it. */
export function byHub(write: ByHub, conversation: Conversation, named: Named): Decision {
  const { agent, offer, status, version } = conversation;
  if (write.kind === 'lapse') return lapse(conversation, version === write.version, named);
  if (status === 'closed') return refuse({ code: 'conversation_closed' });
  if (version !== write.version || !isRoom(write, named)) return refuse({ code: 'conflict' });
  switch (write.kind) {
    case 'route': {
      const { group, priority, needs, rule } = write;
      return append(staff(system, null, { kind: 'routed', group, priority, needs, rule }));
    }
    case 'assign': {
      const { to, reason, decision } = write;
      const assigned = everyone(system, null, { kind: 'assigned', from: agent, to, reason });
      const ended = over(conversation, system, 'gone');
      return append(...ended, decision === undefined ? assigned : { ...assigned, decision });
    }
    case 'offer': {
      if (offer !== null || status !== 'queued') return refuse({ code: 'conflict' });
      const { to, until, decision } = write;
      const offered = { kind: 'offered', how: 'route', to, by: null, until } as const;
      return append({ ...staff(system, null, offered), decision });
    }
    case 'endOffer': {
      if (offer === null) return refuse({ code: 'conflict' });
      const { how, to } = offer;
      return append(staff(system, null, { kind: 'offer_ended', how, to, because: write.because }));
    }
    default:
      return assertNever(write);
  }
}

/** Nobody has filed it in the time there was. */
function lapse({ wrapUpUntil }: Conversation, isCurrent: boolean, { now }: Named): Decision {
  if (!isCurrent || wrapUpUntil === null || wrapUpUntil > now) return refuse({ code: 'conflict' });
  return append(staff(system, null, { kind: 'wrapped', lapsed: true }));
}

/** Whoever gets it can still have it, as it is when this is written. */
function isRoom(write: ByHub, { now, taker }: Named): boolean {
  if ((write.kind !== 'assign' && write.kind !== 'offer') || write.room === undefined) return true;
  return taker !== null && taker.leaseUntil > now && taker.load + webWeight <= write.room;
}

/**
 * What a colleague was asked is over when it goes to somebody else or ends: they hear so, and read no more of it.
 * (What is offered of a queue ends with the one who has it then, for all to see.)
 */
function over({ offer }: Conversation, author: Author, because: OfferEnd): Draft[] {
  if (offer === null || offer.how === 'route') return [];
  const { how, to } = offer;
  return [staff(author, null, { kind: 'offer_ended', how, to, because })];
}

function noteOf(text: string | null, author: Author): Draft[] {
  return text === null ? [] : [staff(author, null, { kind: 'note', text })];
}
