import { Trans, useLingui } from '@lingui/react/macro';
import { Select } from '../form/inputs.tsx';
import { LengthInput } from '../form/length-input.tsx';
import { Row } from '../form/row.tsx';
import { TroubleLines } from '../form/trouble-lines.tsx';
import { units } from '../model/lengths.ts';
import { useTroublesAt } from '../parts/use-troubles.ts';
import type { GroupPartProps } from './group-part.ts';

/** Which group helps out, and after how long: both or neither. */
export function OverflowRow({ plan, group, path, onChange }: GroupPartProps) {
  const { t } = useLingui();
  const ofTime = useTroublesAt(`${path}.overflowAfter`);
  const { overflowTo, overflowAfter } = group;
  const set = (to: string) =>
    onChange(
      to === ''
        ? { overflowTo: null, overflowAfter: null }
        : { overflowTo: to, overflowAfter: overflowAfter ?? 2 * units.minute },
    );
  return (
    <Row
      label={t`Help from`}
      path={`${path}.overflowTo`}
      hint={t`After so long in the queue members of the other group are asked too.`}
    >
      {(ids) => (
        <>
          <span className="flex flex-wrap items-center gap-2">
            <Select
              {...ids}
              className="w-44"
              data-testid="group-overflow"
              value={overflowTo ?? ''}
              onChange={(event) => set(event.target.value)}
            >
              <option value="">{t`No other group`}</option>
              {overflowTo !== null && !plan.groups.some(({ id }) => id === overflowTo) && (
                <option value={overflowTo}>{t`Deleted`}</option>
              )}
              {plan.groups.map(({ id, name }) => (
                <option key={id} value={id} disabled={id === group.id}>
                  {name}
                </option>
              ))}
            </Select>
            {overflowAfter !== null && (
              <>
                <span className="text-2 text-ink-2">
                  <Trans>after</Trans>
                </span>
                <LengthInput
                  label={t`Help after`}
                  value={overflowAfter}
                  onChange={(after) => onChange({ overflowAfter: after })}
                />
              </>
            )}
          </span>
          <TroubleLines troubles={ofTime} />
        </>
      )}
    </Row>
  );
}
