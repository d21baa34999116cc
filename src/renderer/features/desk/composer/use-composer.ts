import { useEffect, useRef, useState } from 'react';
import { newId } from '#shared/domain/key.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { maxTextLength } from '#shared/protocol/limits.ts';
import { refusedWith } from '../../../bridge/bridge.ts';
import { useTray } from '../../../state/attachments.ts';
import { meOf, useDeskApp } from '../../../state/desk-app.ts';
import { draftOf, saveDrafts, setDraft, useDraft } from '../../../state/drafts.ts';
import { dismissNotice, notice } from '../../../state/notices.ts';
import { useTabs } from '../../../state/tabs.ts';
import { countHeld, countSentAnyway } from '../../../state/training.ts';
import { sendMessage } from '../../../state/transcripts.ts';
import { obstacleTo } from '../permission.ts';
import type { ComposerApi } from './composer-api.ts';
import { clearContent, contentOf, putBack } from './content.ts';
import { createKeyStack, type KeyStack } from './key-stack.ts';
import { sendChecks } from './parts.ts';
import { type Hold, heldBack } from './send-checks.ts';

/** What holds a text, and which text that was: another one is looked at anew. */
type Held = { readonly text: string; readonly holds: readonly Hold[] };

const nothing: Held = { text: '', holds: [] };

/** The text of one conversation's answer, and what becomes of it. */
export function useComposerOf(row: ConversationRow): {
  readonly api: ComposerApi;
  readonly keys: KeyStack;
  readonly setCaret: (at: number) => void;
} {
  const { id } = row.conversation;
  const me = useDeskApp((s) => meOf(s.account));
  const text = useDraft(id);
  const hasFiles = useTray(id).length > 0;
  const field = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState(text.length);
  const [held, setHeld] = useState<Held>(nothing);
  const [keys] = useState(createKeyStack);
  const obstacle = me === null ? 'colleague' : obstacleTo(row, me);
  const holds = held.text === text ? held.holds : nothing.holds;

  useEffect(() => {
    // Of two that are shown, only the one that is worked in takes the caret.
    if (useTabs.getState().active === id) field.current?.focus();
    // What was typed for this customer is kept before another one is shown.
    return saveDrafts;
  }, [id]);

  function send(anyway = false): void {
    const content = contentOf(id);
    if (obstacle !== null || content === null) return;
    // Without a word there is nothing that the rules of words could look at.
    const back = content.text === '' ? [] : heldBack(sendChecks, content, holds, anyway);
    setHeld({ text: draftOf(id), holds: back });
    // The same reply tried again is no other hit.
    if (back.length > 0 && holds.length === 0) countHeld();
    if (back.length > 0) return;
    if (holds.length > 0) countSentAnyway();
    clearContent(content);
    dismissNotice(id);
    field.current?.focus();
    sendMessage(id, newId(), content.text, content.files).catch((error: unknown) => {
      putBack(content);
      notice(id, refusedWith(error));
    });
  }

  function replace(from: number, to: number, by: string): void {
    const before = draftOf(id);
    setDraft(id, before.slice(0, from) + by + before.slice(to));
    setCaret(from + by.length);
    // The field has the new text only when it is drawn, and would put the caret to its end.
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(from + by.length, from + by.length);
    });
  }

  const api: ComposerApi = {
    row,
    obstacle,
    text,
    caret: Math.min(caret, text.length),
    field,
    replace,
    focus: () => field.current?.focus(),
    canSend: obstacle === null && (text.trim() !== '' || hasFiles) && text.length <= maxTextLength,
    send,
    holds,
    addKeys: keys.add,
  };
  return { api, keys, setCaret };
}
