import type { Conversation } from '#shared/domain/conversation.ts';
import { type Author, assertNever, type PersonRef } from '#shared/domain/entry.ts';
import { append, type Decision, type Draft, everyone, lost, type Named, refuse, staff } from './drafts.ts';
import type { ByHub, Write } from './writes.ts';

/** How a conversation goes from one to another: transfers, invitations, offers and their answers (A10, B1). */

type Hand = Extract<Write, { kind: 'transfer' | 'invite' | 'withdraw' | 'close' }>;
type Answer = Extract<Write, { kind: 'accept' | 'decline' }>;
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
      const wrapUpUntil = write.wrapUpFor ? { wrapUpUntil: now + write.wrapUpFor } : {};
      return append(everyone(author, write.key, { kind: 'closed', ...wrapUpUntil }));
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
  if ('group' in write.to) {
    const { group } = write.to;
    if (from === null && conversation.group?.id === group.id)
      return refuse({ code: 'bad_request', field: 'to' });
    const assigned = { kind: 'assigned', from, to: null, reason: 'transferred', group } as const;
    return append(...note, everyone(author, write.key, assigned));
  }
  if (to === null) return refuse({ code: 'not_found' });
  if (from?.id === to.id) return refuse({ code: 'bad_request', field: 'to' });
  if (!write.to.ask) {
    return append(
      ...note,
      everyone(author, write.key, { kind: 'assigned', from, to, reason: 'transferred' }),
    );
  }
  if (conversation.offer !== null) return refuse({ code: 'conflict' });
  const how = from === null ? 'route' : 'transfer';
  const by = { id: write.person.id, name: write.person.name };
  return append(...note, staff(author, write.key, { kind: 'offered', how, to, by, until: write.until }));
}

function invite(
  write: Hand & { kind: 'invite' },
  conversation: Conversation,
  author: Author,
  to: PersonRef | null,
): Decision {
  if (to === null) return refuse({ code: 'not_found' });
  const { agent, guests, offer } = conversation;
  if (agent === null || agent.id === to.id || guests.some(({ id }) => id === to.id))
    return refuse({ code: 'bad_request', field: 'to' });
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
        everyone(author, write.key, { kind: 'assigned', from: agent, to, reason: 'transferred' }),
      );
    case 'invite':
      return append(everyone(author, write.key, { kind: 'joined', person: to }));
    default:
      return assertNever(how);
  }
}

export function leave(write: Leave, conversation: Conversation, author: Author): Decision {
  const person = conversation.guests.find(({ id }) => id === write.person.id);
  if (person === undefined) return refuse({ code: 'conflict' });
  return append(everyone(author, write.key, { kind: 'left', person }));
}

export function wrapDone(write: WrapDone, { agent, wrapUpUntil }: Conversation, author: Author): Decision {
  if (agent?.id !== write.person.id) return refuse({ code: 'forbidden' });
  if (wrapUpUntil === null) return refuse({ code: 'conflict' });
  return append(staff(author, write.key, { kind: 'wrapped' }));
}

/** What the hub itself does, as routing has planned it. */
export function byHub(write: ByHub, conversation: Conversation): Decision {
  const { agent, offer, status, version } = conversation;
  if (status === 'closed') return refuse({ code: 'conversation_closed' });
  if (version !== write.version) return refuse({ code: 'conflict' });
  switch (write.kind) {
    case 'route': {
      const { group, priority, needs, rule } = write;
      return append(staff(system, null, { kind: 'routed', group, priority, needs, rule }));
    }
    case 'assign': {
      const { to, reason, decision } = write;
      const assigned = everyone(system, null, { kind: 'assigned', from: agent, to, reason });
      return append(decision === undefined ? assigned : { ...assigned, decision });
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

function noteOf(text: string | null, author: Author): Draft[] {
  return text === null ? [] : [staff(author, null, { kind: 'note', text })];
}
