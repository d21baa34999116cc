import { useLingui } from '@lingui/react/macro';
import type { Receivers } from '#shared/domain/watch/rule.ts';
import { Check, Select } from '../form/inputs.tsx';
import { Row } from '../form/row.tsx';
import { usePeople } from '../state/people.ts';

type ReceiversRowProps = { readonly receivers: Receivers; readonly onChange: (receivers: Receivers) => void };

/** Who hears of it first. */
export function ReceiversRow({ receivers, onChange }: ReceiversRowProps) {
  const { t } = useLingui();
  const people = usePeople((s) => s.people) ?? [];
  const staff = people.filter(({ role, disabled }) => role !== 'agent' && !disabled);
  const chosen = receivers.to === 'people' ? receivers.people : [];
  function to(value: string): void {
    if (value === 'people') onChange({ to: 'people', people: staff.map(({ id }) => id) });
    else onChange({ to: value === 'all' ? 'all' : 'group' });
  }
  function set(id: string, is: boolean): void {
    const next = is ? [...chosen, id] : chosen.filter((one) => one !== id);
    if (next.length > 0) onChange({ to: 'people', people: next });
  }
  return (
    <Row label={t`Told first`}>
      {(ids) => (
        <div>
          <Select {...ids} value={receivers.to} onChange={({ target }) => to(target.value)}>
            <option value="group">{t`Supervisors of the group`}</option>
            <option value="all">{t`All supervisors and admins`}</option>
            <option value="people" disabled={staff.length === 0}>{t`These people`}</option>
          </Select>
          {receivers.to === 'people' && (
            <div className="grid grid-cols-2 gap-x-4 pl-1">
              {staff.map(({ id, name }) => (
                <Check
                  key={id}
                  label={name}
                  checked={chosen.includes(id)}
                  onChange={({ target }) => set(id, target.checked)}
                />
              ))}
            </div>
          )}
        </div>
      )}
    </Row>
  );
}
