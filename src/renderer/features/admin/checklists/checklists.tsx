import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { type Checklist, type Handbook, nameIn } from '#shared/domain/customer/handbook.ts';
import { newNames } from '#shared/domain/customer/new-names.ts';
import { newId } from '#shared/domain/key.ts';
import { moved } from '../model/lists.ts';
import { HandbookPart } from '../parts/handbook-part.tsx';
import { TroubleMark } from '../parts/item.tsx';
import { OrderedItem } from '../parts/ordered-item.tsx';
import { Items, Nothing, Split } from '../parts/split.tsx';
import { useTroublesUnder, worstOf } from '../parts/use-troubles.ts';
import { editHandbook } from '../state/handbook.ts';
import { choose, useChosen } from '../state/view.ts';
import { ChecklistForm } from './checklist-form.tsx';

/** As many as a handbook may have. */
const most = 100;

/** What is to be done in a kind of case, step by step. */
export function Checklists() {
  return <HandbookPart>{(draft) => <ChecklistsOf handbook={draft} />}</HandbookPart>;
}

function ChecklistsOf({ handbook }: { readonly handbook: Handbook }) {
  const { t } = useLingui();
  const { checklists } = handbook;
  const chosen = useChosen('checklists', checklists);
  const at = chosen === null ? -1 : checklists.indexOf(chosen);

  function add(): void {
    const list: Checklist = {
      id: newId(),
      name: newNames.checklist,
      dispositions: [],
      groups: [],
      steps: [{ id: newId(), text: { zh: '', en: '' } }],
    };
    editHandbook((draft) => ({ ...draft, checklists: [...draft.checklists, list] }));
    choose('checklists', list.id);
  }

  return (
    <Split
      section="checklists"
      count={checklists.length}
      {...(checklists.length < most && { onAdd: add })}
      list={
        <Items label={t`Checklists`}>
          {checklists.map((list, i) => (
            <ChecklistItem
              key={list.id}
              list={list}
              handbook={handbook}
              at={i}
              last={checklists.length - 1}
              isChosen={list === chosen}
            />
          ))}
        </Items>
      }
    >
      {chosen === null ? (
        <Nothing title={t`No checklists yet`}>
          <Trans>
            A checklist says what is to be done in a kind of case. It stands beside the conversation, and its
            steps are ticked off for all to see.
          </Trans>
        </Nothing>
      ) : (
        <ChecklistForm key={chosen.id} handbook={handbook} list={chosen} at={at} />
      )}
    </Split>
  );
}

type ChecklistItemProps = {
  readonly list: Checklist;
  readonly handbook: Handbook;
  readonly at: number;
  readonly last: number;
  readonly isChosen: boolean;
};

function ChecklistItem({ list, handbook, at, last, isChosen }: ChecklistItemProps) {
  const { i18n, t } = useLingui();
  const names = list.dispositions.map((code) => {
    const found = handbook.dispositions.find((one) => one.code === code);
    return found === undefined ? code : nameIn(found.name, i18n.locale);
  });
  const kinds =
    names.length === 0
      ? t`every case`
      : new Intl.ListFormat(i18n.locale, { type: 'conjunction', style: 'narrow' }).format(names);
  const steps = t`${plural(list.steps.length, { one: '# step', other: '# steps' })}`;
  return (
    <OrderedItem
      testId="checklist-row"
      title={nameIn(list.name, i18n.locale)}
      text={`${steps} · ${kinds}`}
      marks={<TroubleMark severity={worstOf(useTroublesUnder(`checklists.${at}`))} />}
      isChosen={isChosen}
      isFirst={at === 0}
      isLast={at === last}
      onChoose={() => choose('checklists', list.id)}
      onMove={(step) =>
        editHandbook((draft) => ({ ...draft, checklists: moved(draft.checklists, at, at + step) }))
      }
    />
  );
}
