import { recallLimit } from '#shared/domain/changes.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { type Author, assertNever, type Entry, type EntryBody } from '#shared/domain/entry.ts';
import { attach } from './attach.ts';
import { askRating, byCustomer } from './by-customer.ts';
import { append, type Decision, everyone, lost, type Named, refuse, staff } from './drafts.ts';
import { answerOffer, byHub, hand, join, leave, wrapDone } from './hand-over.ts';
import { quoteIn } from './quotes.ts';
import { sameAs } from './same.ts';
import { mayRead, ownershipOf, whyNotSpeak, whyNotWrite } from './visibility.ts';
import type { ByCustomer, ByHub, Held, Write } from './writes.ts';

type ByVisitor = Extract<Write, { kind: 'visitorMessage' | 'leaveMessage' }>;
type ByPerson = Exclude<Write, ByVisitor | ByCustomer | ByHub>;
type Speaking = Exclude<ByPerson, { kind: 'take' | 'accept' | 'decline' | 'wrapDone' | 'note' }>;
type Change = Extract<Write, { kind: 'edit' | 'recall' }>;
type Note = Extract<Write, { kind: 'note' }>;

/**
 * What a write comes to. Pure: the same rule runs for one write or for a hundred that commit together.
 *
 * `held` is the conversation it is about (for a visitor the one that is open), null where there is
 * none; `known` the entry that its author wrote under the same key before; `named` what else it names.
 */
export function decide(write: Write, held: Held | null, known: Entry | null, named: Named): Decision {
  if (known !== null) return sameAs(known, write) ? { answer: 'again' } : refuse({ code: 'conflict' });
  if (write.kind === 'visitorMessage' || write.kind === 'leaveMessage') return byVisitor(write, held, named);
  if (held === null) return refuse({ code: 'not_found' });
  if ('customer' in write) return byCustomer(write, held.conversation, named);
  return 'person' in write ? byPerson(write, held, named) : byHub(write, held.conversation, named);
}

function byVisitor(write: ByVisitor, held: Held | null, named: Named): Decision {
  const author: Author = { kind: 'visitor', id: write.visitor.id, name: write.visitor.name ?? '' };
  const open = held?.conversation.status === 'closed' ? null : (held?.conversation.id ?? null);
  const attached = attach(write, write.visitor.id, open, named);
  if (attached === null) return refuse({ code: 'file_gone' });
  const quoted = quoteIn(open, named);
  const message = everyone(author, write.key, { kind: 'message', text: write.text, ...attached, ...quoted });
  // After the message: writing makes it a live conversation, and this one of kind `message` (row.ts).
  const left =
    write.kind === 'leaveMessage'
      ? [everyone(author, null, { kind: 'message_left', contact: write.contact })]
      : [];
  // Also where somebody serves them by now: that they do not wait, and how to answer them, is to be known.
  if (open !== null) return append(message, ...left);
  const opened = everyone(author, null, {
    kind: 'opened',
    page: write.page,
    ...(write.kind === 'visitorMessage' && write.fields !== undefined && { fields: write.fields }),
    ...(write.kind === 'visitorMessage' && write.to && { agent: write.to }),
  });
  return { answer: 'append', opens: write.visitor, drafts: [opened, message, ...left] };
}

function byPerson(write: ByPerson, held: Held, named: Named): Decision {
  const { conversation, owners } = held;
  const author: Author = { kind: 'agent', id: write.person.id, name: write.person.name };
  switch (write.kind) {
    case 'take':
      return take(write, conversation, author);
    case 'accept':
    case 'decline':
      return answerOffer(write, conversation, author);
    case 'note':
      return note(write, held, author, named);
    case 'wrapDone':
      if (!mayRead(write.person, ownershipOf(held))) return refuse({ code: 'not_found' });
      return wrapDone(write, conversation, author);
    default:
      return speak(write, conversation, owners, author, named);
  }
}

/** What only who speaks for the house in it may do. */
function speak(
  write: Speaking,
  conversation: Conversation,
  owners: readonly string[],
  author: Author,
  named: Named,
): Decision {
  const why = isStepIn(write) ? whyNotWrite : whyNotSpeak;
  const refusal = why(write.person, conversation, owners);
  if (refusal !== null) return refuse(refusal);
  switch (write.kind) {
    case 'agentMessage': {
      const attached = attach(write, write.person.id, conversation.id, named);
      if (attached === null) return refuse({ code: 'file_gone' });
      const quoted = quoteIn(conversation.id, named);
      return append(
        everyone(author, write.key, { kind: 'message', text: write.text, ...attached, ...quoted }),
      );
    }
    case 'edit':
    case 'recall':
      return change(write, author, named);
    case 'askRating':
      return askRating(write, conversation, author);
    case 'transfer':
    case 'invite':
    case 'withdraw':
    case 'close':
      if (conversation.version !== write.version) return lost(write.person.id, conversation);
      return hand(write, conversation, author, named);
    case 'join':
      return join(write, conversation, author);
    case 'leave':
      return leave(write, conversation, author);
    default:
      return assertNever(write);
  }
}

/** What who supervises may do to a conversation of others (E2); for everything else they are in it or are nobody there. */
function isStepIn({ kind }: Speaking): boolean {
  return (
    kind === 'transfer' || kind === 'invite' || kind === 'withdraw' || kind === 'close' || kind === 'join'
  );
}

/** Whoever may read it may note something down. Called to it is only who may read it too: nobody else learns of it. */
function note(write: Note, held: Held, author: Author, { mentioned }: Named): Decision {
  const of = ownershipOf(held);
  if (!mayRead(write.person, of)) return refuse({ code: 'not_found' });
  const mentions = mentioned.filter((person) => mayRead(person, of)).map(({ id, name }) => ({ id, name }));
  const { text, key, whisper } = write;
  if (whisper !== undefined) {
    // There must be somebody who hears it; and colleagues of one level talk in notes.
    if (write.person.role === 'agent') return refuse({ code: 'forbidden' });
    if (held.conversation.status === 'closed') return refuse({ code: 'conversation_closed' });
    if (held.conversation.agent === null) return refuse({ code: 'conflict' });
  }
  const called = mentions.length > 0 && { mentions };
  return append(staff(author, key, { kind: 'note', text, ...called, ...(whisper && { whisper }) }));
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

/** P12: of two who take at once one wins, and the other is told who has it. */
function take(write: Write & { kind: 'take' }, conversation: Conversation, author: Author): Decision {
  if (conversation.status === 'closed') return refuse({ code: 'conversation_closed' });
  const { agent } = conversation;
  if (agent !== null && agent.id !== write.person.id) return refuse({ code: 'taken', owner: agent.name });
  if (agent !== null || conversation.version !== write.version) return refuse({ code: 'conflict' });
  const to = { id: write.person.id, name: write.person.name };
  const reason = conversation.offer?.to.id === to.id ? 'accepted' : 'taken';
  return append(everyone(author, write.key, { kind: 'assigned', from: null, to, reason }));
}
