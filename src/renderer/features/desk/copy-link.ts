import { linkToConversation } from '#shared/domain/link/desk-link.ts';
import { useDeskApp } from '../../state/desk-app.ts';
import { copyText } from '../../ui/copy-text.ts';

/** For a colleague at the same hub: who may not see the conversation is told no more by it than that. */
export function copyConversationLink(conversationId: string): void {
  const { account } = useDeskApp.getState();
  if (account.state === 'signed-in') copyText(linkToConversation(conversationId, account.hub));
}
