import type { Namespace } from 'socket.io';
import { toPublic } from '#shared/domain/entry.ts';
import type { DeskNews } from '#shared/protocol/desk.ts';
import type { VisitorNews } from '#shared/protocol/visitor.ts';
import { type Committed, deskParcels, type Overseer, toPublicConversation } from './conversations/index.ts';

/** As much of a namespace as is needed to tell everybody of something. */
type Outlet = Pick<Namespace, 'to'> & { readonly adapter: Pick<Namespace['adapter'], 'rooms'> };

/** Tells everybody who may see it, and is connected to this node, of what is on disk. In feed order. */
export function createPublish({
  desks,
  visitors,
  overseers,
}: {
  readonly desks: Outlet;
  readonly visitors: Outlet;
  readonly overseers: () => readonly Overseer[];
}) {
  const tellDesks = (committed: readonly Committed[]) => {
    for (const { rooms, except, entries } of deskParcels(committed, overseers())) {
      const news: DeskNews['entries'] = { entries };
      desks.to(rooms).except(except).emit('entries', news);
    }
  };

  const tellVisitor = ({ entry, conversation, publicSeq, toldByAck }: Committed) => {
    const room = `visitor:${conversation.visitor.id}`;
    const devices = visitors.adapter.rooms.get(room);
    // Mostly nobody is left to be told: who wrote has one tab, and its ack.
    const isAlone = devices?.size === 1 && toldByAck !== null && devices.has(toldByAck);
    if (devices === undefined || isAlone) return;
    const seen = toPublic(entry);
    if (seen === null) return;
    const news: VisitorNews['entry'] = {
      entry: seen,
      conversation: toPublicConversation({ conversation, publicSeq }),
    };
    visitors
      .to(room)
      .except(toldByAck ?? [])
      .emit('entry', news);
  };

  return (committed: readonly Committed[]): void => {
    tellDesks(committed);
    for (const one of committed) tellVisitor(one);
  };
}
