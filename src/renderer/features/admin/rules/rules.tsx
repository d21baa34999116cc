import { Trans, useLingui } from '@lingui/react/macro';
import { FlaskConical } from 'lucide-react';
import { useState } from 'react';
import { newId } from '#shared/domain/key.ts';
import { targetOf } from '#shared/domain/routing/entry-rules.ts';
import type { RoutingPlan } from '#shared/domain/routing/plan.ts';
import { Button } from '../../../ui/button.tsx';
import { freeName } from '../model/lists.ts';
import { PlanPart } from '../parts/plan-part.tsx';
import { Items, Nothing, Split } from '../parts/split.tsx';
import { edit } from '../state/plan.ts';
import { choose, useChosen } from '../state/view.ts';
import { RuleForm } from './rule-form.tsx';
import { RuleItem } from './rule-item.tsx';
import { factsOf, noTry, type Tried, TryOut } from './try-out.tsx';

export function Rules() {
  return <PlanPart>{(draft) => <RulesOf plan={draft} />}</PlanPart>;
}

function RulesOf({ plan }: { readonly plan: RoutingPlan }) {
  const { t } = useLingui();
  const chosen = useChosen('rules', plan.rules);
  const [tried, setTried] = useState<Tried>(noTry);
  const [trying, setTrying] = useState(false);
  const target = trying ? targetOf(plan, factsOf(tried)) : null;
  const groupName = (id: string) => plan.groups.find((group) => group.id === id)?.name ?? t`Deleted`;

  function add(): void {
    const id = newId();
    edit((draft) => ({
      ...draft,
      rules: [
        ...draft.rules,
        {
          id,
          name: freeName(t`New rule`, draft.rules),
          conditions: [{ on: 'page', is: 'contains', value: '' }],
          group: draft.settings.defaultGroup,
          needs: [],
          priority: 0,
        },
      ],
    }));
    choose('rules', id);
  }

  return (
    <Split
      section="rules"
      count={plan.rules.length}
      onAdd={add}
      filter={
        <p className="shrink-0 px-3 pb-2 text-1 text-ink-3">
          <Trans>A new conversation goes where the first rule that fits says.</Trans>
        </p>
      }
      list={
        <>
          <Items label={t`Entry rules`}>
            {plan.rules.map((rule, i) => (
              <RuleItem
                key={rule.id}
                rule={rule}
                at={i}
                last={plan.rules.length - 1}
                group={groupName(rule.group)}
                isChosen={rule === chosen}
                fits={target?.rule === rule.id}
              />
            ))}
          </Items>
          <p className="flex items-center gap-2 px-3 py-2 text-2 text-ink-2">
            <span className="w-4 text-right text-1 text-ink-3">–</span>
            <span className="min-w-0 truncate">
              <Trans>
                Otherwise:{' '}
                <span className="foreign font-medium">{groupName(plan.settings.defaultGroup)}</span>
              </Trans>
            </span>
          </p>
        </>
      }
    >
      {chosen === null ? (
        <Nothing title={t`No rules yet`}>
          <Trans>
            Every conversation goes to the default group. Rules send them by page, campaign, form or customer.
          </Trans>
        </Nothing>
      ) : (
        <RuleForm key={chosen.id} plan={plan} rule={chosen} at={plan.rules.indexOf(chosen)} />
      )}
      <section aria-label={t`Try it out`} className="shrink-0 border-line border-t bg-panel">
        <Button
          look="quiet"
          className="mx-3 my-1.5"
          aria-expanded={trying}
          data-testid="try-out"
          onClick={() => setTrying(!trying)}
        >
          <FlaskConical size={14} aria-hidden="true" />
          <Trans>Try it out</Trans>
        </Button>
        {trying && <TryOut plan={plan} tried={tried} onChange={setTried} />}
      </section>
    </Split>
  );
}
