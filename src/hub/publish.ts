import type { Namespace } from 'socket.io';
import { toPublic } from '#shared/domain/entry.ts';
import type { DeskNews } from '#shared/protocol/desk.ts';
import type { VisitorNews } from '#shared/protocol/visitor.ts';
import { type Committed, deskParcels, toPublicConversation } from './conversations/index.ts';

/** Tells everybody who may see it, and is connected to this node, of what is on disk. In feed order. */
export function createPublish({
  desks,
  visitors,
}: {
  readonly desks: Namespace;
  readonly visitors: Namespace;
}) {
  return (committed: readonly Committed[]): void => {
    for (const { rooms, except, entries } of deskParcels(committed))
      desks
        .to(rooms)
        .except(except)
        .emit('entries', { entries } satisfies DeskNews['entries']);
    for (const { entry, conversation, publicSeq } of committed) {
      const seen = toPublic(entry);
      if (seen === null) continue;
      const news = { entry: seen, conversation: toPublicConversation({ conversation, publicSeq }) };
      visitors.to(`visitor:${conversation.visitor.id}`).emit('entry', news satisfies VisitorNews['entry']);
    }
  };
}
