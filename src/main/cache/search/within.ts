import type { Conversation } from '#shared/domain/conversation.ts';
import type { SearchFilters } from '#shared/protocol/search.ts';

/** Whether a line of that conversation, written then, is among those that are looked for. */
export function isWithin(row: Conversation, at: number, filters: SearchFilters): boolean {
  if (filters.from !== null && at < filters.from) return false;
  if (filters.to !== null && at >= filters.to) return false;
  return isOfThose(row, filters);
}

/** The same of the conversation alone. */
export function isOfThose(row: Conversation, filters: SearchFilters): boolean {
  if (filters.conversation !== null && row.id !== filters.conversation) return false;
  if (filters.customer !== null && row.visitor.id !== filters.customer) return false;
  if (filters.agent !== null && row.agent?.id !== filters.agent) return false;
  return filters.status === null || (row.status === 'closed') === (filters.status === 'closed');
}
