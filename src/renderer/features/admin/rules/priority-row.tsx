import { Trans, useLingui } from '@lingui/react/macro';
import { Select } from '../form/inputs.tsx';
import { Row } from '../form/row.tsx';
import { useLengthText } from '../parts/words.ts';

type PriorityRowProps = {
  readonly priority: number;
  /** What a step counts, milliseconds. */
  readonly step: number;
  readonly onChange: (priority: number) => void;
};

/** Priority, and what it comes to as waiting. */
export function PriorityRow({ priority, step, onChange }: PriorityRowProps) {
  const { t } = useLingui();
  const length = useLengthText()(priority * step);
  return (
    <Row label={t`Priority`}>
      {(ids) => (
        <span className="flex items-center gap-2">
          <PrioritySelect {...ids} value={priority} onChange={onChange} />
          <span className="text-1 text-ink-3">
            {priority === 0 ? (
              <Trans>usual</Trans>
            ) : (
              <Trans>in front of who has waited less than {length}</Trans>
            )}
          </span>
        </span>
      )}
    </Row>
  );
}

type PrioritySelectProps = {
  readonly value: number;
  readonly onChange: (priority: number) => void;
  readonly id?: string;
  readonly 'aria-label'?: string;
};

/** 0 is usual, 10 the most urgent. */
export function PrioritySelect({ value, onChange, ...ids }: PrioritySelectProps) {
  return (
    <Select
      {...ids}
      className="w-16"
      value={value}
      onChange={(event) => onChange(Number(event.target.value))}
    >
      {Array.from({ length: 11 }, (_, n) => n).map((n) => (
        <option key={n} value={n}>
          {n}
        </option>
      ))}
    </Select>
  );
}
