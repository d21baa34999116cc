import { Trans, useLingui } from '@lingui/react/macro';
import { type LadderTimes, type Rung, rungs, usualLadder } from '#shared/domain/alerts/ladder.ts';
import { useRungNames } from '../../../ui/rung-names.ts';
import { Select } from '../form/inputs.tsx';
import { LengthInput } from '../form/length-input.tsx';
import { Part, Row } from '../form/row.tsx';
import { units } from '../model/lengths.ts';

type LadderRowsProps = { readonly ladder: LadderTimes; readonly onChange: (ladder: LadderTimes) => void };

/** What is done, and after how long, while a customer waits and nobody looks. */
export function LadderRows({ ladder, onChange }: LadderRowsProps) {
  const { t } = useLingui();
  const names = useRungNames();
  return (
    <Part level={2} title={t`When a customer waits`}>
      <p className="max-w-120 pb-1 text-1 text-ink-3">
        <Trans>
          Counted from what the customer wrote and nobody has looked at. It ends when somebody opens or
          answers it.
        </Trans>
      </p>
      {rungs.map((rung) => (
        <RungRow
          key={rung}
          name={names[rung]}
          rung={rung}
          after={ladder[rung]}
          onChange={(after) => onChange({ ...ladder, [rung]: after })}
        />
      ))}
    </Part>
  );
}

type RungRowProps = {
  readonly rung: Rung;
  readonly name: string;
  readonly after: number | null;
  readonly onChange: (after: number | null) => void;
};

function RungRow({ rung, name, after, onChange }: RungRowProps) {
  const { t } = useLingui();
  return (
    <Row label={name} path={`settings.ladder.${rung}`}>
      {(ids) => (
        <span className="flex flex-wrap items-center gap-2">
          <Select
            {...ids}
            className="w-36"
            value={after === null ? 'never' : 'after'}
            onChange={(event) => onChange(event.target.value === 'never' ? null : usualLadder[rung])}
          >
            <option value="never">{t`Never`}</option>
            <option value="after">{t`After`}</option>
          </Select>
          {after !== null && (
            <LengthInput label={t`${name}: after`} min={5 * units.second} value={after} onChange={onChange} />
          )}
        </span>
      )}
    </Row>
  );
}
