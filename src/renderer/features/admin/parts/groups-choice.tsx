import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useId } from 'react';
import { Check, Radio } from '../form/inputs.tsx';
import { Rows } from '../form/row.tsx';
import { usePlan } from '../state/plan.ts';

export type GroupChoice = 'all' | 'none' | readonly string[];

type GroupsChoiceProps = {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly value: GroupChoice;
  readonly texts: { readonly all: string; readonly none?: string; readonly some: string };
  readonly onChange: (value: GroupChoice) => void;
};

/** Which groups something is for. Those of the plan in force. */
export function GroupsChoice({ label, hint, value, texts, onChange }: GroupsChoiceProps) {
  const { t } = useLingui();
  const name = useId();
  const groups = usePlan((s) => s.base?.plan ?? null)?.groups ?? [];
  const chosen = typeof value === 'string' ? [] : value;
  const unknown = chosen.filter((id) => !groups.some((group) => group.id === id));
  // The last one that is taken away leaves none chosen, which is for all or for none: as it was before.
  const set = (id: string, is: boolean) => {
    const next = is ? [...chosen, id] : chosen.filter((one) => one !== id);
    onChange(next.length > 0 ? next : texts.none === undefined ? 'all' : 'none');
  };
  return (
    <Rows label={label} hint={hint}>
      <div>
        {texts.none !== undefined && (
          <Radio
            name={name}
            label={texts.none}
            checked={value === 'none'}
            onChange={() => onChange('none')}
          />
        )}
        <Radio name={name} label={texts.all} checked={value === 'all'} onChange={() => onChange('all')} />
        <Radio
          name={name}
          label={texts.some}
          checked={typeof value !== 'string'}
          disabled={groups.length === 0 && chosen.length === 0}
          onChange={() => onChange(groups.map(({ id }) => id))}
        />
        {typeof value !== 'string' && (
          <div className="grid grid-cols-2 gap-x-4 pl-5">
            {groups.map((group) => (
              <Check
                key={group.id}
                label={group.name}
                checked={chosen.includes(group.id)}
                onChange={(event) => set(group.id, event.target.checked)}
              />
            ))}
            {unknown.map((id) => (
              <Check key={id} label={t`A group that was deleted`} checked onChange={() => set(id, false)} />
            ))}
          </div>
        )}
      </div>
    </Rows>
  );
}
