import { recallLimit } from '#shared/domain/changes.ts';
import type { Conversation, Visitor } from '#shared/domain/conversation.ts';
import {
  type Audience,
  type Author,
  assertNever,
  type Entry,
  type EntryBody,
  type PersonRef,
} from '#shared/domain/entry.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { whyNotWrite } from './visibility.ts';
import type { Held, Write } from './writes.ts';

/** An entry before it has its place. */
export type Draft = {
  readonly author: Author;
  readonly audience: Audience;
  readonly key: string | null;
  readonly body: EntryBody;
};

export type Decision =
  /** Known by its key: what was answered then is answered again. */
  | { readonly answer: 'again' }
  | { readonly answer: 'refuse'; readonly refusal: Refusal }
  /** `opens`: a new conversation of this visitor begins with the drafts. The last draft is the answer. */
  | {
      readonly answer: 'append';
      readonly opens: Visitor | null;
      readonly drafts: readonly [Draft, ...Draft[]];
    };

/** What a write names besides its conversation, as it is when the write is decided. */
export type Named = {
  /** Hub's clock, epoch milliseconds. */
  readonly now: number;
  /** The message to be edited or recalled; null when there is none of that id. */
  readonly target: Entry | null;
  /** It was recalled before. */
  readonly recalled: boolean;
  /** To whom it is to be transferred; null when nobody of that id works here. */
  readonly to: PersonRef | null;
};

type ByPerson = Exclude<Write, { kind: 'visitorMessage' | 'assign' }>;
type Change = Extract<Write, { kind: 'edit' | 'recall' }>;

const system: Author = { kind: 'system', id: null, name: '' };

const refuse = (refusal: Refusal): Decision => ({ answer: 'refuse', refusal });
const append = (...drafts: [Draft, ...Draft[]]): Decision => ({ answer: 'append', opens: null, drafts });

/**
 * What a write comes to. Pure: the same rule runs for one write or for a hundred that commit together.
 *
 * `held` is the conversation it is about (for a visitor the one that is open), null where there is
 * none; `known` the entry that its author wrote under the same key before; `named` what else it names.
 */
export function decide(write: Write, held: Held | null, known: Entry | null, named: Named): Decision {
  if (known !== null) return sameAs(known, write) ? { answer: 'again' } : refuse({ code: 'conflict' });
  if (write.kind === 'visitorMessage') return visitorMessage(write, held);
  if (held === null) return refuse({ code: 'not_found' });
  return write.kind === 'assign' ? assign(write, held.conversation) : byPerson(write, held, named);
}

function visitorMessage(write: Write & { kind: 'visitorMessage' }, held: Held | null): Decision {
  const author: Author = { kind: 'visitor', id: write.visitor.id, name: write.visitor.name ?? '' };
  const message = everyone(author, write.key, { kind: 'message', text: write.text });
  if (held !== null && held.conversation.status !== 'closed') return append(message);
  const opened = everyone(author, null, { kind: 'opened', page: write.page });
  return { answer: 'append', opens: write.visitor, drafts: [opened, message] };
}

function byPerson(write: ByPerson, { conversation, owners }: Held, named: Named): Decision {
  const author: Author = { kind: 'agent', id: write.person.id, name: write.person.name };
  if (write.kind === 'take') return take(write, conversation, author);

  const refusal = whyNotWrite(write.person, conversation, owners);
  if (refusal !== null) return refuse(refusal);
  switch (write.kind) {
    case 'agentMessage':
      return append(everyone(author, write.key, { kind: 'message', text: write.text }));
    case 'edit':
    case 'recall':
      return change(write, author, named);
    case 'transfer':
      return transfer(write, conversation, author, named.to);
    case 'close':
      if (conversation.version !== write.version) return lost(write.person.id, conversation);
      return append(everyone(author, write.key, { kind: 'closed' }));
    default:
      return assertNever(write);
  }
}

