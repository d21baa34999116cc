import { useLingui } from '@lingui/react/macro';
import { nameIn } from '#shared/domain/customer/handbook.ts';
import { usualWhen } from '#shared/domain/watch/new-rule.ts';
import {
  type RuleKind,
  ruleKinds,
  type Severity,
  severities,
  type WatchRule,
  watchRule,
} from '#shared/domain/watch/rule.ts';
import { Check, Select, TextInput } from '../form/inputs.tsx';
import { NumberInput } from '../form/number-input.tsx';
import { Part, Row, Rows } from '../form/row.tsx';
import { TroubleLines } from '../form/trouble-lines.tsx';
import { Detail } from '../parts/detail.tsx';
import { GroupsChoice } from '../parts/groups-choice.tsx';
import { RemoveButton } from '../parts/remove-button.tsx';
import { useTroublesUnder } from '../parts/use-troubles.ts';
import { usePlan } from '../state/plan.ts';
import { useKindNames, useSeverities } from './kinds.ts';
import { ReceiversRow } from './receivers-row.tsx';
import { TryRule } from './try-rule.tsx';
import { WhenRows } from './when-rows.tsx';

type RuleFormProps = {
  readonly rule: WatchRule;
  /** Its place among the rules: what is wrong there is said here. */
  readonly path: string;
  readonly onChange: (rule: WatchRule) => void;
  readonly onRemove: () => void;
};

export function RuleForm({ rule, path, onChange, onRemove }: RuleFormProps) {
  const { t, i18n } = useLingui();
  const kinds = useKindNames();
  const severityNames = useSeverities();
  const hours = usePlan((s) => s.base?.plan ?? null)?.hours ?? [];
  const change = (more: Partial<WatchRule>) => onChange({ ...rule, ...more });
  const troubles = useTroublesUnder(`${path}.when`);
  const all = useTroublesUnder(path);
  const groupTroubles = useTroublesUnder(`${path}.groups`);
  return (
    <Detail
      title={nameIn(rule.name, i18n.locale)}
      actions={<RemoveButton name={nameIn(rule.name, i18n.locale)} warning={null} onRemove={onRemove} />}
    >
      <Part>
        <Row label={t`Chinese name`} path={`${path}.name.zh`}>
          {(ids) => (
            <TextInput
              {...ids}
              maxLength={60}
              value={rule.name.zh}
              onChange={({ target }) => change({ name: { ...rule.name, zh: target.value } })}
            />
          )}
        </Row>
        <Row label={t`English name`} path={`${path}.name.en`}>
          {(ids) => (
            <TextInput
              {...ids}
              data-testid="rule-name-en"
              maxLength={60}
              value={rule.name.en}
              onChange={({ target }) => change({ name: { ...rule.name, en: target.value } })}
            />
          )}
        </Row>
        <Row label={t`In force`}>
          {(ids) => (
            <Check
              {...ids}
              label={t`Switched on`}
              data-testid="rule-on"
              checked={rule.on}
              onChange={({ target }) => change({ on: target.checked })}
            />
          )}
        </Row>
      </Part>
      <Part title={t`When it raises an alert`}>
        <Row label={t`What`}>
          {(ids) => (
            <Select
              {...ids}
              data-testid="rule-kind"
              className="w-90"
              value={rule.when.kind}
              onChange={({ target }) => change({ when: usualWhen(target.value as RuleKind) })}
            >
              {ruleKinds.map((kind) => (
                <option key={kind} value={kind}>
                  {kinds[kind]}
                </option>
              ))}
            </Select>
          )}
        </Row>
        <WhenRows when={rule.when} onChange={(when) => change({ when })} />
        <TroubleLines troubles={troubles} />
        <GroupsChoice
          label={t`Groups`}
          value={rule.groups.length === 0 ? 'all' : rule.groups}
          texts={{ all: t`All groups`, some: t`These groups` }}
          onChange={(next) => change({ groups: typeof next === 'string' ? [] : [...next] })}
        />
        <TroubleLines troubles={groupTroubles} />
        <Row label={t`Hours`} path={`${path}.hours`}>
          {(ids) => (
            <Select
              {...ids}
              className="w-90"
              value={rule.hours ?? ''}
              onChange={({ target }) => change({ hours: target.value === '' ? null : target.value })}
            >
              <option value="">{t`Always`}</option>
              {hours.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Row>
      </Part>
      <TryRule rule={rule} isGood={watchRule.safeParse(rule).success && all.length === 0} />
      <Part title={t`Who is told, and how`}>
        <Row label={t`Severity`}>
          {(ids) => (
            <Select
              {...ids}
              data-testid="rule-severity"
              className="w-90"
              value={rule.severity}
              onChange={({ target }) => change({ severity: target.value as Severity })}
            >
              {severities.map((one) => (
                <option key={one} value={one}>
                  {severityNames[one]}
                </option>
              ))}
            </Select>
          )}
        </Row>
        <ReceiversRow receivers={rule.receivers} onChange={(receivers) => change({ receivers })} />
        <Rows label={t`By`} hint={t`The list of alerts has it in any case.`}>
          <div>
            <Check
              label={t`a notification at their desks`}
              checked={rule.notify}
              onChange={({ target }) => change({ notify: target.checked })}
            />
            <Check
              label={t`the webhook`}
              checked={rule.webhook}
              onChange={({ target }) => change({ webhook: target.checked })}
            />
          </div>
        </Rows>
        <Row label={t`At most an hour`} hint={t`Notifications of this rule; many at once are one.`}>
          {(ids) => (
            <NumberInput
              {...ids}
              min={1}
              max={600}
              value={rule.perHour}
              onChange={(perHour) => change({ perHour })}
            />
          )}
        </Row>
        <Rows
          label={t`Nobody acts`}
          hint={t`A critical alert goes on to all supervisors, then to admins and the webhook.`}
        >
          <div className="flex items-center gap-2">
            <Check
              label={t`tell more people after minutes:`}
              checked={rule.climbAfter !== null}
              onChange={({ target }) => change({ climbAfter: target.checked ? 300 : null })}
            />
            {rule.climbAfter !== null && (
              <NumberInput
                aria-label={t`Minutes until more people are told`}
                min={1}
                max={1440}
                value={Math.max(1, Math.round(rule.climbAfter / 60))}
                onChange={(minutes) => change({ climbAfter: minutes * 60 })}
              />
            )}
          </div>
        </Rows>
      </Part>
    </Detail>
  );
}
