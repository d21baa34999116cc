import { call } from '../bridge/bridge.ts';
import { applyRows, rowOf } from './conversations.ts';
import { showPart } from './part.ts';
import { createSlice } from './slice.ts';
import { openTab } from './tabs.ts';
import { applyEntries } from './transcripts.ts';

/** The line that one wants to see; null once it is in sight. */
type Jump = { readonly to: { readonly conversationId: string; readonly seq: number } | null };

export const useJump = createSlice<Jump>({ to: null });

/**
 * Opens a conversation at a line, however far back it is. Throws the refusal where it cannot be read: then the
 * conversation is not opened.
 */
export async function jumpToLine(conversationId: string, seq: number): Promise<void> {
  const { row, entries } = await call('conversations.around', { conversationId, seq });
  if (rowOf(conversationId) === undefined) applyRows([row], false);
  showPart('conversations');
  openTab(conversationId);
  applyEntries(conversationId, entries);
  useJump.setState({ to: { conversationId, seq } });
}

export function arrived(): void {
  useJump.setState({ to: null });
}
