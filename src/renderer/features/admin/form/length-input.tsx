import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { type Unit, unitOf, units } from '../model/lengths.ts';
import { Select } from './inputs.tsx';
import { NumberInput } from './number-input.tsx';
import type { ControlIds } from './row.tsx';

type LengthInputProps = Partial<ControlIds> & {
  /** Milliseconds. */
  readonly value: number;
  readonly min?: number;
  readonly max?: number;
  readonly label: string;
  readonly onChange: (milliseconds: number) => void;
};

const day = units.day;

/** A length of time: a number and its unit. */
export function LengthInput({ value, min = 1000, max = day, label, onChange, ...ids }: LengthInputProps) {
  const { t } = useLingui();
  const [chosen, setChosen] = useState<Unit | null>(null);
  // A unit in which it is no whole number could not show it.
  const unit = chosen !== null && value % units[chosen] === 0 ? chosen : unitOf(value);
  const names: Readonly<Record<Unit, string>> = {
    second: t`seconds`,
    minute: t`minutes`,
    hour: t`hours`,
    day: t`days`,
  };
  const offered = (['second', 'minute', 'hour', 'day'] as const).filter(
    (one) => units[one] <= max && (one !== 'day' || max > day),
  );
  const shown = offered.includes(unit) ? unit : 'hour';

  function change(next: Unit): void {
    setChosen(next);
    const number = value / units[shown];
    onChange(Math.min(max, Math.max(min, number * units[next])));
  }

  return (
    <span className="inline-flex items-center gap-1.5">
      <NumberInput
        {...ids}
        aria-label={label}
        value={value / units[shown]}
        min={Math.ceil(min / units[shown])}
        max={Math.floor(max / units[shown])}
        onChange={(n) => onChange(n * units[shown])}
      />
      <Select
        aria-label={t`${label}: unit`}
        value={shown}
        onChange={(event) => change(event.target.value as Unit)}
      >
        {offered.map((one) => (
          <option key={one} value={one}>
            {names[one]}
          </option>
        ))}
      </Select>
    </span>
  );
}
