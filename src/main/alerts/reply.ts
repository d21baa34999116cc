import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { maxTextLength } from '#shared/protocol/limits.ts';

export type ReplyParts = {
  readonly meId: string;
  readonly row: ConversationRow | undefined;
  readonly text: string;
  /** Whether it waits for a second look: that is taken in the composer. */
  readonly isHeld: (text: string) => Promise<boolean>;
  /** The same path that the composer's Enter takes: kept with its outbox row in one transaction. */
  readonly send: (text: string) => Promise<unknown>;
};

/**
 * Sends what was typed into a notification, where the composer would: mine, open, and something to say. Answers false
 * where it is not sent; then it is to be kept as a draft, never lost.
 */
export async function sendReply({ meId, row, text, isHeld, send }: ReplyParts): Promise<boolean> {
  const said = text.trim();
  if (row === undefined || said === '' || said.length > maxTextLength) return false;
  // What lies in the composer was begun for this customer: two answers at once are for the person to sort out.
  if (row.gone || row.draft.trim() !== '') return false;
  const { status, agent, guests } = row.conversation;
  const isMine = agent?.id === meId || guests.some(({ id }) => id === meId);
  if (status === 'closed' || !isMine) return false;
  if (await isHeld(said)) return false;
  await send(said);
  return true;
}
