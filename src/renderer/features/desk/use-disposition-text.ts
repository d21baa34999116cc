import { useLingui } from '@lingui/react/macro';
import { nameIn } from '#shared/domain/customer/handbook.ts';
import { useCustomers } from '../../state/customers.ts';

/** "Returns › Broken": dispositions by their names; one that the handbook no longer has by its code. */
export function useDispositionText(): (codes: readonly string[]) => string {
  const { i18n } = useLingui();
  const dispositions = useCustomers((s) => s.handbook.dispositions);
  return (codes) =>
    codes
      .map((code) => {
        const found = dispositions.find((one) => one.code === code);
        return found === undefined ? code : nameIn(found.name, i18n.locale);
      })
      .join(' › ');
}
