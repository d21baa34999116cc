import { maxTextLength } from '#shared/protocol/limits.ts';
import { draftOf, saveDrafts, setDraft } from '../../../state/drafts.ts';
import type { Content } from './send-checks.ts';

/** What would be sent from here now; null where that is nothing, or too much. */
export function contentOf(conversationId: string): Content | null {
  const text = draftOf(conversationId).trim();
  return text === '' || text.length > maxTextLength ? null : { conversationId, text };
}

/** It is on its way: the composer is empty again. */
export function clearContent({ conversationId }: Content): void {
  setDraft(conversationId, '');
  saveDrafts();
}

/** It was kept nowhere: back to where it can be sent from, unless something else was written there by now. */
export function putBack({ conversationId, text }: Content): void {
  if (draftOf(conversationId) === '') setDraft(conversationId, text);
}
