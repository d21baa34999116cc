import { maxTextLength } from '#shared/protocol/limits.ts';
import { tell } from '../bridge/bridge.ts';
import { rowOf, useConversations } from './conversations.ts';
import { createSlice } from './slice.ts';

/** Milliseconds without a key after which a draft is kept on disk. */
const settle = 400;

type Drafts = { readonly byId: ReadonlyMap<string, string> };

/** What was typed in this window; where nothing was, main's row knows. A draft stays with its conversation. */
export const useDrafts = createSlice<Drafts>({ byId: new Map() });

const unsaved = new Map<string, ReturnType<typeof setTimeout>>();

export function useDraft(id: string): string {
  const typed = useDrafts((s) => s.byId.get(id));
  const kept = useConversations((s) => s.rows.get(id)?.draft ?? '');
  return typed ?? kept;
}

export function draftOf(id: string): string {
  return useDrafts.getState().byId.get(id) ?? rowOf(id)?.draft ?? '';
}

export function setDraft(id: string, text: string): void {
  useDrafts.setState((s) => ({ byId: new Map(s.byId).set(id, text) }));
  clearTimeout(unsaved.get(id));
  unsaved.set(
    id,
    setTimeout(() => save(id), settle),
  );
}

/** Puts a text below what is there already. */
export function addToDraft(id: string, text: string): void {
  const before = draftOf(id);
  setDraft(id, before.trim() === '' ? text : `${before}\n${text}`);
}

function save(id: string): void {
  clearTimeout(unsaved.get(id));
  unsaved.delete(id);
  tell('conversations.setDraft', { conversationId: id, text: draftOf(id).slice(0, maxTextLength) });
}

/** Keeps now what is not kept yet: before the window goes, on a switch, after a send. */
export function saveDrafts(): void {
  for (const id of [...unsaved.keys()]) save(id);
}

/** Drops what was to be saved: after a sign-out there is nobody to save it for. */
export function dropUnsavedDrafts(): void {
  for (const timer of unsaved.values()) clearTimeout(timer);
  unsaved.clear();
}
