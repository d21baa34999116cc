import { type NextUrgent, nextUrgent, type Waiting } from '#shared/domain/next-urgent.ts';
import { loadOf, priorityStep, useConversations } from './conversations.ts';
import { meOf, useDeskApp } from './desk-app.ts';
import { useHouse } from './house.ts';
import { withinOf } from './service-level.ts';
import { openTab, useTabs } from './tabs.ts';

/**
 * The most urgent conversation besides the shown one: of one's own, and of the queue as long as there is room for
 * more.
 */
export function findNextUrgent(now: number): NextUrgent | null {
  const state = useConversations.getState();
  const { active } = useTabs.getState();
  const meId = meOf(useDeskApp.getState().account)?.id ?? '';
  const place = useHouse.getState().people?.find(({ id }) => id === meId);
  const hasRoom = place !== undefined && loadOf(state, meId) < place.capacity;
  const ids = [...state.sections.mine, ...(hasRoom ? state.sections.queue : [])];
  const waiting = ids.flatMap((id): Waiting[] => {
    const { waitingSince, kind, priority, status } = state.rows.get(id)?.conversation ?? {};
    if (id === active || waitingSince == null || kind !== 'live') return [];
    return [
      { id, since: waitingSince, within: withinOf(id), priority: priority ?? 0, isMine: status !== 'queued' },
    ];
  });
  return nextUrgent(waiting, now, priorityStep());
}

/** Shows it. */
export function openNextUrgent(): void {
  const next = findNextUrgent(Date.now());
  if (next !== null) openTab(next.id);
}
