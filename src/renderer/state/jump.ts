import { call } from '../bridge/bridge.ts';
import { applyRows, rowOf } from './conversations.ts';
import { showPart } from './part.ts';
import { showLine } from './shown-line.ts';
import { openTab } from './tabs.ts';
import { applyEntries, readLatest } from './transcripts.ts';

/** Shows a conversation among the conversations, also one that is in no list here. Throws the refusal where it cannot be read. */
export async function openConversation(conversationId: string): Promise<void> {
  if (rowOf(conversationId) === undefined) {
    const { row } = await call('conversations.open', { conversationId, limit: 1 });
    applyRows([row], false);
  }
  showPart('conversations');
  openTab(conversationId);
}

/**
 * Opens a conversation at a line, however far back it is. Throws the refusal where it cannot be read: then the
 * conversation is not opened.
 */
export async function jumpToLine(conversationId: string, seq: number): Promise<void> {
  const { row, entries } = await call('conversations.around', { conversationId, seq });
  if (rowOf(conversationId) === undefined) applyRows([row], false);
  showPart('conversations');
  openTab(conversationId);
  // A piece from further up would not take them: they go on to the end.
  await readLatest(conversationId);
  applyEntries(conversationId, entries);
  showLine(conversationId, seq);
}
