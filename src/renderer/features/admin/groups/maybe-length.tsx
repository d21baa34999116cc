import { Select } from '../form/inputs.tsx';
import { LengthInput } from '../form/length-input.tsx';
import { Row } from '../form/row.tsx';

type MaybeLengthProps = {
  readonly label: string;
  /** What is chosen where there is none, and what stands before a length. */
  readonly never: string;
  readonly always: string;
  readonly hint: string;
  readonly path: string;
  /** Milliseconds; 0 is none. */
  readonly value: number;
  /** What it begins with. */
  readonly usual: number;
  readonly max?: number;
  readonly onChange: (milliseconds: number) => void;
};

/** A length of time, or none. */
export function MaybeLength({
  label,
  never,
  always,
  hint,
  path,
  value,
  usual,
  max,
  onChange,
}: MaybeLengthProps) {
  return (
    <Row label={label} path={path} hint={hint}>
      {(ids) => (
        <span className="flex flex-wrap items-center gap-2">
          <Select
            {...ids}
            className="w-44"
            value={value === 0 ? 'never' : 'always'}
            onChange={(event) => onChange(event.target.value === 'never' ? 0 : usual)}
          >
            <option value="never">{never}</option>
            <option value="always">{always}</option>
          </Select>
          {value > 0 && (
            <LengthInput
              label={label}
              value={value}
              {...(max === undefined ? {} : { max })}
              onChange={onChange}
            />
          )}
        </span>
      )}
    </Row>
  );
}
