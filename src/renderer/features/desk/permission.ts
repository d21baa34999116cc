import type { Conversation } from '#shared/domain/conversation.ts';
import type { Me } from '#shared/protocol/handshake.ts';

/** Why one cannot write here, or null when one can. The hub decides; this only says it before one types. */
export type Obstacle = 'closed' | 'queued' | 'colleague';

export function obstacleTo(conversation: Conversation, me: Me): Obstacle | null {
  if (conversation.status === 'closed') return 'closed';
  if (conversation.agent?.id === me.id) return null;
  if (conversation.status === 'queued') return 'queued';
  return me.role === 'agent' ? 'colleague' : null;
}
