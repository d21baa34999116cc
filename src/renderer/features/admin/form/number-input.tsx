import { useLingui } from '@lingui/react/macro';
import type { KeyboardEvent } from 'react';
import { useState } from 'react';
import { wholeNumber } from '../model/lengths.ts';
import { TextInput } from './inputs.tsx';

type NumberInputProps = {
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
  readonly id?: string;
  readonly 'aria-label'?: string;
  readonly 'aria-describedby'?: string | undefined;
  readonly 'aria-invalid'?: boolean;
};

/** A whole number within limits. What is none is said at once and never taken; leaving the field takes it back. */
export function NumberInput({ value, min, max, onChange, ...ids }: NumberInputProps) {
  const { t } = useLingui();
  const [typed, setTyped] = useState<string | null>(null);
  const isWrong = typed !== null && wholeNumber(typed, min, max) === null;

  function type(text: string): void {
    setTyped(text);
    const n = wholeNumber(text, min, max);
    if (n !== null && n !== value) onChange(n);
  }

  function press(event: KeyboardEvent): void {
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (event.key === 'Escape' && typed !== null) event.stopPropagation();
    if (event.key === 'Escape' || event.key === 'Enter') setTyped(null);
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    setTyped(null);
    onChange(Math.min(max, Math.max(min, value + step)));
  }

  return (
    <span className="inline-flex items-center gap-2">
      <TextInput
        {...ids}
        inputMode="numeric"
        maxLength={9}
        value={typed ?? String(value)}
        aria-invalid={isWrong || ids['aria-invalid'] === true}
        onChange={(event) => type(event.target.value)}
        onBlur={() => setTyped(null)}
        onKeyDown={press}
        className="w-16 text-right"
      />
      {isWrong && (
        <span role="alert" className="text-1 text-bad">
          {t`From ${min} to ${max}`}
        </span>
      )}
    </span>
  );
}
