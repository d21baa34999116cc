import { createSlice } from './slice.ts';

export type HandOverKind = 'transfer' | 'invite';

/** Which conversation is to go to somebody else, or to be joined by somebody; null while nobody asks. */
type HandOver = { readonly asked: { readonly id: string; readonly what: HandOverKind } | null };

export const useHandOver = createSlice<HandOver>({ asked: null });

export function openHandOver(id: string, what: HandOverKind): void {
  useHandOver.setState({ asked: { id, what } });
}

export function closeHandOver(): void {
  useHandOver.setState({ asked: null });
}
