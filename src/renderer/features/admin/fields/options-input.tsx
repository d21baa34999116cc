import { useState } from 'react';
import { TextArea } from '../form/inputs.tsx';
import type { ControlIds } from '../form/row.tsx';

type OptionsInputProps = ControlIds & {
  readonly options: readonly string[];
  readonly onChange: (options: string[]) => void;
};

const optionsIn = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** One option a line. What is typed stays as it is typed, also a line that is still empty. */
export function OptionsInput({ options, onChange, ...ids }: OptionsInputProps) {
  const [typed, setTyped] = useState(options.join('\n'));
  const isStill = optionsIn(typed).join('\n') === options.join('\n');
  return (
    <TextArea
      {...ids}
      data-testid="field-options"
      rows={4}
      value={isStill ? typed : options.join('\n')}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(optionsIn(event.target.value));
      }}
      className="max-h-72 min-h-16 w-full max-w-90"
    />
  );
}
