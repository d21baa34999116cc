import { useLingui } from '@lingui/react/macro';
import { type Checklist, type Handbook, nameIn } from '#shared/domain/customer/handbook.ts';
import { Part } from '../form/row.tsx';
import { withAt, withoutAt } from '../model/lists.ts';
import { Detail } from '../parts/detail.tsx';
import { GroupsChoice } from '../parts/groups-choice.tsx';
import { NamesRows } from '../parts/names-rows.tsx';
import { RemoveButton } from '../parts/remove-button.tsx';
import { editHandbook, useHandbook } from '../state/handbook.ts';
import { choose } from '../state/view.ts';
import { CasesRow } from './cases-row.tsx';
import { Steps } from './steps.tsx';

type ChecklistFormProps = { readonly handbook: Handbook; readonly list: Checklist; readonly at: number };

export function ChecklistForm({ handbook, list, at }: ChecklistFormProps) {
  const { t, i18n } = useLingui();
  const path = `checklists.${at}`;
  const isInForce = useHandbook((s) => s.base?.handbook.checklists.some(({ id }) => id === list.id) === true);
  const put = (change: Partial<Checklist>) =>
    editHandbook((draft) => ({ ...draft, checklists: withAt(draft.checklists, at, { ...list, ...change }) }));

  function remove(): void {
    editHandbook((draft) => ({ ...draft, checklists: withoutAt(draft.checklists, at) }));
    choose('checklists', null);
  }

  const title = nameIn(list.name, i18n.locale);
  return (
    <Detail
      title={title}
      actions={
        <RemoveButton
          name={title}
          warning={
            isInForce
              ? t`It is shown beside no conversation any more, also where steps are ticked off.`
              : null
          }
          onRemove={remove}
        />
      }
    >
      <Part>
        <NamesRows
          path={`${path}.name`}
          testId="checklist-name"
          value={list.name}
          onChange={(name) => put({ name })}
        />
        <CasesRow
          handbook={handbook}
          path={`${path}.dispositions`}
          value={list.dispositions}
          onChange={(dispositions) => put({ dispositions })}
        />
        <GroupsChoice
          label={t`Groups`}
          value={list.groups.length === 0 ? 'all' : list.groups}
          texts={{ all: t`All groups`, some: t`These groups` }}
          onChange={(next) => put({ groups: typeof next === 'string' ? [] : [...next] })}
        />
      </Part>
      <Steps steps={list.steps} path={`${path}.steps`} onChange={(steps) => put({ steps })} />
    </Detail>
  );
}
