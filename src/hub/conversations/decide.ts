import type { Conversation, Visitor } from '#shared/domain/conversation.ts';
import type { Audience, Author, Entry, EntryBody } from '#shared/domain/entry.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { mayRead, mayWrite } from './visibility.ts';
import { type Held, ownershipOf, type Write } from './writes.ts';

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

const system: Author = { kind: 'system', id: null, name: '' };

const refuse = (refusal: Refusal): Decision => ({ answer: 'refuse', refusal });
const append = (...drafts: [Draft, ...Draft[]]): Decision => ({ answer: 'append', opens: null, drafts });

/**
 * What a write comes to. Pure: the same rule runs for one write or for a hundred that commit together.
 *
 * `held` is the conversation it is about (for a visitor the one that is open), null where there is
 * none; `known` the entry that its author wrote under the same key before.
 */
export function decide(write: Write, held: Held | null, known: Entry | null): Decision {
  if (known !== null) return sameAs(known, write) ? { answer: 'again' } : refuse({ code: 'conflict' });
  if (write.kind === 'visitorMessage') return visitorMessage(write, held);
  if (held === null) return refuse({ code: 'not_found' });
  return write.kind === 'assign' ? assign(write, held.conversation) : byPerson(write, held);
}

function visitorMessage(write: Write & { kind: 'visitorMessage' }, held: Held | null): Decision {
  const author: Author = { kind: 'visitor', id: write.visitor.id, name: write.visitor.name ?? '' };
  const message = everyone(author, write.key, { kind: 'message', text: write.text });
  if (held !== null && held.conversation.status !== 'closed') return append(message);
  const opened = everyone(author, null, { kind: 'opened', page: write.page });
  return { answer: 'append', opens: write.visitor, drafts: [opened, message] };
}

function byPerson(write: Exclude<Write, { kind: 'visitorMessage' | 'assign' }>, held: Held): Decision {
  const { conversation } = held;
  const author: Author = { kind: 'agent', id: write.person.id, name: write.person.name };
  if (write.kind === 'take') return take(write, conversation, author);

  // A conversation that one may not know of does not exist for one.
  if (!mayRead(write.person, ownershipOf(held))) return refuse({ code: 'not_found' });
  if (!mayWrite(write.person, ownershipOf(held))) return refuse({ code: 'forbidden' });
  if (conversation.status === 'closed') return refuse({ code: 'conversation_closed' });
  if (write.kind === 'agentMessage')
    return append(everyone(author, write.key, { kind: 'message', text: write.text }));
  if (conversation.version !== write.version) return refuse({ code: 'conflict' });
  return append(everyone(author, write.key, { kind: 'closed' }));
}

/** P12: of two who take at once one wins, and the other is told who has it. */
function take(
  write: Write & { kind: 'take' | 'close' },
  conversation: Conversation,
  author: Author,
): Decision {
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
      return body.kind === 'assigned' && known.conversationId === write.conversationId;
    case 'close':
      return body.kind === 'closed' && known.conversationId === write.conversationId;
    case 'assign':
      return false;
  }
}
