import { useState } from 'react';
import { TextInput } from '../form/inputs.tsx';
import { minutesOf, timeOfDay } from '../model/lengths.ts';

type TimeInputProps = {
  readonly label: string;
  /** Minutes after midnight. */
  readonly value: number;
  readonly onChange: (minutes: number) => void;
};

/** A time of day with 24 hours, in both languages: "9", "9:30" and "24:00" are understood. */
export function TimeInput({ label, value, onChange }: TimeInputProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const isWrong = typed !== null && minutesOf(typed) === null;
  return (
    <TextInput
      aria-label={label}
      aria-invalid={isWrong}
      value={typed ?? timeOfDay(value)}
      maxLength={5}
      onFocus={(event) => event.target.select()}
      onChange={(event) => {
        setTyped(event.target.value);
        const minutes = minutesOf(event.target.value);
        if (minutes !== null && minutes !== value) onChange(minutes);
      }}
      onBlur={() => setTyped(null)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === 'Escape') setTyped(null);
      }}
      className="w-14 text-center"
    />
  );
}
