import { byUrgency } from '#shared/domain/urgency.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';

/** The list's parts, each the ids of its conversations in order. */
export type Sections = {
  readonly mine: readonly string[];
  readonly queue: readonly string[];
  /** Served by somebody else. */
  readonly others: readonly string[];
  readonly closed: readonly string[];
};

export const noSections: Sections = { mine: [], queue: [], others: [], closed: [] };

/**
 * Mine by urgency, the queue by waiting time, others', and those closed since `dayStart` (epoch
 * milliseconds, local midnight), the latest first.
 */
export function sectionsOf(rows: Iterable<ConversationRow>, meId: string | null, dayStart: number): Sections {
  const mine: ConversationRow[] = [];
  const queue: ConversationRow[] = [];
  const others: ConversationRow[] = [];
  const closed: ConversationRow[] = [];
  for (const row of rows) {
    const c = row.conversation;
    if (c.status === 'queued') queue.push(row);
    else if (c.status === 'active') (c.agent?.id === meId ? mine : others).push(row);
    else if ((c.closedAt ?? 0) >= dayStart) closed.push(row);
  }
  const urgent = (a: ConversationRow, b: ConversationRow) => byUrgency(a.conversation, b.conversation);
  closed.sort((a, b) => (b.conversation.closedAt ?? 0) - (a.conversation.closedAt ?? 0));
  return {
    mine: ids(mine.sort(urgent)),
    queue: ids(queue.sort(urgent)),
    others: ids(others.sort(urgent)),
    closed: ids(closed),
  };
}

function ids(rows: readonly ConversationRow[]): readonly string[] {
  return rows.map((row) => row.conversation.id);
}

/** The same sections keep their identity, so that a changed row does not draw the whole list again. */
export function keepSame(before: Sections, after: Sections): Sections {
  const mine = keep(before.mine, after.mine);
  const queue = keep(before.queue, after.queue);
  const others = keep(before.others, after.others);
  const closed = keep(before.closed, after.closed);
  const same =
    mine === before.mine && queue === before.queue && others === before.others && closed === before.closed;
  return same ? before : { mine, queue, others, closed };
}

function keep(before: readonly string[], after: readonly string[]): readonly string[] {
  return before.length === after.length && before.every((id, i) => id === after[i]) ? before : after;
}

/** Every id in the order of the screen: what Ctrl+↑ and Ctrl+↓ walk along. */
export function inOrder(sections: Sections): readonly string[] {
  return [...sections.mine, ...sections.queue, ...sections.others, ...sections.closed];
}
