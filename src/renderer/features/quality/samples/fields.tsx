import { control, Labelled } from '../parts/labelled.tsx';

type CountProps = {
  readonly label: string;
  readonly value: number | null;
  readonly max: number;
  /** Null: it was made empty. */
  readonly onChange: (value: number | null) => void;
};

export function Count({ label, value, max, onChange }: CountProps) {
  return (
    <Labelled label={label}>
      {(id) => (
        <input
          id={id}
          type="number"
          min={1}
          max={max}
          value={value ?? ''}
          onChange={({ target }) => {
            const given = Math.round(Number(target.value));
            onChange(target.value === '' || given < 1 ? null : Math.min(max, given));
          }}
          className={control}
        />
      )}
    </Labelled>
  );
}

type FlagProps = {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (is: boolean) => void;
};

export function Flag({ label, checked, onChange }: FlagProps) {
  return (
    <label className="flex items-center gap-1.5 text-2">
      <input type="checkbox" checked={checked} onChange={({ target }) => onChange(target.checked)} />
      {label}
    </label>
  );
}

type ChecksProps = {
  readonly label: string;
  readonly all: readonly { readonly id: string; readonly name: string }[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: string[]) => void;
  readonly testId?: string;
};

/** Any of several. */
export function Checks({ label, all, chosen, onChange, testId }: ChecksProps) {
  return (
    <fieldset className="rounded-3 border border-line px-4 py-2.5">
      <legend className="px-1 font-medium text-2">{label}</legend>
      <div className="foreign flex max-h-32 flex-wrap gap-x-4 gap-y-1 overflow-y-auto text-2">
        {all.map(({ id, name }) => (
          <label key={id} className="flex min-h-6 items-center gap-1.5">
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              data-testid={testId}
              onChange={({ target }) =>
                onChange(target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
              }
            />
            {name}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
