import type { Role } from '#shared/protocol/handshake.ts';
import { mayRead, type Ownership, overRoom, type Reader } from '../conversations/index.ts';

/** Of a customer one knows what the house knows of them when one may read one of their conversations. */
export function mayKnow(reader: Reader, conversations: readonly Ownership[]): boolean {
  return conversations.some((one) => mayRead(reader, one));
}

/** The rooms of everybody who may: `mayKnow` the other way round. */
export function roomsOf(conversations: readonly Ownership[]): string[] {
  const rooms = new Set<string>();
  for (const { agentId, owners, askedId, groupId } of conversations) {
    rooms.add('supervisors');
    if (groupId !== null) rooms.add(overRoom(groupId));
    if (agentId === null) rooms.add('queue');
    for (const id of owners) rooms.add(`person:${id}`);
    if (askedId !== null) rooms.add(`person:${askedId}`);
  }
  return [...rooms];
}

/** A note says what its author says: nobody else changes it; supervisors may take it away. */
export function mayChangeNote(
  person: { readonly id: string; readonly role: Role },
  authorId: string,
  how: 'edit' | 'delete',
): boolean {
  return person.id === authorId || (how === 'delete' && person.role !== 'agent');
}
