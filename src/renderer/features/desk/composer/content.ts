import type { PersonRef, Quote } from '#shared/domain/entry.ts';
import { newId } from '#shared/domain/key.ts';
import { setTray, trayOf } from '../../../state/attachments.ts';
import { composingOf, setComposing } from '../../../state/composing.ts';
import { lookNow } from '../../../state/desk-app.ts';
import { draftOf, saveDrafts, setDraft } from '../../../state/drafts.ts';
import { undoSpan } from '../../../state/held.ts';
import { editMessage, sendMessage, sendNote } from '../../../state/transcripts.ts';
import type { Content } from './send-checks.ts';

/** What one Enter sends, with all that goes with its words. */
export type Sending = Content &
  (
    | { readonly mode: 'reply'; readonly quote: Quote | null }
    | { readonly mode: 'note'; readonly mentions: readonly PersonRef[]; readonly whisper?: true }
    | { readonly mode: 'edit'; readonly entryId: string; readonly before: string }
  );

/** What would be sent from here now; null where that is nothing. `whisperTo`: a note is whispered to them. */
export function contentOf(conversationId: string, whisperTo: PersonRef | null = null): Sending | null {
  const { mode, quote, mentions, editing } = composingOf(conversationId);
  const raw = editing?.text ?? draftOf(conversationId, mode === 'note' ? 'note' : 'message');
  const text = raw.trim();
  const isReply = editing === null && mode === 'reply';
  // Files go along with an answer only.
  const files = isReply ? trayOf(conversationId) : [];
  if (text === '' && files.length === 0) return null;
  const common = { conversationId, text, ...(files.length > 0 && { files }) };
  if (editing !== null) return { ...common, mode: 'edit', entryId: editing.entryId, before: editing.before };
  if (mode === 'reply') return { ...common, mode, quote };
  // Whoever is whispered to is called, as by a mention.
  if (whisperTo !== null) return { ...common, mode, mentions: [whisperTo], whisper: true };
  return { ...common, mode, mentions: mentions.filter(({ name }) => text.includes(`@${name}`)) };
}

/** It is on its way: the composer is empty again, and what it was at before an edit is back. */
export function clearContent(content: Sending): void {
  const { conversationId, mode } = content;
  if (mode === 'edit') setComposing(conversationId, { editing: null });
  else if (mode === 'note') {
    setDraft(conversationId, '', 'note');
    setComposing(conversationId, { mentions: [] });
  } else {
    setDraft(conversationId, '');
    setComposing(conversationId, { quote: null });
    setTray(conversationId, []);
  }
  saveDrafts();
}

/** It was kept nowhere: back to where it can be sent from, unless something else was written there by now. */
export function putBack(content: Sending): void {
  const { conversationId, text } = content;
  const now = composingOf(conversationId);
  if (content.mode === 'edit') {
    const { entryId, before } = content;
    if (now.editing === null) setComposing(conversationId, { editing: { entryId, before, text } });
  } else if (content.mode === 'note') {
    if (draftOf(conversationId, 'note') !== '') return;
    setDraft(conversationId, text, 'note');
    setComposing(conversationId, { mentions: content.mentions });
  } else {
    if (draftOf(conversationId) === '') {
      setDraft(conversationId, text);
      setComposing(conversationId, { quote: content.quote });
    }
    if (trayOf(conversationId).length === 0) setTray(conversationId, content.files ?? []);
  }
}

/** Rejects where main, or for an edit the hub, does not take it. */
export async function sendContent(content: Sending): Promise<void> {
  const { conversationId, text } = content;
  if (content.mode === 'edit') {
    if (text !== content.before) await editMessage(conversationId, content.entryId, text);
  } else if (content.mode === 'note')
    await sendNote(conversationId, newId(), text, content.mentions, content.whisper);
  else
    await sendMessage(conversationId, newId(), text, {
      ...content,
      holdFor: lookNow().undoSend ? undoSpan : 0,
    });
}
