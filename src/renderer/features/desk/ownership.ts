import type { Conversation } from '#shared/domain/conversation.ts';
import { call, refusedWith } from '../../bridge/bridge.ts';
import { dismissNotice, notice } from '../../state/notices.ts';

/** Takes or closes what is on the screen; of two who do it at once one is told why not (P12). */
export async function changeOwnership(what: 'take' | 'close', { id, version }: Conversation): Promise<void> {
  dismissNotice(id);
  try {
    await call(`conversations.${what}`, { conversationId: id, version });
  } catch (error) {
    notice(id, refusedWith(error));
  }
}
