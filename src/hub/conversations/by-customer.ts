import { recallLimit } from '#shared/domain/changes.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { type Author, assertNever } from '#shared/domain/entry.ts';
import { ratingChange } from '#shared/domain/rating.ts';
import { append, type Decision, type Draft, everyone, type Named, refuse } from './drafts.ts';
import type { ByCustomer, Write } from './writes.ts';

/** What a customer does besides writing, in a conversation of theirs that need not be the open one. */
export function byCustomer(write: ByCustomer, conversation: Conversation, named: Named): Decision {
  if (conversation.visitor.id !== write.customer.id) return refuse({ code: 'not_found' });
  switch (write.kind) {
    case 'rate':
      return rate(write, conversation, named);
    case 'takeBack':
      return takeBack(write, conversation, named);
    default:
      return assertNever(write);
  }
}

function authorOf({ customer }: ByCustomer): Author {
  return { kind: 'visitor', id: customer.id, name: customer.name ?? '' };
}

function rate(write: ByCustomer & { kind: 'rate' }, { rating }: Conversation, { now }: Named): Decision {
  if (rating === undefined) return refuse({ code: 'conflict' });
  if (rating.ratedAt !== null && now - rating.ratedAt > ratingChange) return refuse({ code: 'too_late' });
  const { score, comment } = write;
  return append(everyone(authorOf(write), write.key, { kind: 'rated', score, comment, about: rating.about }));
}

/** As staff do: their own, for a short while, and while it goes on. */
function takeBack(
  write: ByCustomer & { kind: 'takeBack' },
  { status }: Conversation,
  { target, recalled, now }: Named,
): Decision {
  if (status === 'closed') return refuse({ code: 'conversation_closed' });
  if (target === null || target.conversationId !== write.conversationId) return refuse({ code: 'not_found' });
  if (target.author.kind !== 'visitor') return refuse({ code: 'forbidden' });
  if (recalled) return refuse({ code: 'conflict' });
  if (now - target.at > recallLimit) return refuse({ code: 'too_late' });
  return append(everyone(authorOf(write), write.key, { kind: 'recalled', entryId: write.entryId }));
}

/** By who has it, or a supervisor; a guest only speaks. What nobody has served is not rated. */
export function askRating(
  write: Write & { kind: 'askRating' },
  conversation: Conversation,
  author: Author,
): Decision {
  const { agent, rating } = conversation;
  if (write.person.role === 'agent' && agent?.id !== write.person.id) return refuse({ code: 'forbidden' });
  if (agent === null || rating !== undefined) return refuse({ code: 'conflict' });
  return append(everyone(author, write.key, { kind: 'rating_asked', about: agent }));
}

/** What closing asks by itself: of a customer who was served, is there, and was not asked before. */
export function askedAtTheEnd({ agent, rating, kind }: Conversation, author: Author): Draft[] {
  if (agent === null || rating !== undefined || kind !== 'live') return [];
  return [everyone(author, null, { kind: 'rating_asked', about: agent })];
}
