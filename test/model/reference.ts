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
      return moved;
    case 'closed':
      return { ...moved, status: 'closed', waitingSince: null };
    case 'assigned': {
      const { to } = body;
      const owners = to === null || talk.owners.includes(to.id) ? talk.owners : [...talk.owners, to.id];
      return { ...moved, agent: to, owners, status: to === null ? 'queued' : 'active' };
    }
    case 'message': {
      const waitingSince = entry.author.kind === 'visitor' ? (talk.waitingSince ?? entry.at) : null;
      return { ...next, waitingSince, last: { id: entry.id, text: body.text } };
    }
    case 'edited':
      return talk.last?.id === body.entryId ? { ...next, last: { ...talk.last, text: body.text } } : next;
    case 'recalled':
      return talk.last?.id === body.entryId ? { ...next, last: { ...talk.last, text: null } } : next;
    case 'note':
    case 'wrapped':
      return next;
    case 'offered': {
      const { to, how } = body;
      const owners = how === 'route' || talk.owners.includes(to.id) ? talk.owners : [...talk.owners, to.id];
      return { ...moved, owners };
    }
    case 'joined': {
      const { id } = body.person;
      return { ...moved, owners: talk.owners.includes(id) ? talk.owners : [...talk.owners, id] };
    }
    case 'routed':
    case 'offer_ended':
    case 'left':
    case 'message_left':
      return moved;
  }
}

export type Person = { readonly id: string; readonly role: Role };

export function maySee({ id, role }: Person, talk: Talk): boolean {
  return role !== 'agent' || talk.agent === null || talk.owners.includes(id);
}

/** What somebody of the house asks of a conversation. */
export type Question = {
  readonly event: string;
  readonly entryId?: string;
  readonly version?: number;
  readonly to?: { readonly person: string; readonly ask: boolean };
};

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
  people: readonly string[],
  now: number,
): 'ok' | RefusalCode {
  if (talk === undefined) return 'not_found';
  const holder = talk.agent?.id ?? null;
  const lostTo: RefusalCode = holder !== null && holder !== person.id ? 'taken' : 'conflict';
  if (asked.event === 'conversation.take') {
    if (talk.status === 'closed') return 'conversation_closed';
    return holder === null && asked.version === talk.version ? 'ok' : lostTo;
  }
  if (!maySee(person, talk)) return 'not_found';
  if (person.role === 'agent' && holder !== person.id) {
    if (!talk.owners.includes(person.id)) return 'forbidden';
    if (talk.status === 'closed') return 'conversation_closed';
    return holder === null ? 'not_yours' : 'taken';
  }
  if (talk.status === 'closed') return 'conversation_closed';
  switch (asked.event) {
    case 'message.send':
      return 'ok';
    case 'message.edit':
    case 'message.recall':
      if (target === null || target.conversationId !== talk.id) return 'not_found';
      if (target.authorId !== person.id) return 'forbidden';
      if (target.isRecalled) return 'conflict';
      return asked.event === 'message.recall' && now - target.at > recallLimit ? 'too_late' : 'ok';
    case 'conversation.transfer':
      if (asked.version !== talk.version) return lostTo;
      if (!people.includes(asked.to?.person ?? '')) return 'not_found';
      return holder === asked.to?.person ? 'bad_request' : 'ok';
    case 'conversation.close':
      return asked.version === talk.version ? 'ok' : lostTo;
    default:
      return 'unknown_event';
  }
}

/** The entry that a question becomes when it is granted. */
export function isGrantOf(entry: Entry, asked: Question & { readonly text?: string }): boolean {
  const { body } = entry;
  switch (asked.event) {
    case 'message.send':
      return body.kind === 'message' && body.text === asked.text;
    case 'message.edit':
      return body.kind === 'edited' && body.entryId === asked.entryId && body.text === asked.text;
    case 'message.recall':
      return body.kind === 'recalled' && body.entryId === asked.entryId;
    case 'conversation.take':
      return body.kind === 'assigned' && body.reason === 'taken' && body.to?.id === entry.author.id;
    case 'conversation.transfer':
      return body.kind === 'assigned' && body.reason === 'transferred' && body.to?.id === asked.to?.person;
    case 'conversation.close':
      return body.kind === 'closed';
    default:
      return false;
  }
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
