import type { Conversation } from '#shared/domain/conversation.ts';
import { call, refusedWith } from '../../bridge/bridge.ts';
import { dismissNotice, notice } from '../../state/notices.ts';
import { awaitComposer } from './focus.ts';

const calls = {
  take: 'conversations.take',
  close: 'conversations.close',
  leave: 'conversations.leave',
  wrapDone: 'conversations.wrapDone',
  withdraw: 'offers.withdraw',
} as const;
export type Change = keyof typeof calls;

/** Changes whose a conversation on the screen is; of two who do it at once one is told why not (P12). */
export async function changeOwnership(what: Change, { id, version }: Conversation): Promise<void> {
  dismissNotice(id);
  // Who takes it is about to answer.
  if (what === 'take') awaitComposer(id);
  try {
    await call(calls[what], { conversationId: id, version });
  } catch (error) {
    if (what === 'take') awaitComposer(null);
    notice(id, refusedWith(error));
  }
}

/** Asks the customer how the service was. */
export async function askForRating({ id }: Conversation): Promise<void> {
  dismissNotice(id);
  try {
    await call('conversations.askRating', { conversationId: id });
  } catch (error) {
    notice(id, refusedWith(error));
  }
}
