import { useLingui } from '@lingui/react/macro';
import { control } from '../parts/labelled.tsx';

type Both = { readonly zh: string; readonly en: string };

type NamesProps = {
  readonly label: string;
  readonly value: Both;
  readonly maxLength: number;
  readonly onChange: (to: Both) => void;
  readonly testId?: string;
};

/** The same in both languages, side by side. */
export function NamesRow({ label, value, maxLength, onChange, testId }: NamesProps) {
  const { t } = useLingui();
  return (
    <div className="grid min-w-0 grid-cols-2 gap-2">
      <input
        type="text"
        dir="auto"
        value={value.zh}
        maxLength={maxLength}
        aria-label={t`${label} in Chinese`}
        placeholder={t`${label} in Chinese`}
        data-testid={testId}
        onChange={({ target }) => onChange({ ...value, zh: target.value })}
        className={`foreign ${control}`}
      />
      <input
        type="text"
        dir="auto"
        value={value.en}
        maxLength={maxLength}
        aria-label={t`${label} in English`}
        placeholder={t`${label} in English`}
        onChange={({ target }) => onChange({ ...value, en: target.value })}
        className={`foreign ${control}`}
      />
    </div>
  );
}
