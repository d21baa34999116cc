import { type ServiceLevel, serviceLevelOf } from '#shared/domain/urgency.ts';
import { rowOf } from './conversations.ts';
import { useHouse } from './house.ts';

/** By when a customer of this conversation is to be answered: what its group promises. */
export function useServiceLevel(groupId: string | null): ServiceLevel {
  const within = useHouse((s) => s.groups.find(({ id }) => id === groupId)?.within);
  return serviceLevelOf(within);
}

/** The same outside of what is drawn. */
export function withinOf(conversationId: string): number {
  const groupId = rowOf(conversationId)?.conversation.group?.id;
  return serviceLevelOf(useHouse.getState().groups.find(({ id }) => id === groupId)?.within).late;
}
