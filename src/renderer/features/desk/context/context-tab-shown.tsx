import { useEffect } from 'react';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import type { ContextTab } from '../../../state/context-tab.ts';
import { openCustomer, useCustomers } from '../../../state/customers.ts';
import { useDeskApp } from '../../../state/desk-app.ts';
import { AlertLedger } from './alert-ledger.tsx';
import { ConversationFacts } from './conversation-facts.tsx';
import { Checklists } from './customer/checklists.tsx';
import { CustomerCard } from './customer/customer-tab.tsx';
import { Decisions } from './decisions.tsx';
import { HistoryTab } from './history-tab.tsx';
import { OrdersSection } from './orders/orders-section.tsx';
import { RepliesTab } from './replies/replies-tab.tsx';
import { useOnStay } from './use-on-stay.ts';
import { WaySection } from './way/way-section.tsx';

type ShownProps = { readonly row: ConversationRow; readonly tab: ContextTab };

/** What one of the column's tabs shows of the conversation in front. */
export function ContextTabShown({ row, tab }: ShownProps) {
  const { id, visitor } = row.conversation;
  const connected = useDeskApp((s) => s.connection.state === 'connected');
  // What this computer has is shown at once; what the hub has is asked for when one stays, and again when the line is back.
  useEffect(() => {
    if (!useCustomers.getState().byVisitor.has(visitor.id)) void openCustomer(id, visitor.id);
  }, [id, visitor.id]);
  useOnStay(() => void openCustomer(id, visitor.id), `${id} ${visitor.id} ${connected}`);
  if (tab === 'history') return <HistoryTab row={row} />;
  if (tab === 'replies') return <RepliesTab row={row} />;
  return (
    <>
      <CustomerCard row={row}>
        <WaySection row={row} />
        <OrdersSection row={row} />
      </CustomerCard>
      <Checklists row={row} />
      <ConversationFacts row={row} />
      <Decisions key={id} conversation={row.conversation} />
      <AlertLedger key={`alerts-${id}`} conversation={row.conversation} />
    </>
  );
}
