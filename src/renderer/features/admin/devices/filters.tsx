import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../../ui/button.tsx';
import { Select, TextInput } from '../form/inputs.tsx';
import { type Filter, noFilter, type Standing, standings } from './standing.ts';

export function useStandingNames(): Readonly<Record<Standing, string>> {
  const { t } = useLingui();
  return {
    active: t({ context: 'a desk', message: 'Signed in' }),
    signedOut: t({ context: 'a desk', message: 'Signed out' }),
    asked: t`Wipe asked`,
    told: t`Told to wipe`,
    wiped: t`Wiped`,
  };
}

type DeviceFiltersProps = {
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
};

export function DeviceFilters({ filter, onFilter }: DeviceFiltersProps) {
  const { t } = useLingui();
  const names = useStandingNames();
  return (
    <search className="mb-2 flex flex-wrap items-center gap-2 text-2">
      <TextInput
        type="search"
        aria-label={t`Find a desk`}
        placeholder={t`Person, computer, version…`}
        data-testid="devices-search"
        className="w-64"
        value={filter.search}
        onChange={({ target }) => onFilter({ ...filter, search: target.value })}
      />
      <Select
        aria-label={t`State`}
        data-testid="devices-state"
        className="w-40"
        value={filter.standing}
        onChange={({ target }) => onFilter({ ...filter, standing: target.value as Filter['standing'] })}
      >
        <option value="">{t`All states`}</option>
        <option value="connected">{t`Connected now`}</option>
        {standings.map((standing) => (
          <option key={standing} value={standing}>
            {names[standing]}
          </option>
        ))}
      </Select>
      {(filter.search !== '' || filter.standing !== '') && (
        <Button look="quiet" onClick={() => onFilter(noFilter)}>
          <Trans>Show everything</Trans>
        </Button>
      )}
    </search>
  );
}
