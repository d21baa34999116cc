import { useLingui } from '@lingui/react/macro';
import { Select, TextInput } from '../form/inputs.tsx';
import { useRoleNames } from '../parts/words.ts';
import type { PeopleFilter } from './filter.ts';

type PeopleFiltersProps = {
  readonly filter: PeopleFilter;
  readonly onChange: (filter: PeopleFilter) => void;
};

export function PeopleFilters({ filter, onChange }: PeopleFiltersProps) {
  const { t } = useLingui();
  const roles = useRoleNames();
  return (
    <div className="grid shrink-0 grid-cols-2 gap-1.5 border-line border-b px-3 pb-2.5">
      <TextInput
        type="search"
        aria-label={t`Find a person`}
        placeholder={t`Name or e-mail…`}
        data-testid="people-search"
        value={filter.search}
        onChange={(event) => onChange({ ...filter, search: event.target.value })}
        className="col-span-2"
      />
      <Select
        aria-label={t`Role`}
        value={filter.role}
        onChange={(event) => onChange({ ...filter, role: event.target.value as PeopleFilter['role'] })}
      >
        <option value="all">{t`All roles`}</option>
        {Object.entries(roles).map(([role, name]) => (
          <option key={role} value={role}>
            {name}
          </option>
        ))}
      </Select>
      <Select
        aria-label={t`Status`}
        value={filter.status}
        onChange={(event) => onChange({ ...filter, status: event.target.value as PeopleFilter['status'] })}
      >
        <option value="all">{t`All statuses`}</option>
        <option value="enabled">{t`Enabled`}</option>
        <option value="disabled">{t`Disabled`}</option>
      </Select>
    </div>
  );
}
