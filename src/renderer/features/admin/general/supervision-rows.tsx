import { Trans, useLingui } from '@lingui/react/macro';
import { type StepAction, stepActions } from '#shared/domain/supervision/actions.ts';
import type { Supervision, Told } from '#shared/domain/supervision/settings.ts';
import { Select } from '../form/inputs.tsx';
import { type ControlIds, Part, Row, Rows } from '../form/row.tsx';

type Props = { readonly supervision: Supervision; readonly onChange: (supervision: Supervision) => void };

/** What supervisors may do to the work of others, and what agents are told of it. */
export function SupervisionRows({ supervision, onChange }: Props) {
  const { t } = useLingui();
  const names = useStepNames();
  const put = (change: Partial<Supervision>) => onChange({ ...supervision, ...change });
  const { allowed } = supervision;
  const turn = (action: StepAction) =>
    put({ allowed: stepActions.filter((one) => (one === action) !== allowed.includes(one)) });
  return (
    <Part level={2} title={t`Supervisors`}>
      <Rows
        label={t`They may`}
        hint={t`Admins may do all of it. Each time it is done is a line of the audit trail. Who may not watch sees what agents see.`}
      >
        <div className="grid grid-cols-2 gap-x-4 gap-y-1 text-2">
          {stepActions.map((action) => (
            <label key={action} className="flex min-h-6 items-center gap-2">
              <input
                type="checkbox"
                data-testid={`supervision-${action}`}
                checked={allowed.includes(action)}
                onChange={() => turn(action)}
              />
              {names[action]}
            </label>
          ))}
        </div>
      </Rows>
      <Row
        label={t`Where`}
        path="settings.supervision.groups"
        hint={t`In their own groups: of the conversations of others they see what agents see.`}
      >
        {(ids) => (
          <Select
            {...ids}
            className="w-60"
            value={supervision.groups}
            onChange={(event) => put({ groups: event.target.value as Supervision['groups'] })}
          >
            <option value="all">{t`In all groups`}</option>
            <option value="own">{t`In their own groups`}</option>
          </Select>
        )}
      </Row>
      <Row
        label={t`Agents are told`}
        path="settings.supervision.told"
        hint={t`While somebody watches. Some places require it by law. What is set here stands in every agent’s settings.`}
      >
        {(ids) => <ToldSelect ids={ids} value={supervision.told} onChange={(told) => put({ told })} />}
      </Row>
      <Row
        label={t`Afterwards`}
        path="settings.supervision.toldAfterwards"
        hint={t`While somebody reads one that is closed.`}
      >
        {(ids) => (
          <ToldSelect
            ids={ids}
            value={supervision.toldAfterwards}
            onChange={(toldAfterwards) => put({ toldAfterwards })}
          />
        )}
      </Row>
      <p className="max-w-120 text-1 text-ink-3">
        <Trans>Customers are never told that somebody watches.</Trans>
      </p>
    </Part>
  );
}

type ToldProps = { readonly ids: ControlIds; readonly value: Told; readonly onChange: (told: Told) => void };

function ToldSelect({ ids, value, onChange }: ToldProps) {
  const { t } = useLingui();
  return (
    <Select
      {...ids}
      className="w-60"
      value={value}
      onChange={(event) => onChange(event.target.value as Told)}
    >
      <option value="never">{t`Nothing`}</option>
      <option value="somebody">{t`That somebody watches`}</option>
      <option value="name">{t`Who watches`}</option>
    </Select>
  );
}

function useStepNames(): Readonly<Record<StepAction, string>> {
  const { t } = useLingui();
  return {
    watch: t`Watch conversations`,
    whisper: t`Whisper to the agent`,
    join: t`Join conversations`,
    takeOver: t`Take conversations over`,
    reassign: t`Give conversations to others`,
    close: t`Close conversations`,
    status: t`Set an agent’s status`,
    moveQueue: t`Move a whole queue`,
    pause: t`Pause a group`,
  };
}
