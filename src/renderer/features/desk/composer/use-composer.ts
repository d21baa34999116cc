import { useEffect, useRef, useState } from 'react';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import type { LocalFile } from '#shared/ipc/files.ts';
import { refusedWith, tell } from '../../../bridge/bridge.ts';
import { useTray } from '../../../state/attachments.ts';
import { composingOf, setComposing, useComposing } from '../../../state/composing.ts';
import { meOf, useDeskApp } from '../../../state/desk-app.ts';
import { saveDrafts, setDraft, useDraft } from '../../../state/drafts.ts';
import { dismissNotice, notice } from '../../../state/notices.ts';
import { useMayStep } from '../../../state/supervision.ts';
import { useTabs } from '../../../state/tabs.ts';
import { countHeld, countSentAnyway } from '../../../state/training.ts';
import { typeInto } from '../../../ui/type-into.ts';
import { obstacleTo, stepsIn } from '../permission.ts';
import { channelRules } from './channel-check.ts';
import type { ComposerApi } from './composer-api.ts';
import { clearContent, contentOf, putBack, sendContent } from './content.ts';
import { createKeyStack, type KeyStack } from './key-stack.ts';
import { noteChecks, sendChecks } from './parts.ts';
import { type Hold, heldBack } from './send-checks.ts';

/** What holds a reply, and which words and files that were: another one is looked at anew. */
type Held = {
  readonly text: string;
  readonly files: readonly LocalFile[];
  readonly holds: readonly Hold[];
};

const nothing: Held = { text: '', files: [], holds: [] };

/** The customer is told at most so often that one is writing. Milliseconds. */
const typingInterval = 3_000;

/** The text of one conversation's answer or note, and what becomes of it. */
export function useComposerOf(row: ConversationRow): {
  readonly api: ComposerApi;
  readonly keys: KeyStack;
  readonly setCaret: (at: number) => void;
} {
  const { id } = row.conversation;
  const me = useDeskApp((s) => meOf(s.account));
  const { mode: written, editing, whisper: whispered } = useComposing(id);
  const mode = editing === null ? written : 'edit';
  const mayStep = useMayStep();
  // Where it cannot be heard any more it is a note like others.
  const whisper = mode === 'note' && whispered && me !== null && stepsIn(row, me, mayStep).whisper;
  const draft = useDraft(id, written === 'note' ? 'note' : 'message');
  const text = editing?.text ?? draft;
  const files = useTray(id);
  const hasFiles = files.length > 0 && mode === 'reply';
  const field = useRef<HTMLTextAreaElement>(null);
  const toldTyping = useRef(0);
  const [caret, setCaret] = useState(text.length);
  const [held, setHeld] = useState<Held>(nothing);
  const [keys] = useState(createKeyStack);
  const obstacle = obstacleHere();
  const holds = held.text === text && held.files === files ? held.holds : nothing.holds;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another mode has another field
  useEffect(() => {
    // Of two that are shown, only the one that is worked in takes the caret.
    if (useTabs.getState().active === id) field.current?.focus();
    // What was typed here is kept before another one is shown.
    return saveDrafts;
  }, [id, mode]);

  /** Whoever reads it may note something down, whosever it is. */
  function obstacleHere(): ComposerApi['obstacle'] {
    if (me === null) return 'colleague';
    if (mode !== 'note') return obstacleTo(row, me);
    return row.gone ? 'gone' : null;
  }

  function setText(next: string): void {
    const now = composingOf(id);
    if (now.editing !== null) setComposing(id, { editing: { ...now.editing, text: next } });
    else setDraft(id, next, now.mode === 'note' ? 'note' : 'message');
    const at = performance.now();
    if (mode !== 'reply' || next === '' || at - toldTyping.current < typingInterval) return;
    toldTyping.current = at;
    tell('conversations.typing', { conversationId: id });
  }

  function send(anyway = false): void {
    const sending = contentOf(id, whisper ? row.conversation.agent : null);
    if (obstacle !== null || sending === null) return;
    // What no customer reads cannot be said to the wrong one.
    const checks = sending.mode === 'note' ? noteChecks : sendChecks;
    const back = heldBack(checks, sending, holds, anyway);
    setHeld({ text, files, holds: back });
    // The same reply tried again is no other hit.
    if (back.length > 0 && holds.length === 0) countHeld();
    if (back.length > 0) return;
    if (holds.length > 0) countSentAnyway();
    clearContent(sending);
    dismissNotice(id);
    field.current?.focus();
    sendContent(sending).catch((error: unknown) => {
      putBack(sending);
      notice(id, refusedWith(error));
    });
  }

  function replace(from: number, to: number, by: string): void {
    if (field.current !== null) typeInto(field.current, { from, to }, by);
  }

  const api: ComposerApi = {
    row,
    mode,
    whisper,
    obstacle,
    text,
    setText,
    caret: Math.min(caret, text.length),
    field,
    replace,
    focus: () => field.current?.focus(),
    canSend: obstacle === null && (text.trim() !== '' || hasFiles) && text.length <= channelRules.longest,
    send,
    holds,
    addKeys: keys.add,
  };
  return { api, keys, setCaret };
}
