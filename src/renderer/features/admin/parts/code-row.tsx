import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { code } from '#shared/domain/customer/handbook.ts';
import { TextInput } from '../form/inputs.tsx';
import { Row } from '../form/row.tsx';

type CodeRowProps = {
  readonly path: string;
  readonly testId: string;
  readonly value: string;
  readonly taken: readonly string[];
  /** It is in use under this code: what was written with it would be lost under another. */
  readonly isFixed: boolean;
  readonly onChange: (code: string) => void;
};

/**
 * What programs and records call it. What is none, or another's, is said at once and never taken: the other's would be
 * changed with it. Leaving the field takes it back.
 */
export function CodeRow({ path, testId, value, taken, isFixed, onChange }: CodeRowProps) {
  const { t } = useLingui();
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? value;
  const error = !code.safeParse(text).success
    ? t`Small letters, digits, - and _, beginning with a letter.`
    : taken.includes(text)
      ? t`Another one has this code.`
      : null;
  function type(next: string): void {
    setTyped(next);
    if (code.safeParse(next).success && !taken.includes(next)) onChange(next);
  }
  return (
    <Row
      label={t`Code`}
      path={path}
      error={error}
      hint={
        isFixed
          ? t`For programs and reports. Records name it by this code, so it stays.`
          : t`For programs and reports. Once it is saved it stays.`
      }
    >
      {(ids) => (
        <TextInput
          {...ids}
          data-testid={testId}
          dir="ltr"
          readOnly={isFixed}
          value={text}
          maxLength={40}
          onChange={(event) => type(event.target.value)}
          onBlur={() => setTyped(null)}
          className={`w-full max-w-60 font-mono ${isFixed ? 'opacity-70' : ''}`}
        />
      )}
    </Row>
  );
}
