import { Trans, useLingui } from '@lingui/react/macro';
import { Plus } from 'lucide-react';
import type { EntryRule } from '#shared/domain/routing/plan.ts';
import { Button } from '../../../ui/button.tsx';
import { Part } from '../form/row.tsx';
import { TroubleLines } from '../form/trouble-lines.tsx';
import { withAt, withoutAt } from '../model/lists.ts';
import { useTroublesAt } from '../parts/use-troubles.ts';
import { ConditionRow } from './condition-row.tsx';

type ConditionsProps = {
  readonly conditions: EntryRule['conditions'];
  readonly path: string;
  readonly onChange: (conditions: EntryRule['conditions']) => void;
};

/** As many as a rule may have. */
const most = 10;

export function Conditions({ conditions, path, onChange }: ConditionsProps) {
  const { t } = useLingui();
  return (
    <Part title={t`When all of this holds`}>
      {conditions.length === 0 && (
        <p className="mb-2 text-2 text-ink-3">
          <Trans>No condition: it fits every conversation.</Trans>
        </p>
      )}
      <div className="grid gap-1.5">
        {conditions.map((condition, i) => (
          <ConditionRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a condition is nothing but its place
            key={i}
            n={i + 1}
            condition={condition}
            path={`${path}.${i}`}
            onChange={(next) => onChange(withAt(conditions, i, next))}
            onRemove={() => onChange(withoutAt(conditions, i))}
          />
        ))}
      </div>
      <TroubleLines troubles={useTroublesAt(path)} />
      {conditions.length < most && (
        <Button
          className="mt-2"
          onClick={() => onChange([...conditions, { on: 'page', is: 'contains', value: '' }])}
        >
          <Plus size={13} aria-hidden="true" />
          <Trans>Add a condition</Trans>
        </Button>
      )}
    </Part>
  );
}
