import { useLingui } from '@lingui/react/macro';
import { useId, useState } from 'react';
import { type Handbook, nameIn } from '#shared/domain/customer/handbook.ts';
import { Check, Radio } from '../form/inputs.tsx';
import { Rows } from '../form/row.tsx';
import { TroubleLines } from '../form/trouble-lines.tsx';
import { treeOf } from '../model/tree.ts';
import { useTroublesAt } from '../parts/use-troubles.ts';

type CasesRowProps = {
  readonly handbook: Handbook;
  readonly path: string;
  readonly value: readonly string[];
  readonly onChange: (codes: string[]) => void;
};

/** Kinds of case that a checklist is for, each with all that stands under it. */
export function CasesRow({ handbook, path, value, onChange }: CasesRowProps) {
  const { t, i18n } = useLingui();
  const name = useId();
  const troubles = useTroublesAt(path);
  // Nothing chosen yet is for every case, but somebody may be about to choose.
  const [choosing, setChoosing] = useState(value.length > 0);
  const some = choosing || value.length > 0;
  const rows = treeOf(handbook.dispositions);
  const unknown = value.filter((code) => !rows.some(({ disposition }) => disposition.code === code));
  const set = (code: string, is: boolean) =>
    onChange(is ? [...value, code] : value.filter((one) => one !== code));
  return (
    <Rows
      label={t`Kinds of case`}
      hint={
        some ? t`Each with all that stands under it. While none is chosen it is for every case.` : undefined
      }
    >
      <div>
        <Radio
          name={name}
          label={t`Every case`}
          checked={!some}
          onChange={() => {
            setChoosing(false);
            onChange([]);
          }}
        />
        <Radio
          name={name}
          label={t`These kinds`}
          checked={some}
          disabled={rows.length === 0}
          onChange={() => setChoosing(true)}
        />
        {some && (
          <div className="mt-1 ml-5 max-h-60 max-w-100 overflow-y-auto rounded-2 border border-line bg-panel px-2 py-1">
            {rows.map(({ disposition, depth, isRetired }) => {
              const called = nameIn(disposition.name, i18n.locale);
              return (
                <div key={disposition.code} style={{ paddingInlineStart: depth * 18 }}>
                  <Check
                    label={isRetired ? t`${called} (retired)` : called}
                    checked={value.includes(disposition.code)}
                    onChange={(event) => set(disposition.code, event.target.checked)}
                  />
                </div>
              );
            })}
            {unknown.map((code) => (
              <Check key={code} label={t`${code} (deleted)`} checked onChange={() => set(code, false)} />
            ))}
          </div>
        )}
        <TroubleLines troubles={troubles} />
      </div>
    </Rows>
  );
}
