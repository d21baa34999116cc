import type { Conversation } from '#shared/domain/conversation.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import type { Me } from '#shared/protocol/handshake.ts';

/** Why one cannot write here, or null when one can. The hub decides; this only says it before one types. */
export type Obstacle = 'gone' | 'closed' | 'offered' | 'queued' | 'colleague';

export function obstacleTo({ conversation, gone }: ConversationRow, me: Me): Obstacle | null {
  if (gone) return 'gone';
  if (conversation.status === 'closed') return 'closed';
  if (conversation.agent?.id === me.id || isGuest(conversation, me)) return null;
  if (conversation.offer?.to.id === me.id) return 'offered';
  if (conversation.status === 'queued') return 'queued';
  return me.role === 'agent' ? 'colleague' : null;
}

export function isGuest({ guests }: Conversation, me: Me): boolean {
  return guests.some(({ id }) => id === me.id);
}

/** What one may do with a conversation as a whole. A guest only speaks. */
export type Rights = {
  readonly transfer: boolean;
  /** There must be somebody whom they join. */
  readonly invite: boolean;
  readonly close: boolean;
  readonly leave: boolean;
  /** The customer can be asked how it was: once. */
  readonly askRating: boolean;
};

export function rightsIn({ conversation, gone }: ConversationRow, me: Me): Rights {
  const { status, agent, offer, rating } = conversation;
  const isOpen = !gone && status !== 'closed';
  const isTheirs = isOpen && (agent?.id === me.id || me.role !== 'agent');
  const isFree = isTheirs && offer?.to.id !== me.id;
  return {
    // One offer at a time; what routing offers a supervisor may still give to somebody.
    transfer: isFree && (offer === null || offer.by === null),
    invite: isFree && agent !== null && offer === null,
    close: isTheirs && status === 'active',
    leave: isOpen && isGuest(conversation, me),
    askRating: isTheirs && status === 'active' && rating === undefined,
  };
}
