import type { Committed } from './writes.ts';

/** Rooms of the desk's namespace that have to hear of an entry. */
export function deskRooms({ conversation, before, owners }: Committed): string[] {
  const rooms = ['supervisors', ...owners.map((id) => `person:${id}`)];
  // Whoever looks at the queue hears of what comes into it, is in it, and goes from it.
  const wasQueued = before === null || before.agent === null;
  if (wasQueued || conversation.agent === null) rooms.push('queue');
  return rooms;
}
