import { Trans, useLingui } from '@lingui/react/macro';
import { Plus } from 'lucide-react';
import { type BothNames, type Disposition, type Handbook, nameIn } from '#shared/domain/customer/handbook.ts';
import { deepest } from '#shared/domain/customer/handbook-problems.ts';
import { Button } from '../../../ui/button.tsx';
import { Select } from '../form/inputs.tsx';
import { Part, Row } from '../form/row.tsx';
import { codeFor } from '../model/codes.ts';
import { withAt } from '../model/lists.ts';
import {
  branchOf,
  checklistsNaming,
  isRetiredAbove,
  parentsFor,
  recoded,
  retired,
  type TreeRow,
  withoutBranch,
} from '../model/tree.ts';
import { CodeRow } from '../parts/code-row.tsx';
import { Detail } from '../parts/detail.tsx';
import { GroupsChoice } from '../parts/groups-choice.tsx';
import { NamesRows } from '../parts/names-rows.tsx';
import { RemoveButton } from '../parts/remove-button.tsx';
import { editHandbook, useHandbook } from '../state/handbook.ts';
import { choose } from '../state/view.ts';
import { NamedBy } from './named-by.tsx';

type DispositionFormProps = {
  readonly handbook: Handbook;
  readonly row: TreeRow;
  /** Null where there can be no more. */
  readonly onAddUnder: (() => void) | null;
};

export function DispositionForm({ handbook, row, onAddUnder }: DispositionFormProps) {
  const { t, i18n } = useLingui();
  const { disposition, at, depth } = row;
  const { code, name, parent, groups } = disposition;
  const { dispositions } = handbook;
  const path = `dispositions.${at}`;
  const isFixed = useHandbook((s) => s.base?.handbook.dispositions.some((one) => one.code === code) === true);
  const others = dispositions.filter((one) => one !== disposition).map((one) => one.code);
  const isRetired = disposition.retired === true;
  const lists = checklistsNaming(handbook, code);
  const count = branchOf(dispositions, code).length - 1;

  const put = (next: Disposition) =>
    editHandbook((draft) => ({ ...draft, dispositions: withAt(draft.dispositions, at, next) }));
  function recode(to: string): void {
    editHandbook((draft) => recoded(draft, code, to));
    choose('dispositions', to);
  }
  /** The code follows the name until somebody gives another, or it is in force. */
  function call(names: BothNames): void {
    const follows = !isFixed && code === codeFor(name.en, 'case', others);
    put({ ...disposition, name: names });
    const wanted = codeFor(names.en, 'case', others);
    if (follows && wanted !== code) recode(wanted);
  }
  function remove(): void {
    editHandbook((draft) => withoutBranch(draft, code));
    choose('dispositions', parent);
  }

  const title = nameIn(name, i18n.locale) || code;
  const warnings = [
    isFixed ? t`Conversations that were filed under it name it by its code only.` : '',
    count > 0 ? t`What stands under it is deleted too.` : '',
    lists.length > 0 ? t`Checklists name it: look at them afterwards.` : '',
  ].filter(Boolean);
  return (
    <Detail
      title={title}
      below={
        isRetiredAbove(dispositions, disposition) ? (
          <p className="text-1 text-ink-3">
            <Trans>Retired with what it stands under.</Trans>
          </p>
        ) : undefined
      }
      actions={
        <>
          {depth + 1 < deepest && onAddUnder !== null && (
            <Button onClick={onAddUnder} data-testid="disposition-add-under">
              <Plus size={13} aria-hidden="true" />
              <Trans>Add under it</Trans>
            </Button>
          )}
          {isFixed && (
            <Button
              data-testid="disposition-retire"
              title={t`Nothing more is filed under it; what was filed keeps its name.`}
              onClick={() => put(retired(disposition, !isRetired))}
            >
              {isRetired ? <Trans>Use it again</Trans> : <Trans>Retire</Trans>}
            </Button>
          )}
          {(!isFixed || isRetired) && (
            <RemoveButton
              name={title}
              warning={warnings.length === 0 ? null : warnings.join(' ')}
              onRemove={remove}
            />
          )}
        </>
      }
    >
      <Part>
        <NamesRows path={`${path}.name`} testId="disposition-name" value={name} onChange={call} />
        <CodeRow
          path={`${path}.code`}
          testId="disposition-code"
          value={code}
          taken={others}
          isFixed={isFixed}
          onChange={recode}
        />
        <Row label={t`Stands under`} path={`${path}.parent`}>
          {(ids) => (
            <Select
              {...ids}
              data-testid="disposition-parent"
              className="w-full max-w-90"
              value={parent ?? ''}
              onChange={({ target }) =>
                put({
                  ...disposition,
                  parent: target.value === '' ? null : target.value,
                  // Groups are those of its branch.
                  groups: target.value === '' ? groups : [],
                })
              }
            >
              <option value="">{t`Nothing: a branch of its own`}</option>
              {parentsFor(dispositions, code).map((one) => (
                <option key={one.disposition.code} value={one.disposition.code}>
                  {`${'\u2003'.repeat(one.depth)}${nameIn(one.disposition.name, i18n.locale)}`}
                </option>
              ))}
            </Select>
          )}
        </Row>
        {parent === null && (
          <GroupsChoice
            label={t`Groups`}
            hint={t`Whose conversations are filed in this branch.`}
            value={groups.length === 0 ? 'all' : groups}
            texts={{ all: t`All groups`, some: t`These groups` }}
            onChange={(next) => put({ ...disposition, groups: typeof next === 'string' ? [] : [...next] })}
          />
        )}
      </Part>
      <NamedBy lists={lists} />
    </Detail>
  );
}
