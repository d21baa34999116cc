import { aboveDraft } from '#shared/domain/above-draft.ts';
import type { Outgoing } from '#shared/ipc/conversations.ts';
import { call, refusedWith } from '../../bridge/bridge.ts';
import { setTray, trayOf } from '../../state/attachments.ts';
import { setComposing } from '../../state/composing.ts';
import { draftOf, saveDrafts, setDraft } from '../../state/drafts.ts';
import { lastHeld } from '../../state/held.ts';
import { notice } from '../../state/notices.ts';
import { showPart } from '../../state/part.ts';
import { openTab } from '../../state/tabs.ts';
import { applyOutgoing } from '../../state/transcripts.ts';
import { focusComposer } from './focus.ts';

/** Out of the outbox and back into its composer: words, quote and files. Rejects where it has left already. */
export async function takeBack(outgoing: Outgoing): Promise<void> {
  const { conversationId: id, key, kind, quote, files = [] } = outgoing;
  // Main puts it above what it has of the draft, in one step: it must have all of it.
  saveDrafts();
  const { text } = await call('outgoing.takeBack', { key });
  applyOutgoing(outgoing, true);
  setDraft(id, aboveDraft(text, draftOf(id, kind)), kind);
  setComposing(id, {
    mode: kind === 'note' ? 'note' : 'reply',
    editing: null,
    ...(quote && { quote }),
    ...(kind === 'note' && { mentions: outgoing.mentions }),
  });
  setTray(id, [...trayOf(id), ...files]);
}

/** Undoes the sending of a message that is still held, wherever one is by now, and goes there. */
export async function undoSend(held = lastHeld()): Promise<void> {
  if (held === null) return;
  try {
    await takeBack(held);
  } catch (error) {
    notice(held.conversationId, refusedWith(error));
  }
  showPart('conversations');
  openTab(held.conversationId);
  requestAnimationFrame(focusComposer);
}