/** Only its author changes a message; a recall is final, and only for a short while. */
function change(write: Change, author: Author, { target, recalled, now }: Named): Decision {
  if (target === null || target.conversationId !== write.conversationId) return refuse({ code: 'not_found' });
  if (target.author.kind !== 'agent' || target.author.id !== author.id) return refuse({ code: 'forbidden' });
  if (recalled) return refuse({ code: 'conflict' });
  if (write.kind === 'recall' && now - target.at > recallLimit) return refuse({ code: 'too_late' });
  const { entryId } = write;
  const body: EntryBody =
    write.kind === 'edit' ? { kind: 'edited', entryId, text: write.text } : { kind: 'recalled', entryId };
  return append({ author, audience: target.audience, key: write.key, body });
}

/** P12: the version is old. Where somebody else has it by now, that is what one has to know. */
function lost(personId: string, { agent }: Conversation): Decision {
  if (agent !== null && agent.id !== personId) return refuse({ code: 'taken', owner: agent.name });
  return refuse({ code: 'conflict' });
}

function transfer(
  write: Write & { kind: 'transfer' },
  conversation: Conversation,
  author: Author,
  to: PersonRef | null,
): Decision {
  if (conversation.version !== write.version) return lost(write.person.id, conversation);
  if (to === null) return refuse({ code: 'not_found' });
  const from = conversation.agent;
  if (from?.id === to.id) return refuse({ code: 'bad_request', field: 'to' });
  return append(everyone(author, write.key, { kind: 'assigned', from, to, reason: 'transferred' }));
}

/** P12: of two who take at once one wins, and the other is told who has it. */
function take(write: Write & { kind: 'take' }, conversation: Conversation, author: Author): Decision {
  if (conversation.status === 'closed') return refuse({ code: 'conversation_closed' });
  const { agent } = conversation;
  if (agent !== null && agent.id !== write.person.id) return refuse({ code: 'taken', owner: agent.name });
  if (agent !== null || conversation.version !== write.version) return refuse({ code: 'conflict' });
  const to = { id: write.person.id, name: write.person.name };
  return append(everyone(author, write.key, { kind: 'assigned', from: null, to, reason: 'taken' }));
}

function assign(write: Write & { kind: 'assign' }, conversation: Conversation): Decision {
  if (conversation.status === 'closed') return refuse({ code: 'conversation_closed' });
  if (conversation.version !== write.version) return refuse({ code: 'conflict' });
  const { to, reason } = write;
  return append(everyone(system, null, { kind: 'assigned', from: conversation.agent, to, reason }));
}

function everyone(author: Author, key: string | null, body: EntryBody): Draft {
  return { author, audience: 'everyone', key, body };
}

/** P3: whether a write under a known key asks for what was done then. */
function sameAs(known: Entry, write: Write): boolean {
  const { body } = known;
  switch (write.kind) {
    case 'visitorMessage':
      return body.kind === 'message' && body.text === write.text;
    case 'agentMessage':
      return (
        body.kind === 'message' && body.text === write.text && known.conversationId === write.conversationId
      );
    case 'take':
      return (
        body.kind === 'assigned' && body.reason === 'taken' && known.conversationId === write.conversationId
      );
    case 'transfer':
      return (
        body.kind === 'assigned' &&
        body.reason === 'transferred' &&
        body.to?.id === write.to &&
        known.conversationId === write.conversationId
      );
    case 'edit':
      return (
        body.kind === 'edited' &&
        body.entryId === write.entryId &&
        body.text === write.text &&
        known.conversationId === write.conversationId
      );
    case 'recall':
      return (
        body.kind === 'recalled' &&
        body.entryId === write.entryId &&
        known.conversationId === write.conversationId
      );
    case 'close':
      return body.kind === 'closed' && known.conversationId === write.conversationId;
    case 'assign':
      return false;
    default:
      return assertNever(write);
  }
}
