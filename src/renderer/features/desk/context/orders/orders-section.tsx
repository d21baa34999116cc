import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { RotateCw } from 'lucide-react';
import { useState } from 'react';
import { orderMeant } from '#shared/domain/orders/order.ts';
import type { OrderKey } from '#shared/domain/orders/template.ts';
import type { ConversationRow } from '#shared/ipc/conversations.ts';
import { useCustomers } from '../../../../state/customers.ts';
import { useDeskApp } from '../../../../state/desk-app.ts';
import { chooseOrder, type Found, type OrdersHere, openOrders, useOrders } from '../../../../state/orders.ts';
import { Button } from '../../../../ui/button.tsx';
import { useRefusalText } from '../../../../ui/refusal-text.ts';
import { timeText } from '../../../../ui/time.ts';
import { Section } from '../customer/section.tsx';
import { useOnStay } from '../use-on-stay.ts';
import { OrderCard } from './order-card.tsx';
import { useFaultText } from './use-fault-text.ts';

/** What stands there without being asked for. */
const shownAtFirst = 3;

/** Their orders, as the shop's own back office has them. Where the house has named none there is nothing. */
export function OrdersSection({ row }: { readonly row: ConversationRow }) {
  const { i18n, t } = useLingui();
  const { id, visitor } = row.conversation;
  const connected = useDeskApp((s) => s.connection.state === 'connected');
  // What they are found by stands in the card.
  const known = useCustomers((s) => {
    const card = s.byVisitor.get(visitor.id);
    return card === undefined ? '' : `${card.sub} ${card.email} ${card.phone}`;
  });
  // Asked again when the line is back, and when the card says something else.
  useOnStay(() => void openOrders(id), `${id} ${connected} ${known}`);
  const here = useOrders((s) => s.of.get(id));
  const isOn = useOrders((s) => s.isOn);
  if (here === undefined || (here.last === null && !isOn) || isOff(here)) return null;
  const { found, asking } = here;
  return (
    <Section
      title={t`Orders`}
      testId="orders"
      side={
        <span className="inline-flex items-center gap-1">
          {found !== null && <Trans>as of {timeText(found.at, i18n.locale)}</Trans>}
          <Button
            look="icon"
            className="-my-1.5 -mr-1.5"
            aria-label={t`Ask again`}
            disabled={asking || !connected}
            onClick={() => void openOrders(id, true)}
          >
            <RotateCw
              size={12}
              aria-hidden="true"
              className={asking ? 'motion-safe:animate-spin' : undefined}
            />
          </Button>
        </span>
      }
    >
      {found !== null && <List conversationId={id} found={found} chosen={here.chosen} />}
      <Trouble conversationId={id} here={here} />
    </Section>
  );
}

/** Nobody has set it up. */
function isOff({ last, found }: OrdersHere): boolean {
  if (found !== null) return false;
  return last !== null && 'state' in last && last.state === 'off';
}

type ListProps = { readonly conversationId: string; readonly found: Found; readonly chosen: string | null };

function List({ conversationId, found, chosen }: ListProps) {
  const [all, setAll] = useState(false);
  const { orders } = found;
  if (orders.length === 0)
    return (
      <p className="text-2 text-ink-3">
        <Trans>They have no orders.</Trans>
      </p>
    );
  const meant = orderMeant(orders, chosen);
  const shown = all ? orders : orders.slice(0, shownAtFirst);
  const hidden = orders.length - shown.length;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
      <FoundBy found={found} />
      {shown.map((order) => (
        <OrderCard
          key={order.id}
          order={order}
          isMeant={orders.length === 1 ? null : order === meant}
          onChoose={() => chooseOrder(conversationId, order.id)}
        />
      ))}
      {hidden > 0 && (
        <button
          type="button"
          data-testid="orders-more"
          className="justify-self-start text-1 text-accent hover:underline"
          onClick={() => setAll(true)}
        >
          <Plural value={hidden} one="# more" other="# more" />
        </button>
      )}
    </div>
  );
}

/** Whoever the site has not signed may have said somebody else's address: then it is said what it goes by. */
function FoundBy({ found: { by } }: { readonly found: Found }) {
  const names = useKeyNames();
  if (by.includes('sub')) return null;
  const what = by.map((key) => names[key]).join(', ');
  return (
    <p className="text-1 text-warn">
      <Trans>Found by {what}, which nobody has verified: ask before you tell of it.</Trans>
    </p>
  );
}

function useKeyNames(): Readonly<Record<OrderKey, string>> {
  const { t } = useLingui();
  return { sub: t`customer no.`, email: t`e-mail`, phone: t`phone` };
}

function Trouble({ conversationId, here }: { readonly conversationId: string; readonly here: OrdersHere }) {
  const { t } = useLingui();
  const refusalText = useRefusalText();
  const faultText = useFaultText();
  const names = useKeyNames();
  const offline = useDeskApp((s) => s.connection.state !== 'connected');
  const { last, asking, found } = here;
  if (offline)
    return (
      <p className="pt-0.5 text-2 text-ink-3">
        <Trans>Orders come by the hub, which cannot be reached right now.</Trans>
      </p>
    );
  if (last === null)
    return (
      <div role="status" aria-label={t`Asking the back office…`} className="grid gap-2 py-1">
        <span className="h-3.5 w-2/3 rounded-1 bg-sunk" />
        <span className="h-3.5 w-1/2 rounded-1 bg-sunk" />
      </div>
    );
  if ('state' in last) {
    if (last.state === 'nobody') {
      const what = last.by.map((key) => names[key]).join(', ');
      return (
        <p className="text-2 text-ink-3">
          <Trans>Found by {what}: nothing of it is known of them.</Trans>
        </p>
      );
    }
    if (last.state !== 'failed') return null;
  }
  return (
    <div role="alert" className={`grid justify-items-start gap-1.5 text-2 ${found === null ? '' : 'pt-1.5'}`}>
      <p>{'state' in last ? faultText(last) : refusalText(last)}</p>
      <Button disabled={asking} onClick={() => void openOrders(conversationId, true)}>
        <Trans>Try again</Trans>
      </Button>
    </div>
  );
}
