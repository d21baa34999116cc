import { useLingui } from '@lingui/react/macro';
import { Select } from '../form/inputs.tsx';
import { NumberInput } from '../form/number-input.tsx';
import { controlOf, type HubPolicyName, type PolicyValue } from '../model/policy.ts';
import { useValueText } from './words.ts';

type ValueInputProps = {
  readonly name: HubPolicyName;
  readonly label: string;
  readonly value: PolicyValue;
  readonly onChange: (value: PolicyValue) => void;
  readonly id: string;
  readonly 'aria-describedby': string;
};

/** A value of a rule, by what its schema takes: nothing else can be given. */
export function ValueInput({ name, label, value, onChange, ...ids }: ValueInputProps) {
  const { t } = useLingui();
  const valueText = useValueText();
  const control = controlOf(name);
  const said = t`${label}: value`;
  if (control.is === 'number') {
    const unit = { RetentionDays: t`days`, FontSize: '%' }[name as string] ?? '';
    return (
      <span className="flex items-center gap-2 text-2 text-ink-2">
        <NumberInput
          {...ids}
          aria-label={said}
          value={Number(value)}
          min={control.least}
          max={control.most}
          onChange={onChange}
        />
        {unit}
      </span>
    );
  }
  const offered: readonly PolicyValue[] = control.is === 'toggle' ? [true, false] : control.of;
  return (
    <Select
      {...ids}
      aria-label={said}
      className="w-full"
      value={String(value)}
      onChange={({ target }) => {
        const next = offered.find((one) => String(one) === target.value);
        if (next !== undefined) onChange(next);
      }}
    >
      {offered.map((one) => (
        <option key={String(one)} value={String(one)}>
          {valueText(name, one)}
        </option>
      ))}
    </Select>
  );
}
