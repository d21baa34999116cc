import { maxTextLength } from '#shared/protocol/limits.ts';
import { tell } from '../bridge/bridge.ts';
import { rowOf, useConversations } from './conversations.ts';
import { createSlice } from './slice.ts';

/** Milliseconds without a key after which a draft is kept on disk. */
const settle = 400;

/** What is being written: to the customer, or for staff. They never mix: each has a place of its own, here and on disk. */
export type DraftKind = 'message' | 'note';

type Drafts = { readonly [K in DraftKind]: ReadonlyMap<string, string> };

/** What was typed in this window; where nothing was, main's row knows. A draft stays with its conversation. */
export const useDrafts = createSlice<Drafts>({ message: new Map(), note: new Map() });

const unsaved = new Map<
  string,
  { readonly timer: ReturnType<typeof setTimeout>; readonly save: () => void }
>();
const inRow = { message: 'draft', note: 'noteDraft' } as const;

export function useDraft(id: string, kind: DraftKind = 'message'): string {
  const typed = useDrafts((s) => s[kind].get(id));
  const kept = useConversations((s) => s.rows.get(id)?.[inRow[kind]] ?? '');
  return typed ?? kept;
}

export function draftOf(id: string, kind: DraftKind = 'message'): string {
  return useDrafts.getState()[kind].get(id) ?? rowOf(id)?.[inRow[kind]] ?? '';
}

export function setDraft(id: string, text: string, kind: DraftKind = 'message'): void {
  useDrafts.setState((s) => ({ [kind]: new Map(s[kind]).set(id, text) }));
  const name = `${kind} ${id}`;
  clearTimeout(unsaved.get(name)?.timer);
  const save = () => {
    unsaved.delete(name);
    tell('conversations.setDraft', {
      conversationId: id,
      ...(kind === 'note' && { kind }),
      text: draftOf(id, kind).slice(0, maxTextLength),
    });
  };
  unsaved.set(name, { timer: setTimeout(save, settle), save });
}

/** Puts a text below what is there already. */
export function addToDraft(id: string, text: string): void {
  const before = draftOf(id);
  setDraft(id, before.trim() === '' ? text : `${before}\n${text}`);
}

/** Keeps now what is not kept yet: before the window goes, on a switch, after a send. */
export function saveDrafts(): void {
  for (const { timer, save } of [...unsaved.values()]) {
    clearTimeout(timer);
    save();
  }
}

/** Drops what was to be saved: after a sign-out there is nobody to save it for. */
export function dropUnsavedDrafts(): void {
  for (const { timer } of unsaved.values()) clearTimeout(timer);
  unsaved.clear();
}
