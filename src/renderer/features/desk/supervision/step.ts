import type { Conversation } from '#shared/domain/conversation.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import { call, refusedWith } from '../../../bridge/bridge.ts';
import { setComposing } from '../../../state/composing.ts';
import { dismissNotice, notice } from '../../../state/notices.ts';
import { createSlice } from '../../../state/slice.ts';
import { focusComposer } from '../focus.ts';

/** Of which conversation it is asked whether one really takes it over. */
export const useTakingOver = createSlice<{ readonly asked: string | null }>({ asked: null });

export function askTakingOver(asked: string | null): void {
  useTakingOver.setState({ asked });
}

/** What is written from now on goes to the agent, and to no customer. */
export function turnToWhisper(id: string): void {
  setComposing(id, { mode: 'note', whisper: true, editing: null });
  requestAnimationFrame(focusComposer);
}

async function step(id: string, act: () => Promise<unknown>): Promise<void> {
  dismissNotice(id);
  try {
    await act();
    // Who has come to speak does.
    setComposing(id, { mode: 'reply', whisper: false, editing: null });
    requestAnimationFrame(focusComposer);
  } catch (error) {
    notice(id, refusedWith(error));
  }
}

export function joinIn({ id, version }: Conversation): Promise<void> {
  return step(id, () => call('supervise.join', { conversationId: id, version }));
}

export function takeOver({ id, version }: Conversation, me: Me): Promise<void> {
  const to = { person: me.id, ask: false };
  return step(id, () => call('conversations.transfer', { conversationId: id, version, to, note: null }));
}
