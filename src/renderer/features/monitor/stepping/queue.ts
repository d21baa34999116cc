import { useBoard } from '../store.ts';

/** How many sit in that group's queue now, messages that were left among them. */
export function useQueueOf(groupId: string): number {
  return useBoard(({ book }) => {
    let count = 0;
    for (const { status, group } of book.rows.values())
      if (status === 'queued' && group?.id === groupId) count += 1;
    return count;
  });
}
