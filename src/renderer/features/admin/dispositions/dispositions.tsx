import { Trans, useLingui } from '@lingui/react/macro';
import { type Disposition, type Handbook, nameIn } from '#shared/domain/customer/handbook.ts';
import { newNames } from '#shared/domain/customer/new-names.ts';
import { Tag } from '../../../ui/tag.tsx';
import { codeFor } from '../model/codes.ts';
import { movedAmong, type TreeRow, treeOf } from '../model/tree.ts';
import { HandbookPart } from '../parts/handbook-part.tsx';
import { TroubleMark } from '../parts/item.tsx';
import { OrderedItem } from '../parts/ordered-item.tsx';
import { Items, Nothing, Split } from '../parts/split.tsx';
import { useTroublesUnder, worstOf } from '../parts/use-troubles.ts';
import { editHandbook } from '../state/handbook.ts';
import { choose, useView } from '../state/view.ts';
import { DispositionForm } from './disposition-form.tsx';
import { RequiredFor } from './required-for.tsx';

/** As many as a handbook may have. */
const most = 500;

/** What wrap-up files conversations under. */
export function Dispositions() {
  return <HandbookPart>{(draft) => <DispositionsOf handbook={draft} />}</HandbookPart>;
}

function DispositionsOf({ handbook }: { readonly handbook: Handbook }) {
  const { t } = useLingui();
  const { dispositions } = handbook;
  const rows = treeOf(dispositions);
  const code = useView((s) => s.chosen.dispositions);
  const chosen = rows.find(({ disposition }) => disposition.code === code) ?? rows[0] ?? null;

  function add(parent: string | null): void {
    const name = newNames.disposition;
    const taken = dispositions.map((one) => one.code);
    const one: Disposition = { code: codeFor(name.en, 'case', taken), parent, name, groups: [] };
    editHandbook((draft) => ({ ...draft, dispositions: [...draft.dispositions, one] }));
    choose('dispositions', one.code);
  }

  const isFull = dispositions.length >= most;
  return (
    <Split
      section="dispositions"
      count={dispositions.length}
      {...(!isFull && { onAdd: () => add(null) })}
      list={
        <Items label={t`Dispositions`}>
          {rows.map((row) => (
            <DispositionItem key={row.disposition.code} row={row} isChosen={row === chosen} />
          ))}
        </Items>
      }
    >
      {chosen === null ? (
        <Nothing title={t`No dispositions yet`}>
          <Trans>
            A disposition says what came of a conversation. Agents choose one in wrap-up; they stand in a
            tree, as “After-sales › Return › Broken”.
          </Trans>
        </Nothing>
      ) : (
        <DispositionForm
          key={chosen.at}
          handbook={handbook}
          row={chosen}
          onAddUnder={isFull ? null : () => add(chosen.disposition.code)}
        />
      )}
      {dispositions.length > 0 && <RequiredFor requiredFor={handbook.requiredFor} />}
    </Split>
  );
}

function DispositionItem({ row, isChosen }: { readonly row: TreeRow; readonly isChosen: boolean }) {
  const { i18n, t } = useLingui();
  const { disposition, at, depth, isRetired, isFirst, isLast } = row;
  const { code, name } = disposition;
  return (
    <OrderedItem
      testId="disposition-row"
      title={nameIn(name, i18n.locale) || code}
      text={code}
      depth={depth}
      faint={isRetired}
      marks={
        <>
          {disposition.retired && <Tag>{t`retired`}</Tag>}
          <TroubleMark severity={worstOf(useTroublesUnder(`dispositions.${at}`))} />
        </>
      }
      isChosen={isChosen}
      isFirst={isFirst}
      isLast={isLast}
      onChoose={() => choose('dispositions', code)}
      onMove={(step) =>
        editHandbook((draft) => ({ ...draft, dispositions: movedAmong(draft.dispositions, code, step) }))
      }
    />
  );
}
