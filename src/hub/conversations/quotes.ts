import { cut } from '#shared/domain/after-entry.ts';
import type { Quote } from '#shared/domain/entry.ts';
import { maxQuoteLength } from '#shared/protocol/limits.ts';
import type { Named } from './drafts.ts';

/**
 * The quote that goes with a message in that conversation: what the message it answers to says now. Whatever cannot
 * be quoted is left out and the message goes without: what was taken back meanwhile, what is for staff alone, what
 * stands in another conversation (theirs may have been closed while the customer wrote, and a new one begins).
 */
export function quoteIn(conversationId: string | null, { target, says, recalled }: Named): { quote?: Quote } {
  if (target === null || recalled || conversationId === null) return {};
  if (target.conversationId !== conversationId || target.audience !== 'everyone') return {};
  if (target.body.kind !== 'message') return {};
  const { kind, name } = target.author;
  return {
    quote: {
      entryId: target.id,
      author: { kind, name: kind === 'visitor' ? '' : name },
      text: cut(says ?? target.body.text, maxQuoteLength),
    },
  };
}
