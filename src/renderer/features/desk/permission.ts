import type { Conversation } from '#shared/domain/conversation.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import type { Me } from '#shared/protocol/handshake.ts';
import type { MayStep } from '../../state/supervision.ts';

/** Why one cannot write here, or null when one can. The hub decides; this only says it before one types. */
export type Obstacle = 'gone' | 'closed' | 'offered' | 'queued' | 'colleague' | 'watching';

export function obstacleTo({ conversation, gone }: ConversationRow, me: Me): Obstacle | null {
  if (gone) return 'gone';
  if (conversation.status === 'closed') return 'closed';
  if (conversation.agent?.id === me.id || isGuest(conversation, me)) return null;
  if (conversation.offer?.to.id === me.id) return 'offered';
  if (conversation.status === 'queued') return 'queued';
  // Who supervises is nobody to the customer until they have joined or taken over.
  return me.role === 'agent' ? 'colleague' : 'watching';
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

export function rightsIn({ conversation, gone }: ConversationRow, me: Me, may: MayStep): Rights {
  const { status, agent, offer, rating, group } = conversation;
  const isOpen = !gone && status !== 'closed';
  const isMine = isOpen && agent?.id === me.id;
  const isGiven = isOpen && (isMine || may('reassign', group?.id ?? null));
  const isFree = isGiven && offer?.to.id !== me.id;
  const speaks = isMine || (isOpen && me.role !== 'agent' && isGuest(conversation, me));
  return {
    // One offer at a time; what routing offers a supervisor may still give to somebody.
    transfer: isFree && (offer === null || offer.by === null),
    invite: isFree && agent !== null && offer === null,
    close: isOpen && status === 'active' && (isMine || may('close', group?.id ?? null)),
    leave: isOpen && isGuest(conversation, me),
    askRating: speaks && status === 'active' && rating === undefined,
  };
}

/** What one may do to the conversation of a colleague that one looks at (E2). */
export type Steps = {
  readonly watching: boolean;
  readonly whisper: boolean;
  readonly join: boolean;
  readonly takeOver: boolean;
};

export function stepsIn(row: ConversationRow, me: Me, may: MayStep): Steps {
  const { agent, group, status } = row.conversation;
  const of = group?.id ?? null;
  const isOthers =
    !row.gone && status === 'active' && agent !== null && agent.id !== me.id && me.role !== 'agent';
  const watching = obstacleTo(row, me) === 'watching';
  return {
    watching,
    whisper: isOthers && may('whisper', of),
    join: watching && may('join', of),
    takeOver: isOthers && may('takeOver', of),
  };
}
