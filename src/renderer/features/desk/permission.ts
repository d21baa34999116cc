import type { ConversationRow } from '#shared/ipc/conversations.ts';
import type { Me } from '#shared/protocol/handshake.ts';

/** Why one cannot write here, or null when one can. The hub decides; this only says it before one types. */
export type Obstacle = 'gone' | 'closed' | 'queued' | 'colleague';

export function obstacleTo({ conversation, gone }: ConversationRow, me: Me): Obstacle | null {
  if (gone) return 'gone';
  if (conversation.status === 'closed') return 'closed';
  if (conversation.agent?.id === me.id) return null;
  if (conversation.status === 'queued') return 'queued';
  return me.role === 'agent' ? 'colleague' : null;
}
