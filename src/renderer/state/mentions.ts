import type { Entry } from '#shared/domain/entry.ts';
import { callsTo } from '#shared/domain/mention.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { rowOf } from './conversations.ts';
import { meOf, useDeskApp } from './desk-app.ts';
import { usePart } from './part.ts';
import { createSlice } from './slice.ts';
import { useTabs } from './tabs.ts';

/** A note in which a colleague calls this person. */
export type Mention = {
  readonly conversationId: string;
  readonly seq: number;
  readonly by: string;
  readonly text: string;
};

/** The latest in each conversation that one has not looked at since. */
export const useMentions = createSlice<{ readonly byId: ReadonlyMap<string, Mention> }>({ byId: new Map() });

/** What of these entries calls me, unless that is before my eyes or was read, here or elsewhere. */
export function noticeMentions(conversationId: string, entries: readonly Entry[]): void {
  const me = meOf(useDeskApp.getState().account);
  if (me === null || isShown(conversationId)) return;
  const readSeq = rowOf(conversationId)?.readSeq ?? 0;
  const found = entries.findLast((entry) => entry.seq > readSeq && callsTo(entry, me.id));
  if (found?.body.kind !== 'note') return;
  const { author, body, seq } = found;
  const before = useMentions.getState().byId.get(conversationId);
  if (before !== undefined && before.seq >= seq) return;
  const mention: Mention = { conversationId, seq, by: author.name, text: body.text };
  useMentions.setState((s) => ({ byId: new Map(s.byId).set(conversationId, mention) }));
}

/** Those that are read by now, on whatever device, or may be read no more. */
export function endReadMentions(rows: readonly ConversationRow[]): void {
  const { byId } = useMentions.getState();
  const over = rows.filter(({ conversation: { id }, readSeq, gone }) => {
    const mention = byId.get(id);
    return mention !== undefined && (gone || readSeq >= mention.seq);
  });
  for (const { conversation } of over) endMention(conversation.id);
}

export function endMention(conversationId: string): void {
  const byId = new Map(useMentions.getState().byId);
  if (byId.delete(conversationId)) useMentions.setState({ byId });
}

function isShown(conversationId: string): boolean {
  return usePart.getState().part === 'conversations' && useTabs.getState().active === conversationId;
}
