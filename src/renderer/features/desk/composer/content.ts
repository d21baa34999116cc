import { maxTextLength } from '#shared/protocol/limits.ts';
import { setTray, trayOf } from '../../../state/attachments.ts';
import { draftOf, saveDrafts, setDraft } from '../../../state/drafts.ts';
import type { Content } from './send-checks.ts';

/** What would be sent from here now; null where that is nothing, or too much. */
export function contentOf(conversationId: string): Content | null {
  const text = draftOf(conversationId).trim();
  const files = trayOf(conversationId);
  if ((text === '' && files.length === 0) || text.length > maxTextLength) return null;
  return { conversationId, text, ...(files.length > 0 && { files }) };
}

/** It is on its way: the composer is empty again. */
export function clearContent({ conversationId }: Content): void {
  setDraft(conversationId, '');
  saveDrafts();
  setTray(conversationId, []);
}

/** It was kept nowhere: back to where it can be sent from, unless something else was written there by now. */
export function putBack({ conversationId, text, files = [] }: Content): void {
  if (draftOf(conversationId) === '') setDraft(conversationId, text);
  if (trayOf(conversationId).length === 0) setTray(conversationId, files);
}
