import { Trans, useLingui } from '@lingui/react/macro';
import { nameIn } from '#shared/domain/customer/handbook.ts';
import { missingFields } from '#shared/domain/customer/missing.ts';
import { useCustomers } from '../../../state/customers.ts';

/** What the house wants asked for and is not on the card yet. It does not hold wrap-up: a customer may not want to say. */
export function StillToAsk({ visitorId }: { readonly visitorId: string }) {
  const { i18n } = useLingui();
  const fields = useCustomers((s) => s.handbook.fields);
  const customer = useCustomers((s) => s.byVisitor.get(visitorId));
  const missing = customer === undefined ? [] : missingFields(fields, customer);
  if (missing.length === 0) return null;
  const names = new Intl.ListFormat(i18n.locale, { type: 'conjunction', style: 'narrow' }).format(
    missing.map(({ label }) => nameIn(label, i18n.locale)),
  );
  return (
    <p data-testid="still-to-ask" className="foreign text-1 text-warn">
      <Trans>Still to be asked for the customer card: {names}</Trans>
    </p>
  );
}
