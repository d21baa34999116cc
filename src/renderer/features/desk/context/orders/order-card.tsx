import { useLingui } from '@lingui/react/macro';
import { Check, ExternalLink } from 'lucide-react';
import type { Order } from '#shared/domain/orders/order.ts';
import { tell } from '../../../../bridge/bridge.ts';
import { useMinute } from '../../../../state/clock.ts';
import { safeUrl } from '../../../../ui/links.ts';
import { dateText, fullText } from '../../../../ui/time.ts';

type OrderCardProps = {
  readonly order: Order;
  /** It is the one that is meant in replies; null where there is no other. */
  readonly isMeant: boolean | null;
  readonly onChoose: () => void;
};

/** One order: what, how much, how far it is. */
export function OrderCard({ order, isMeant, onChoose }: OrderCardProps) {
  const { i18n, t } = useLingui();
  const now = useMinute();
  const { id, title, status, amount, currency, at, url } = order;
  const safe = url === null ? null : safeUrl(url);
  const name = title === '' ? id : title;
  return (
    <article
      aria-label={t`Order ${id}`}
      data-testid="order"
      className={`group rounded-2 border px-2.5 py-1.5 text-2 ${isMeant === true ? 'border-accent' : 'border-line'}`}
    >
      <div className="flex items-baseline gap-2">
        <span className="foreign selectable min-w-0 flex-1 truncate font-medium" title={name}>
          {name}
        </span>
        {amount !== null && (
          <span className="shrink-0 tabular-nums">{money(amount, currency, i18n.locale)}</span>
        )}
      </div>
      <div className="flex items-center gap-1.5 text-1 text-ink-3">
        <span className="foreign selectable min-w-0 truncate">{id}</span>
        {status !== '' && <span className="foreign min-w-0 shrink truncate text-ink-2">· {status}</span>}
        {at !== null && (
          <time
            className="ml-auto shrink-0 tabular-nums"
            dateTime={new Date(at).toISOString()}
            title={fullText(at, i18n.locale)}
          >
            {dateText(at, i18n.locale, now)}
          </time>
        )}
      </div>
      {(isMeant !== null || safe !== null) && (
        <div className="-mx-1 -mb-0.5 flex items-center text-1">
          {isMeant !== null && (
            <button
              type="button"
              aria-pressed={isMeant}
              data-testid="order-meant"
              title={t`Its number stands for the order in canned replies`}
              onClick={onChoose}
              className={`inline-flex items-center gap-1 rounded-1 px-1 hover:bg-hover ${isMeant ? 'text-accent' : 'text-ink-3'}`}
            >
              {isMeant && <Check size={12} aria-hidden="true" />}
              {isMeant ? t`Used in replies` : t`Use in replies`}
            </button>
          )}
          {safe !== null && (
            <button
              type="button"
              title={url ?? undefined}
              aria-label={t`Open order ${id} in the back office`}
              data-testid="order-open"
              onClick={() => tell('app.openLink', { url: safe })}
              className="ml-auto inline-flex items-center gap-1 rounded-1 px-1 text-ink-3 hover:bg-hover hover:text-ink"
            >
              <ExternalLink size={12} aria-hidden="true" />
              {t({ message: 'Open', context: 'an order' })}
            </button>
          )}
        </div>
      )}
    </article>
  );
}

function money(amount: number, currency: string | null, locale: string): string {
  if (currency === null) return new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(amount);
  // Three letters are all that it asks for, and those were checked: a unit that nobody knows is written as it is.
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  }).format(amount);
}
