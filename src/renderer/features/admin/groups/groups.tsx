import { Trans, useLingui } from '@lingui/react/macro';
import { newId } from '#shared/domain/key.ts';
import type { Group, RoutingPlan } from '#shared/domain/routing/plan.ts';
import { Tag } from '../../../ui/tag.tsx';
import { freeName } from '../model/lists.ts';
import { membersOf } from '../model/members.ts';
import { Item, TroubleMark } from '../parts/item.tsx';
import { PlanPart } from '../parts/plan-part.tsx';
import { Items, Nothing, Split } from '../parts/split.tsx';
import { useTroublesUnder, worstOf } from '../parts/use-troubles.ts';
import { usePeopleCount, useStrategyNames } from '../parts/words.ts';
import { usePeople } from '../state/people.ts';
import { edit } from '../state/plan.ts';
import { choose, useChosen } from '../state/view.ts';
import { GroupForm } from './group-form.tsx';

export function Groups() {
  return <PlanPart>{(draft) => <GroupsOf plan={draft} />}</PlanPart>;
}

function GroupsOf({ plan }: { readonly plan: RoutingPlan }) {
  const { t } = useLingui();
  const chosen = useChosen('groups', plan.groups);
  const at = chosen === null ? -1 : plan.groups.indexOf(chosen);

  function add(): void {
    const id = newId();
    edit((draft) => ({
      ...draft,
      groups: [...draft.groups, newGroup(id, freeName(t`New group`, draft.groups))],
    }));
    choose('groups', id);
  }

  return (
    <Split
      section="groups"
      count={plan.groups.length}
      onAdd={add}
      list={
        <Items label={t`Groups`}>
          {plan.groups.map((group, i) => (
            <GroupItem
              key={group.id}
              group={group}
              at={i}
              isDefault={plan.settings.defaultGroup === group.id}
              isChosen={group === chosen}
            />
          ))}
        </Items>
      }
    >
      {chosen === null ? (
        <Nothing title={t`No group`}>
          <Trans>Conversations go to groups. Add the first one.</Trans>
        </Nothing>
      ) : (
        <GroupForm key={chosen.id} plan={plan} group={chosen} at={at} />
      )}
    </Split>
  );
}

type GroupItemProps = {
  readonly group: Group;
  readonly at: number;
  readonly isDefault: boolean;
  readonly isChosen: boolean;
};

function GroupItem({ group, at, isDefault, isChosen }: GroupItemProps) {
  const { t } = useLingui();
  const count = usePeopleCount();
  const people = usePeople((s) => s.people);
  const worst = worstOf(useTroublesUnder(`groups.${at}`));
  const strategy = useStrategyNames()[group.strategy].name;
  const members = people === null ? '' : ` · ${count(membersOf(people, group.id).length)}`;
  return (
    <Item
      testId="group"
      isChosen={isChosen}
      onChoose={() => choose('groups', group.id)}
      title={group.name}
      text={`${strategy}${members}`}
      marks={
        <>
          {isDefault && <Tag>{t`Default`}</Tag>}
          <TroubleMark severity={worst} />
        </>
      }
    />
  );
}

/** As in a new house. */
function newGroup(id: string, name: string): Group {
  return {
    id,
    name,
    publicName: null,
    strategy: 'least_loaded',
    stickyFor: 24 * 3600 * 1000,
    offerFor: null,
    overflowAfter: null,
    overflowTo: null,
    serviceLevel: { percent: 80, within: 60_000 },
    wrapUpFor: 0,
    hours: null,
  };
}
