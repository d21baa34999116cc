import type { PersonRef, Quote } from '#shared/domain/entry.ts';
import { createSlice } from './slice.ts';

/** A message of one's own that is being changed. What was being written stands aside meanwhile. */
export type Editing = { readonly entryId: string; readonly before: string; readonly text: string };

/** What one composer is at, besides its text. */
export type Composing = {
  readonly mode: 'reply' | 'note';
  /** The note is for whoever serves the customer (E2). */
  readonly whisper: boolean;
  /** What the answer that is being written answers to. */
  readonly quote: Quote | null;
  /** Colleagues who were chosen for the note; whose name is taken out of the text again is not called. */
  readonly mentions: readonly PersonRef[];
  readonly editing: Editing | null;
};

const plain: Composing = { mode: 'reply', whisper: false, quote: null, mentions: [], editing: null };

const useAll = createSlice<{ readonly byId: ReadonlyMap<string, Composing> }>({ byId: new Map() });

export function useComposing(id: string): Composing {
  return useAll((s) => s.byId.get(id) ?? plain);
}

export function composingOf(id: string): Composing {
  return useAll.getState().byId.get(id) ?? plain;
}

/** What answers that are being written answer to, by conversation. */
export function quotesNow(): readonly { readonly conversationId: string; readonly quote: Quote }[] {
  return [...useAll.getState().byId].flatMap(([conversationId, { quote }]) =>
    quote === null ? [] : [{ conversationId, quote }],
  );
}

export function setComposing(id: string, change: Partial<Composing>): void {
  useAll.setState(({ byId }) => ({ byId: new Map(byId).set(id, { ...(byId.get(id) ?? plain), ...change }) }));
}
