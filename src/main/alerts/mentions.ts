import { reaches } from '#shared/domain/alerts/decide.ts';
import type { AlertPreferences } from '#shared/domain/alerts/preferences.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import type { Notice } from '../shell/notices.ts';

export type Mentions = {
  readonly told: (notice: Pick<Notice, 'kind' | 'conversationId' | 'line'>) => void;
  /** Whether the person was called there and has not read it; of what is read nothing is kept. */
  readonly isCalled: (row: Pick<ConversationRow, 'conversation' | 'readSeq' | 'gone'>) => boolean;
  /** What the icon is to say of them. */
  readonly count: (preferences: Pick<AlertPreferences, 'events'>) => number;
  readonly clear: () => void;
};

/** Conversations in which a colleague has called this person and they have not looked yet. */
export function followMentions(): Mentions {
  /** The line of the latest, by conversation. */
  const lines = new Map<string, number>();
  return {
    told: ({ kind, conversationId, line }) => {
      if (kind === 'mention' && conversationId !== null && line !== undefined)
        lines.set(conversationId, line);
    },
    isCalled: ({ conversation: { id }, readSeq, gone }) => {
      const line = lines.get(id);
      if (line === undefined) return false;
      const isStill = line > readSeq && !gone;
      if (!isStill) lines.delete(id);
      return isStill;
    },
    count: ({ events }) => (reaches('high', events.mention.badge) ? lines.size : 0),
    clear: () => lines.clear(),
  };
}
