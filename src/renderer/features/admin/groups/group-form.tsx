import { useLingui } from '@lingui/react/macro';
import { useId } from 'react';
import type { Group, RoutingPlan, Strategy } from '#shared/domain/routing/plan.ts';
import { Radio, TextInput } from '../form/inputs.tsx';
import { Part, Row, Rows } from '../form/row.tsx';
import { TroubleLines } from '../form/trouble-lines.tsx';
import { withAt } from '../model/lists.ts';
import { usesOfGroup, withoutGroup } from '../model/uses.ts';
import { DeleteButton } from '../parts/delete-button.tsx';
import { Detail } from '../parts/detail.tsx';
import { NameRow } from '../parts/name-row.tsx';
import { useTroublesAt } from '../parts/use-troubles.ts';
import { useStrategyNames } from '../parts/words.ts';
import { usePeople } from '../state/people.ts';
import { edit } from '../state/plan.ts';
import { choose } from '../state/view.ts';
import { Members } from './members.tsx';
import { TimesPart } from './times-part.tsx';

type GroupFormProps = { readonly plan: RoutingPlan; readonly group: Group; readonly at: number };

export function GroupForm({ plan, group, at }: GroupFormProps) {
  const { t } = useLingui();
  const name = useId();
  const people = usePeople((s) => s.people) ?? [];
  const strategies = useStrategyNames();
  const path = `groups.${at}`;
  const troubles = useTroublesAt(path);
  const put = (change: Partial<Group>) =>
    edit((draft) => ({ ...draft, groups: withAt(draft.groups, at, { ...group, ...change }) }));
  const uses = usesOfGroup(plan, people, group.id);

  function remove(): void {
    edit((draft) => withoutGroup(draft, group.id));
    choose('groups', null);
  }

  return (
    <Detail
      title={group.name}
      actions={
        <DeleteButton
          name={group.name}
          uses={uses}
          blocked={uses.isDefault || uses.rules.length > 0}
          onDelete={remove}
        />
      }
    >
      {troubles.length > 0 && (
        <div className="pt-2">
          <TroubleLines troubles={troubles} />
        </div>
      )}
      <Part>
        <NameRow path={path} testId="group-name" value={group.name} onChange={(name) => put({ name })} />
        <Row label={t`Name for customers`} path={`${path}.publicName`}>
          {(ids) => (
            <TextInput
              {...ids}
              value={group.publicName ?? ''}
              maxLength={80}
              placeholder={group.name}
              onChange={(event) => put({ publicName: event.target.value === '' ? null : event.target.value })}
            />
          )}
        </Row>
        <Rows label={t`Who is next`}>
          {(Object.keys(strategies) as Strategy[]).map((strategy) => (
            <Radio
              key={strategy}
              name={name}
              label={strategies[strategy].name}
              text={strategies[strategy].text}
              checked={group.strategy === strategy}
              onChange={() => put({ strategy })}
            />
          ))}
        </Rows>
      </Part>
      <TimesPart plan={plan} group={group} path={path} onChange={put} />
      <Members people={people} group={group.id} />
    </Detail>
  );
}
