import { reaches } from '#shared/domain/alerts/decide.ts';
import { valued } from '#shared/domain/alerts/kinds.ts';
import type { AlertPreferences } from '#shared/domain/alerts/preferences.ts';
import type { IpcNews } from '#shared/ipc/contract.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';

export type Unread = {
  readonly heard: (news: IpcNews<'conversations.changed'>) => void;
  /** Of the list as it was when it was asked for: what was heard meanwhile is newer. */
  readonly known: (list: readonly ConversationRow[]) => void;
  readonly rows: () => ReadonlyMap<string, ConversationRow>;
  /** Open ones that this person answers. */
  readonly mine: (meId: string) => ConversationRow[];
  /** What the icon is to say: unread messages of what is theirs, and what they are asked. */
  readonly count: (meId: string, preferences: Pick<AlertPreferences, 'events'>) => number;
  readonly clear: () => void;
};

/** The rows of the list, as the renderer has them, for what is outside of the window. */
export function followRows(): Unread {
  const rows = new Map<string, ConversationRow>();
  return {
    heard: ({ rows: changed, all }) => {
      if (all) rows.clear();
      for (const row of changed) rows.set(row.conversation.id, row);
    },
    known: (list) => {
      for (const row of list) if (!rows.has(row.conversation.id)) rows.set(row.conversation.id, row);
    },
    rows: () => rows,
    mine: (meId) =>
      [...rows.values()].filter(
        (row) => row.conversation.status !== 'closed' && !row.gone && isOf(row, meId),
      ),
    count: (meId, { events }) => {
      let sum = 0;
      for (const row of rows.values()) {
        const { conversation, unread, gone } = row;
        const { offer, status, priority } = conversation;
        if (gone || status === 'closed') continue;
        const isMine = isOf(row, meId);
        const importance = priority >= valued ? 'high' : 'normal';
        if (isMine && reaches(importance, events.message.badge)) sum += unread;
        if (offer?.to.id === meId && reaches('high', events[asked[offer.how]].badge)) sum += 1;
      }
      return sum;
    },
    clear: () => rows.clear(),
  };
}

function isOf({ conversation: { agent, guests } }: ConversationRow, meId: string): boolean {
  return agent?.id === meId || guests.some(({ id }) => id === meId);
}

const asked = { route: 'offer', transfer: 'transfer', invite: 'colleague' } as const;
