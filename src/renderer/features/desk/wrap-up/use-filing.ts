import { dispositionsFor } from '#shared/domain/customer/filing.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { useConversations } from '../../../state/conversations.ts';
import { useCustomers } from '../../../state/customers.ts';
import { useWrapUp } from '../../../state/wrap-up.ts';

/**
 * Whether the form is on the screen: because somebody has asked for it, or because it is time for it and the house has
 * something to be filed under.
 */
export function useFiling(row: ConversationRow | undefined): boolean {
  const id = row?.conversation.id ?? '';
  const isTime = useConversations((s) => s.sections.wrapUp.includes(id));
  const asked = useWrapUp((s) => s.open.has(id));
  const away = useWrapUp((s) => s.away.has(id));
  const groupId = row?.conversation.group?.id ?? null;
  const hasDispositions = useCustomers((s) => dispositionsFor(s.handbook, groupId).length > 0);
  return row !== undefined && !row.gone && (asked || (isTime && !away && hasDispositions));
}
