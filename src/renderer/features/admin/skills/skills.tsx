import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { newId } from '#shared/domain/key.ts';
import type { RoutingPlan, Skill } from '#shared/domain/routing/plan.ts';
import { Part } from '../form/row.tsx';
import { freeName, withAt } from '../model/lists.ts';
import { usesOfSkill, withoutSkill } from '../model/uses.ts';
import { DeleteButton } from '../parts/delete-button.tsx';
import { Detail } from '../parts/detail.tsx';
import { Item, TroubleMark } from '../parts/item.tsx';
import { NameRow } from '../parts/name-row.tsx';
import { PlanPart } from '../parts/plan-part.tsx';
import { Items, Nothing, Split } from '../parts/split.tsx';
import { useTroublesUnder, worstOf } from '../parts/use-troubles.ts';
import { usePeople } from '../state/people.ts';
import { edit } from '../state/plan.ts';
import { choose, useChosen } from '../state/view.ts';
import { SkillUse } from './skill-use.tsx';

export function Skills() {
  return <PlanPart>{(draft) => <SkillsOf plan={draft} />}</PlanPart>;
}

function SkillsOf({ plan }: { readonly plan: RoutingPlan }) {
  const { t } = useLingui();
  const chosen = useChosen('skills', plan.skills);

  function add(): void {
    const id = newId();
    edit((draft) => ({
      ...draft,
      skills: [...draft.skills, { id, name: freeName(t`New skill`, draft.skills) }],
    }));
    choose('skills', id);
  }

  return (
    <Split
      section="skills"
      count={plan.skills.length}
      onAdd={add}
      list={
        <Items label={t`Skills`}>
          {plan.skills.map((skill, i) => (
            <SkillItem key={skill.id} plan={plan} skill={skill} at={i} isChosen={skill === chosen} />
          ))}
        </Items>
      }
    >
      {chosen === null ? (
        <Nothing title={t`No skills yet`}>
          <Trans>
            A skill is something that a conversation may need and a person may have, at a level from 0 to 100:
            a product, billing, a trade.
          </Trans>
        </Nothing>
      ) : (
        <SkillForm key={chosen.id} plan={plan} skill={chosen} at={plan.skills.indexOf(chosen)} />
      )}
    </Split>
  );
}

type SkillProps = { readonly plan: RoutingPlan; readonly skill: Skill; readonly at: number };

function SkillItem({ plan, skill, at, isChosen }: SkillProps & { readonly isChosen: boolean }) {
  const { t } = useLingui();
  const people = usePeople((s) => s.people) ?? [];
  const uses = usesOfSkill(plan, people, skill.id);
  const have = t`${plural(uses.people.length, { one: '# person', other: '# people' })}`;
  const ask = t`${plural(uses.rules.length, { one: '# rule', other: '# rules' })}`;
  return (
    <Item
      testId="skill"
      isChosen={isChosen}
      onChoose={() => choose('skills', skill.id)}
      title={skill.name}
      text={`${have} · ${ask}`}
      marks={<TroubleMark severity={worstOf(useTroublesUnder(`skills.${at}`))} />}
    />
  );
}

function SkillForm({ plan, skill, at }: SkillProps) {
  const people = usePeople((s) => s.people) ?? [];
  const { id, name } = skill;

  function remove(): void {
    edit((draft) => withoutSkill(draft, id));
    choose('skills', null);
  }

  return (
    <Detail
      title={name}
      actions={
        <DeleteButton name={name} uses={usesOfSkill(plan, people, id)} blocked={false} onDelete={remove} />
      }
    >
      <Part>
        <NameRow
          path={`skills.${at}`}
          testId="skill-name"
          value={name}
          onChange={(called) =>
            edit((draft) => ({ ...draft, skills: withAt(draft.skills, at, { id, name: called }) }))
          }
        />
      </Part>
      <SkillUse plan={plan} skill={id} people={people} />
    </Detail>
  );
}
