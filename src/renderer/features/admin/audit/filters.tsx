import { Trans, useLingui } from '@lingui/react/macro';
import { type AuditFilter, auditFilters } from '#shared/domain/audit/kinds.ts';
import { Button } from '../../../ui/button.tsx';
import { Select, TextInput } from '../form/inputs.tsx';
import { usePeople } from '../state/people.ts';
import type { Wanted } from './use-lines.ts';

/** As the fields have it: days as a calendar writes them. */
export type Filter = {
  readonly who: string;
  readonly kind: AuditFilter | '';
  readonly from: string;
  readonly to: string;
};
export const noFilter: Filter = { who: '', kind: '', from: '', to: '' };

/** Midnight of a day here, `on` days after it; null where none is said. */
function midnight(day: string, on: number): number | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(day);
  if (found === null) return null;
  const [year = 0, month = 1, date = 1] = found.slice(1).map(Number);
  return new Date(year, month - 1, date + on).getTime();
}

export function wantedOf({ who, kind, from, to }: Filter): Wanted {
  return {
    who: who === '' ? null : (who as Wanted['who']),
    kind: kind === '' ? null : kind,
    from: midnight(from, 0),
    to: midnight(to, 1),
  };
}

function useKindNames(): Readonly<Record<AuditFilter, string>> {
  const { t } = useLingui();
  return {
    signIn: t`Sign-ins and devices`,
    administration: t`Administration`,
    supervision: t`Stepping in`,
    content: t`Canned replies and score cards`,
    refused: t`Refused`,
  };
}

type FiltersProps = {
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
};

export function Filters({ filter, onFilter }: FiltersProps) {
  const { t } = useLingui();
  const kinds = useKindNames();
  const people = usePeople((s) => s.people);
  const change = (more: Partial<Filter>) => onFilter({ ...filter, ...more });
  const isSome = Object.values(filter).some((value) => value !== '');
  return (
    <search className="mb-2 flex flex-wrap items-center gap-2 text-2">
      <Select
        aria-label={t`By whom`}
        data-testid="audit-who"
        className="w-44"
        value={filter.who}
        onChange={({ target }) => change({ who: target.value })}
      >
        <option value="">{t`By anybody`}</option>
        <option value="operator">{t`Operator of the hub`}</option>
        <option value="visitor">{t`Customers’ browsers`}</option>
        <option value="nobody">{t`Nobody who is known`}</option>
        {(people ?? []).map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <Select
        aria-label={t`What`}
        data-testid="audit-kind"
        className="w-44"
        value={filter.kind}
        onChange={({ target }) => change({ kind: target.value as Filter['kind'] })}
      >
        <option value="">{t`Everything`}</option>
        {auditFilters.map((kind) => (
          <option key={kind} value={kind}>
            {kinds[kind]}
          </option>
        ))}
      </Select>
      <span aria-hidden="true" className="text-ink-2">
        <Trans>From</Trans>
      </span>
      <TextInput
        type="date"
        aria-label={t`From`}
        data-testid="audit-from"
        className="w-34"
        max={filter.to}
        value={filter.from}
        onChange={({ target }) => change({ from: target.value })}
      />
      <span aria-hidden="true" className="text-ink-2">
        <Trans>until</Trans>
      </span>
      <TextInput
        type="date"
        aria-label={t`until`}
        data-testid="audit-to"
        className="w-34"
        min={filter.from}
        value={filter.to}
        onChange={({ target }) => change({ to: target.value })}
      />
      {isSome && (
        <Button look="quiet" data-testid="audit-clear" onClick={() => onFilter(noFilter)}>
          <Trans>Show everything</Trans>
        </Button>
      )}
    </search>
  );
}
