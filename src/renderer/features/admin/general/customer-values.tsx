import { Trans, useLingui } from '@lingui/react/macro';
import { Plus, X } from 'lucide-react';
import type { Settings } from '#shared/domain/routing/plan.ts';
import { Button } from '../../../ui/button.tsx';
import { TextInput } from '../form/inputs.tsx';
import { Rows } from '../form/row.tsx';
import { TroubleLines } from '../form/trouble-lines.tsx';
import { withAt, withoutAt } from '../model/lists.ts';
import { useTroublesUnder } from '../parts/use-troubles.ts';
import { PrioritySelect } from '../rules/priority-row.tsx';

type Values = Settings['customerValues'];

type CustomerValuesProps = { readonly values: Values; readonly onChange: (values: Values) => void };

/** What the signed attribute "value" of a customer adds to the priority. */
export function CustomerValues({ values, onChange }: CustomerValuesProps) {
  const { t } = useLingui();
  return (
    <Rows
      label={t`Valuable customers`}
      hint={t`What your site signs as the attribute “value” of a customer, and how many steps of priority it adds.`}
    >
      {values.map((one, i) => (
        <ValueRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a value is typed anew in its place
          key={i}
          n={i + 1}
          one={one}
          onChange={(next) => onChange(withAt(values, i, next))}
          onRemove={() => onChange(withoutAt(values, i))}
        />
      ))}
      {values.length < 50 && (
        <div>
          <Button onClick={() => onChange([...values, { value: '', priority: 1 }])}>
            <Plus size={13} aria-hidden="true" />
            <Trans>Add a value</Trans>
          </Button>
        </div>
      )}
    </Rows>
  );
}

type ValueRowProps = {
  readonly n: number;
  readonly one: Values[number];
  readonly onChange: (one: Values[number]) => void;
  readonly onRemove: () => void;
};

function ValueRow({ n, one, onChange, onRemove }: ValueRowProps) {
  const { t } = useLingui();
  const troubles = useTroublesUnder(`settings.customerValues.${n - 1}`);
  return (
    <div className="grid gap-1">
      <div className="flex items-center gap-2">
        <TextInput
          aria-label={t`Value ${n}`}
          aria-invalid={troubles.length > 0}
          placeholder={t`value, as “gold”`}
          value={one.value}
          maxLength={60}
          onChange={(event) => onChange({ ...one, value: event.target.value })}
          className="w-44"
        />
        <span className="text-2 text-ink-2">+</span>
        <PrioritySelect
          aria-label={t`Value ${n}: priority`}
          value={one.priority}
          onChange={(priority) => onChange({ ...one, priority })}
        />
        <Button look="icon" aria-label={t`Remove value ${n}`} onClick={onRemove}>
          <X size={14} aria-hidden="true" />
        </Button>
      </div>
      <TroubleLines troubles={troubles} />
    </div>
  );
}
