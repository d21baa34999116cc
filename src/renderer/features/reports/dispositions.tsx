import { useLingui } from '@lingui/react/macro';
import type { Disposition } from '#shared/domain/customer/handbook.ts';
import { useCustomers } from '../../state/customers.ts';
import { edge } from './edge.ts';

type DispositionsProps = { readonly value: string; readonly onChange: (code: string) => void };

/** Under what the conversations were filed: one of the tree, with all that is below it. Absent where the house files nothing. */
export function Dispositions({ value, onChange }: DispositionsProps) {
  const { t, i18n } = useLingui();
  const all = useCustomers((s) => s.handbook.dispositions);
  if (all.length === 0) return null;
  return (
    <select
      aria-label={t`Disposition`}
      data-testid="reports-disposition"
      className={`${edge} max-w-40`}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">{t`All dispositions`}</option>
      {inTree(all, null).map(({ one, depth }) => (
        <option key={one.code} value={one.code}>
          {'\u2003'.repeat(depth)}
          {i18n.locale === 'en' ? one.name.en : one.name.zh}
        </option>
      ))}
    </select>
  );
}

type Placed = { readonly one: Disposition; readonly depth: number };

/** Each below what it is part of, in the order of the handbook. */
function inTree(all: readonly Disposition[], parent: string | null, depth = 0): Placed[] {
  return all
    .filter((one) => one.parent === parent)
    .flatMap((one) => [{ one, depth }, ...inTree(all, one.code, depth + 1)]);
}
