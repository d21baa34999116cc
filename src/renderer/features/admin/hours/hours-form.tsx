import { useLingui } from '@lingui/react/macro';
import type { Hours, RoutingPlan } from '#shared/domain/routing/plan.ts';
import { Part, Row } from '../form/row.tsx';
import { TroubleLines } from '../form/trouble-lines.tsx';
import { withAt } from '../model/lists.ts';
import { usesOfHours, withoutHours } from '../model/uses.ts';
import { DeleteButton } from '../parts/delete-button.tsx';
import { Detail } from '../parts/detail.tsx';
import { NameRow } from '../parts/name-row.tsx';
import { useTroublesAt } from '../parts/use-troubles.ts';
import { edit } from '../state/plan.ts';
import { choose } from '../state/view.ts';
import { Exceptions } from './exceptions.tsx';
import { Preview } from './preview.tsx';
import { Week } from './week.tsx';
import { ZoneInput } from './zone-input.tsx';

type HoursFormProps = { readonly plan: RoutingPlan; readonly hours: Hours; readonly at: number };

export function HoursForm({ plan, hours, at }: HoursFormProps) {
  const { t } = useLingui();
  const path = `hours.${at}`;
  const troubles = useTroublesAt(path);
  const put = (change: Partial<Hours>) =>
    edit((draft) => ({ ...draft, hours: withAt(draft.hours, at, { ...hours, ...change }) }));

  function remove(): void {
    edit((draft) => withoutHours(draft, hours.id));
    choose('hours', null);
  }

  return (
    <Detail
      title={hours.name}
      actions={
        <DeleteButton
          name={hours.name}
          uses={usesOfHours(plan, hours.id)}
          blocked={false}
          onDelete={remove}
        />
      }
    >
      <div className="grid gap-1 pt-2.5">
        <Preview hours={hours} />
        <TroubleLines troubles={troubles} />
      </div>
      <Part>
        <NameRow path={path} testId="hours-name" value={hours.name} onChange={(name) => put({ name })} />
        <Row label={t`Time zone`} path={`${path}.timeZone`}>
          {(ids) => <ZoneInput ids={ids} value={hours.timeZone} onChange={(timeZone) => put({ timeZone })} />}
        </Row>
      </Part>
      <Week week={hours.week} path={`${path}.week`} onChange={(week) => put({ week })} />
      <Exceptions
        exceptions={hours.exceptions}
        path={`${path}.exceptions`}
        onChange={(exceptions) => put({ exceptions })}
      />
    </Detail>
  );
}
