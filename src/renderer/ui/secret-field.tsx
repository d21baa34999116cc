import { Eye, EyeOff } from 'lucide-react';
import type { InputHTMLAttributes, Ref } from 'react';
import { useState } from 'react';
import { Button } from './button.tsx';
import { Field } from './field.tsx';

type SecretFieldProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'type'> & {
  readonly label: string;
  readonly hint?: string;
  readonly trouble?: string | null;
  /** What the eye shows and hides, in words. */
  readonly show: string;
  readonly hide: string;
  readonly onValue: (value: string) => void;
  readonly ref?: Ref<HTMLInputElement>;
};

/** A field that hides what is typed until one asks to see it. */
export function SecretField({ label, hint, trouble = null, show, hide, onValue, ...rest }: SecretFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <Field
      label={label}
      {...(hint === undefined ? {} : { hint })}
      trouble={trouble}
      action={
        <Button
          look="icon"
          aria-label={shown ? hide : show}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        >
          {shown ? <EyeOff size={15} aria-hidden="true" /> : <Eye size={15} aria-hidden="true" />}
        </Button>
      }
    >
      <input
        type={shown ? 'text' : 'password'}
        required
        maxLength={1000}
        spellCheck={false}
        onChange={(event) => onValue(event.target.value)}
        {...rest}
      />
    </Field>
  );
}
