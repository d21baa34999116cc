import { msg } from '@lingui/core/macro';
import type { Action } from '../../../state/actions/registry.ts';
import { composingOf, setComposing } from '../../../state/composing.ts';
import { useConversations } from '../../../state/conversations.ts';
import { openEmoji } from '../../../state/emoji-picker.ts';
import { openFind } from '../../../state/find.ts';
import { openHandOver } from '../../../state/hand-over.ts';
import { lastHeld } from '../../../state/held.ts';
import { openNextUrgent } from '../../../state/next-urgent.ts';
import { answerOffer, offerInHand } from '../../../state/offers.ts';
import { openReplyPanel } from '../../../state/reply-panel.ts';
import { openWrapUp } from '../../../state/wrap-up.ts';
import { askClosing } from '../closing.ts';
import { copyConversationLink } from '../copy-link.ts';
import { chooseFiles, focusComposer, takesFiles } from '../focus.ts';
import { askForRating, changeOwnership } from '../ownership.ts';
import { obstacleTo } from '../permission.ts';
import { askTakingOver, joinIn, turnToWhisper } from '../supervision/step.ts';
import { undoSend } from '../take-back.ts';
import { isConnected, mayInShown, mayStepHere, shownNow, withShown } from './shown.ts';

function canTake(): boolean {
  const shown = shownNow();
  return shown !== null && obstacleTo(shown.row, shown.me) === 'queued';
}

function wrapsUp(): boolean {
  const id = shownNow()?.row.conversation.id;
  return id !== undefined && useConversations.getState().sections.wrapUp.includes(id);
}

/** Whoever has it files it, also before and after the end. */
function mayFile(): boolean {
  const shown = shownNow();
  return shown !== null && shown.row.conversation.agent?.id === shown.me.id && !shown.row.gone;
}

function answer(how: 'accept' | 'decline'): void {
  const offered = offerInHand();
  if (offered !== null) void answerOffer(offered, how);
}

function turnToNote(id: string): void {
  setComposing(id, {
    mode: composingOf(id).mode === 'note' ? 'reply' : 'note',
    whisper: false,
    editing: null,
  });
  requestAnimationFrame(focusComposer);
}

const group = 'conversation';

/** What one does with the conversation that is shown, and with what one is asked. */
export const conversationActions: readonly Action[] = [
  {
    id: 'next-urgent',
    group,
    title: msg`Go to the most urgent conversation`,
    keys: ['Mod+J'],
    repeats: true,
    run: openNextUrgent,
  },
  {
    id: 'offer.accept',
    group,
    title: msg`Accept what is offered to you`,
    keys: ['Mod+Shift+Enter'],
    when: () => offerInHand() !== null,
    run: () => answer('accept'),
  },
  {
    id: 'offer.decline',
    group,
    title: msg`Decline what is offered to you`,
    keys: ['Mod+Shift+Backspace'],
    when: () => offerInHand() !== null,
    run: () => answer('decline'),
  },
  {
    id: 'conversation.take',
    group,
    title: msg`Take the conversation`,
    keys: [],
    when: () => isConnected() && canTake(),
    run: () => withShown((one) => void changeOwnership('take', one)),
  },
  {
    id: 'conversation.transfer',
    group,
    title: msg`Transfer to a colleague or a group`,
    keys: ['Mod+Shift+T'],
    when: () => mayInShown('transfer'),
    run: () => withShown(({ id }) => openHandOver(id, 'transfer')),
  },
  {
    id: 'conversation.invite',
    group,
    title: msg`Ask a colleague to join`,
    keys: ['Mod+Shift+G'],
    when: () => mayInShown('invite'),
    run: () => withShown(({ id }) => openHandOver(id, 'invite')),
  },
  {
    id: 'conversation.ask-rating',
    group,
    title: msg`Ask the customer how the service was`,
    keys: [],
    when: () => isConnected() && mayInShown('askRating'),
    run: () => withShown((one) => void askForRating(one)),
  },
  {
    id: 'conversation.leave',
    group,
    title: msg`Leave as a guest`,
    keys: [],
    when: () => isConnected() && mayInShown('leave'),
    run: () => withShown((one) => void changeOwnership('leave', one)),
  },
  {
    id: 'conversation.close',
    group,
    title: msg`Close the conversation for the customer too`,
    keys: [],
    when: () => isConnected() && mayInShown('close'),
    run: () => withShown(({ id }) => askClosing(id)),
  },
  {
    id: 'supervise.whisper',
    group,
    title: msg`Whisper to the agent`,
    keys: ['Mod+Shift+H'],
    when: () => mayStepHere('whisper'),
    run: () => withShown(({ id }) => turnToWhisper(id)),
  },
  {
    id: 'supervise.join',
    group,
    title: msg`Join the conversation`,
    keys: [],
    when: () => isConnected() && mayStepHere('join'),
    run: () => withShown((one) => void joinIn(one)),
  },
  {
    id: 'supervise.take-over',
    group,
    title: msg`Take the conversation over`,
    keys: [],
    when: () => isConnected() && mayStepHere('takeOver'),
    run: () => withShown(({ id }) => askTakingOver(id)),
  },
  {
    id: 'conversation.note',
    group,
    title: msg`Write an internal note, or go back to the answer`,
    keys: ['Mod+Shift+N'],
    when: () => shownNow() !== null,
    run: () => withShown(({ id }) => turnToNote(id)),
  },
  {
    id: 'replies',
    group,
    title: msg`Look through the canned replies`,
    keys: ['Mod+Shift+L'],
    when: () => shownNow() !== null,
    run: openReplyPanel,
  },
  {
    id: 'emoji',
    group,
    title: msg`Choose an emoji`,
    keys: ['Mod+Shift+K'],
    when: () => shownNow() !== null,
    run: () => withShown(({ id }) => openEmoji(id)),
  },
  {
    id: 'undo-send',
    group: 'writing',
    title: msg`Undo sending, and change the answer`,
    keys: ['Mod+Shift+Z'],
    // Else these are the keys of the text's own redo.
    when: () => lastHeld() !== null,
    run: () => void undoSend(),
  },
  {
    id: 'conversation.attach',
    group: 'writing',
    title: msg`Attach files`,
    keys: ['Mod+Shift+A'],
    when: takesFiles,
    run: chooseFiles,
  },
  {
    id: 'conversation.find',
    group,
    title: msg`Find in this conversation`,
    keys: ['Mod+F'],
    when: () => shownNow() !== null,
    run: () => withShown(({ id }) => openFind(id)),
  },
  {
    id: 'conversation.copy-link',
    group,
    title: msg`Copy a link to this conversation`,
    keys: [],
    when: () => shownNow() !== null,
    run: () => withShown(({ id }) => copyConversationLink(id)),
  },
  {
    id: 'conversation.wrap-done',
    group,
    title: msg`Wrap-up is done`,
    keys: ['Mod+Shift+D'],
    when: wrapsUp,
    run: () => withShown((one) => void changeOwnership('wrapDone', one)),
  },
  {
    id: 'conversation.wrap-up',
    group,
    title: msg`Write down what came of it`,
    keys: [],
    when: mayFile,
    run: () => withShown(({ id }) => openWrapUp(id)),
  },
];
