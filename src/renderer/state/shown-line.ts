import { createSlice } from './slice.ts';

/** The line that one wants to see; null once it is in sight. */
type Jump = { readonly to: { readonly conversationId: string; readonly seq: number } | null };

export const useJump = createSlice<Jump>({ to: null });

/** The line must be in its transcript by now. */
export function showLine(conversationId: string, seq: number): void {
  useJump.setState({ to: { conversationId, seq } });
}

export function arrived(): void {
  useJump.setState({ to: null });
}
