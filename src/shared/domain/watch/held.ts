import type { Conversation } from '../conversation.ts';

/** What rules of something that lasts go by: of whom it is so, and since when. */

export type Held = { readonly group: Conversation['group']; readonly since: number };

/** A customer waits in a queue. Who has left a message does not wait. */
export function waitIn({ kind, status, group, queuedAt, openedAt }: Conversation): Held | null {
  return kind === 'live' && status === 'queued' ? { group, since: queuedAt ?? openedAt } : null;
}

/** Somebody has the customer, who waits for an answer. */
export function agentSilentIn({ kind, status, group, waitingSince }: Conversation): Held | null {
  return kind === 'live' && status === 'active' && waitingSince !== null
    ? { group, since: waitingSince }
    : null;
}

/** Its agent said the last word. */
export function customerSilentIn(row: Conversation): Held | null {
  const { kind, status, group, waitingSince, lastMessage } = row;
  if (kind !== 'live' || status !== 'active' || waitingSince !== null) return null;
  return lastMessage?.author.kind === 'agent' ? { group, since: lastMessage.at } : null;
}
