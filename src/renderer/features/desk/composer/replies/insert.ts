import { textIn } from '#shared/domain/replies/language.ts';
import type { Reply } from '#shared/domain/replies/reply.ts';
import { fill, firstUnfilled } from '#shared/domain/replies/variables.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { factsOf, replyUsed } from '../../../../state/replies.ts';

type Place = {
  readonly field: HTMLTextAreaElement;
  /** What it takes the place of. */
  readonly from: number;
  readonly to: number;
};

/**
 * Puts the reply into the field as if it had been typed, so that one undo takes it out again. The caret goes behind
 * it, or marks the first thing that could not be filled.
 */
export function insertReply(reply: Reply, row: ConversationRow, { field, from, to }: Place): void {
  const { language } = languageOf(row);
  const { text } = fill(textIn(reply.texts, language).text, factsOf(row));
  field.focus();
  field.setSelectionRange(from, to);
  // The only way to write into a field that its undo knows of.
  document.execCommand('insertText', false, text);
  const open = firstUnfilled(text);
  if (open !== null) field.setSelectionRange(from + open.from, from + open.to);
  replyUsed(reply);
}

/** What the customer reads. */
export function languageOf({ conversation }: ConversationRow): { readonly language: string } {
  return { language: conversation.visitor.locale };
}
