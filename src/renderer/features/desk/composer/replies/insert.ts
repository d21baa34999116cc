import { textIn } from '#shared/domain/replies/language.ts';
import type { Reply } from '#shared/domain/replies/reply.ts';
import { fill, firstUnfilled } from '#shared/domain/replies/variables.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { factsOf, replyUsed } from '../../../../state/replies.ts';
import { type Range, typeInto } from '../../../../ui/type-into.ts';

/** Puts the reply into the field in the place of `range`. The caret marks the first thing that could not be filled. */
export function insertReply(
  reply: Reply,
  row: ConversationRow,
  field: HTMLTextAreaElement,
  range: Range,
): void {
  const { language } = languageOf(row);
  const { text } = fill(textIn(reply.texts, language).text, factsOf(row));
  typeInto(field, range, text, firstUnfilled(text));
  replyUsed(reply);
}

/** What the customer reads. */
export function languageOf({ conversation }: ConversationRow): { readonly language: string } {
  return { language: conversation.visitor.locale };
}
