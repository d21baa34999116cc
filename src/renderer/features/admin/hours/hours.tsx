import { Trans, useLingui } from '@lingui/react/macro';
import { newId } from '#shared/domain/key.ts';
import type { Hours, RoutingPlan } from '#shared/domain/routing/plan.ts';
import { useMinute } from '../../../state/clock.ts';
import { Tag } from '../../../ui/tag.tsx';
import { freeName } from '../model/lists.ts';
import { Item, TroubleMark } from '../parts/item.tsx';
import { PlanPart } from '../parts/plan-part.tsx';
import { Items, Nothing, Split } from '../parts/split.tsx';
import { useTroublesUnder, worstOf } from '../parts/use-troubles.ts';
import { edit } from '../state/plan.ts';
import { choose, useChosen } from '../state/view.ts';
import { HoursForm } from './hours-form.tsx';
import { openingOf } from './opening.ts';

export function OpeningHours() {
  return <PlanPart>{(draft) => <HoursOf plan={draft} />}</PlanPart>;
}

function HoursOf({ plan }: { readonly plan: RoutingPlan }) {
  const { t } = useLingui();
  const chosen = useChosen('hours', plan.hours);

  function add(): void {
    const id = newId();
    edit((draft) => ({
      ...draft,
      hours: [...draft.hours, newHours(id, freeName(t`New hours`, draft.hours))],
    }));
    choose('hours', id);
  }

  return (
    <Split
      section="hours"
      count={plan.hours.length}
      onAdd={add}
      list={
        <Items label={t`Opening hours`}>
          {plan.hours.map((hours, i) => (
            <HoursItem key={hours.id} hours={hours} at={i} isChosen={hours === chosen} />
          ))}
        </Items>
      }
    >
      {chosen === null ? (
        <Nothing title={t`Always open`}>
          <Trans>
            No opening hours are set up: every group is open day and night. Add hours, and choose them at the
            groups they are for.
          </Trans>
        </Nothing>
      ) : (
        <HoursForm key={chosen.id} plan={plan} hours={chosen} at={plan.hours.indexOf(chosen)} />
      )}
    </Split>
  );
}

type HoursItemProps = { readonly hours: Hours; readonly at: number; readonly isChosen: boolean };

function HoursItem({ hours, at, isChosen }: HoursItemProps) {
  const { t } = useLingui();
  const now = useMinute();
  const isOpen = openingOf(hours, now).is === 'open';
  return (
    <Item
      testId="hours"
      isChosen={isChosen}
      onChoose={() => choose('hours', hours.id)}
      title={hours.name}
      text={hours.timeZone}
      marks={
        <>
          {isOpen && <Tag tone="accent">{t`Open`}</Tag>}
          <TroubleMark severity={worstOf(useTroublesUnder(`hours.${at}`))} />
        </>
      }
    />
  );
}

/** Nine to six from Monday to Friday, where this computer is. */
function newHours(id: string, name: string): Hours {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const week = Array.from({ length: 7 }, (_, day) => (day < 5 ? [{ from: 540, to: 1080 }] : []));
  return { id, name, timeZone, week, exceptions: [] };
}
