import { useLingui } from '@lingui/react/macro';
import type { EntryRule, RoutingPlan } from '#shared/domain/routing/plan.ts';
import { Select } from '../form/inputs.tsx';
import { Part, Row, Rows } from '../form/row.tsx';
import { TroubleLines } from '../form/trouble-lines.tsx';
import { withAt, withoutAt } from '../model/lists.ts';
import { DeleteButton } from '../parts/delete-button.tsx';
import { Detail } from '../parts/detail.tsx';
import { NameRow } from '../parts/name-row.tsx';
import { SkillLevels } from '../parts/skill-levels.tsx';
import { useTroublesAt } from '../parts/use-troubles.ts';
import { edit } from '../state/plan.ts';
import { choose } from '../state/view.ts';
import { Conditions } from './conditions.tsx';
import { PriorityRow } from './priority-row.tsx';

type RuleFormProps = { readonly plan: RoutingPlan; readonly rule: EntryRule; readonly at: number };

/** Nobody refers to a rule. */
const noUses = { rules: [], groups: [], people: [], isDefault: false };

export function RuleForm({ plan, rule, at }: RuleFormProps) {
  const { t } = useLingui();
  const path = `rules.${at}`;
  const troubles = useTroublesAt(path);
  const needTroubles = useTroublesAt(`${path}.needs`);
  const put = (change: Partial<EntryRule>) =>
    edit((draft) => ({ ...draft, rules: withAt(draft.rules, at, { ...rule, ...change }) }));

  function remove(): void {
    edit((draft) => ({ ...draft, rules: withoutAt(draft.rules, at) }));
    choose('rules', null);
  }

  return (
    <Detail
      title={rule.name}
      actions={<DeleteButton name={rule.name} uses={noUses} blocked={false} onDelete={remove} />}
    >
      {troubles.length > 0 && (
        <div className="pt-2">
          <TroubleLines troubles={troubles} />
        </div>
      )}
      <Part>
        <NameRow path={path} testId="rule-name" value={rule.name} onChange={(name) => put({ name })} />
      </Part>
      <Conditions
        conditions={rule.conditions}
        path={`${path}.conditions`}
        onChange={(conditions) => put({ conditions })}
      />
      <Part title={t`Then`}>
        <Row label={t`Goes to`} path={`${path}.group`}>
          {(ids) => (
            <Select
              {...ids}
              className="w-60"
              data-testid="rule-group"
              value={rule.group}
              onChange={(event) => put({ group: event.target.value })}
            >
              {!plan.groups.some(({ id }) => id === rule.group) && (
                <option value={rule.group}>{t`Deleted`}</option>
              )}
              {plan.groups.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Row>
        <Rows label={t`Needs`}>
          <SkillLevels
            all={plan.skills}
            chosen={rule.needs}
            path={`${path}.needs`}
            most={10}
            onChange={(needs) => put({ needs })}
          />
          {plan.skills.length === 0 && (
            <p className="pt-1 text-2 text-ink-3">{t`There are no skills yet.`}</p>
          )}
          <TroubleLines troubles={needTroubles} />
        </Rows>
        <PriorityRow
          priority={rule.priority}
          step={plan.settings.priorityStep}
          onChange={(priority) => put({ priority })}
        />
      </Part>
    </Detail>
  );
}
