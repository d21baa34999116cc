import { textIn } from '#shared/domain/replies/language.ts';
import type { Reply } from '#shared/domain/replies/reply.ts';
import { fill, fillAllBut, firstUnfilled } from '#shared/domain/replies/variables.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { addCopies } from '../../../../state/attachments.ts';
import { composingOf } from '../../../../state/composing.ts';
import { factsOf, replyUsed } from '../../../../state/replies.ts';
import { type Range, typeInto } from '../../../../ui/type-into.ts';
import { askForOrder, isOrderAwaited, orderVariable } from './late-order.ts';

/**
 * Puts the reply into the field in the place of `range`, and its files beside the text. The caret marks the first thing
 * that could not be filled; an order that nobody has looked at yet is asked for, and filled in when it is known.
 */
export function insertReply(
  reply: Reply,
  row: ConversationRow,
  field: HTMLTextAreaElement,
  range: Range,
): void {
  const { id } = row.conversation;
  const written = textIn(reply.texts, languageOf(row).language).text;
  const facts = factsOf(row);
  if (isOrderAwaited(id, written)) {
    typeInto(field, range, fillAllBut(orderVariable, written, facts));
    void askForOrder(id, field);
  } else {
    const { text } = fill(written, facts);
    typeInto(field, range, text, firstUnfilled(text));
  }
  const { mode, editing } = composingOf(id);
  // Files go along with an answer only.
  if (mode === 'reply' && editing === null) void addCopies(id, reply.attached);
  replyUsed(reply);
}

/** What the customer reads. */
export function languageOf({ conversation }: ConversationRow): { readonly language: string } {
  return { language: conversation.visitor.locale };
}
