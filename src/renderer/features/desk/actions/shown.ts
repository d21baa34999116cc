import type { Conversation } from '#shared/domain/conversation.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import { rowOf } from '../../../state/conversations.ts';
import { meOf, useDeskApp } from '../../../state/desk-app.ts';
import { mayStepNow } from '../../../state/supervision.ts';
import { useTabs } from '../../../state/tabs.ts';
import { type Rights, rightsIn, type Steps, stepsIn } from '../permission.ts';

/** The conversation that one works in, and who one is. */
export function shownNow(): { readonly row: ConversationRow; readonly me: Me } | null {
  const { active } = useTabs.getState();
  const row = active === null ? undefined : rowOf(active);
  const me = meOf(useDeskApp.getState().account);
  return row === undefined || me === null ? null : { row, me };
}

/** Whether one may do something with it as a whole. */
export function mayInShown(what: keyof Rights): boolean {
  const shown = shownNow();
  return shown !== null && rightsIn(shown.row, shown.me, mayStepNow)[what];
}

/** Whether one may step into the conversation of a colleague that is shown. */
export function mayStepHere(what: keyof Steps): boolean {
  const shown = shownNow();
  return shown !== null && stepsIn(shown.row, shown.me, mayStepNow)[what];
}

/** What is only the hub's to do. */
export function isConnected(): boolean {
  return useDeskApp.getState().connection.state === 'connected';
}

/** Does something with it, if it is still there. */
export function withShown(act: (conversation: Conversation) => void): void {
  const shown = shownNow();
  if (shown !== null) act(shown.row.conversation);
}
