import { Trans, useLingui } from '@lingui/react/macro';
import { Select } from '../form/inputs.tsx';
import { LengthInput } from '../form/length-input.tsx';
import { NumberInput } from '../form/number-input.tsx';
import { Part, Row } from '../form/row.tsx';
import { units } from '../model/lengths.ts';
import type { GroupPartProps } from './group-part.ts';
import { MaybeLength } from './maybe-length.tsx';
import { OverflowRow } from './overflow-row.tsx';

/** How long what may take. */
export function TimesPart({ plan, group, path, onChange }: GroupPartProps) {
  const { t } = useLingui();
  return (
    <>
      <Part title={t`Giving conversations`}>
        <MaybeLength
          label={t`Accepting`}
          never={t`Theirs at once`}
          always={t`Must accept within`}
          hint={t`Who does not answer in time is set away, and the customer goes to the front of the queue.`}
          path={`${path}.offerFor`}
          value={group.offerFor ?? 0}
          usual={30_000}
          onChange={(offerFor) => onChange({ offerFor: offerFor === 0 ? null : offerFor })}
        />
        <MaybeLength
          label={t`Same agent again`}
          never={t`No preference`}
          always={t`First, when free, for`}
          hint={t`After a conversation its customer comes back to the same agent for so long.`}
          path={`${path}.stickyFor`}
          value={group.stickyFor}
          usual={units.day}
          max={366 * units.day}
          onChange={(stickyFor) => onChange({ stickyFor })}
        />
        <OverflowRow plan={plan} group={group} path={path} onChange={onChange} />
        <MaybeLength
          label={t`Wrap-up`}
          never={t`None`}
          always={t`At most`}
          hint={t`After a conversation its place stays taken until they are done with it, or for so long.`}
          path={`${path}.wrapUpFor`}
          value={group.wrapUpFor}
          usual={2 * units.minute}
          onChange={(wrapUpFor) => onChange({ wrapUpFor })}
        />
      </Part>
      <Part title={t`When and how fast`}>
        <Row
          label={t`Opening hours`}
          path={`${path}.hours`}
          hint={t`While it is closed, customers leave a message.`}
        >
          {(ids) => (
            <Select
              {...ids}
              className="w-60"
              value={group.hours ?? ''}
              onChange={(event) => onChange({ hours: event.target.value || null })}
            >
              <option value="">{t`Always open`}</option>
              {group.hours !== null && !plan.hours.some(({ id }) => id === group.hours) && (
                <option value={group.hours}>{t`Deleted`}</option>
              )}
              {plan.hours.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Row>
        <Row
          label={t`Service level`}
          hint={t`So many are to be answered in so long; waiting times turn red by it.`}
        >
          {(ids) => (
            <span className="flex items-center gap-2">
              <NumberInput
                {...ids}
                value={group.serviceLevel.percent}
                min={1}
                max={100}
                onChange={(percent) => onChange({ serviceLevel: { ...group.serviceLevel, percent } })}
              />
              <span className="text-2 text-ink-2">
                <Trans>% within</Trans>
              </span>
              <LengthInput
                label={t`Service level: time`}
                value={group.serviceLevel.within}
                onChange={(within) => onChange({ serviceLevel: { ...group.serviceLevel, within } })}
              />
            </span>
          )}
        </Row>
      </Part>
    </>
  );
}
