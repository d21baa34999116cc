import { Trans, useLingui } from '@lingui/react/macro';
import { Plus } from 'lucide-react';
import type { Checklist } from '#shared/domain/customer/handbook.ts';
import { newId } from '#shared/domain/key.ts';
import { Button } from '../../../ui/button.tsx';
import { Part } from '../form/row.tsx';
import { TroubleLines } from '../form/trouble-lines.tsx';
import { moved, withAt, withoutAt } from '../model/lists.ts';
import { useTroublesAt } from '../parts/use-troubles.ts';
import { StepRow } from './step-row.tsx';

type StepsProps = {
  readonly steps: Checklist['steps'];
  readonly path: string;
  readonly onChange: (steps: Checklist['steps']) => void;
};

/** As many as a checklist may have. */
const most = 40;

/** What is to be done, in this order. A step keeps its ticks when its words are changed. */
export function Steps({ steps, path, onChange }: StepsProps) {
  const { t } = useLingui();
  return (
    <Part title={t`Steps`}>
      <ol className="grid gap-2">
        {steps.map((step, i) => (
          <StepRow
            key={step.id}
            n={i + 1}
            step={step}
            path={`${path}.${i}.text`}
            isFirst={i === 0}
            isLast={i === steps.length - 1}
            isOnly={steps.length === 1}
            onChange={(text) => onChange(withAt(steps, i, { ...step, text }))}
            onMove={(by) => onChange(moved(steps, i, i + by))}
            onRemove={() => onChange(withoutAt(steps, i))}
          />
        ))}
      </ol>
      <TroubleLines troubles={useTroublesAt(path)} />
      {steps.length < most && (
        <Button
          className="mt-2.5 ml-7"
          data-testid="step-add"
          onClick={() => onChange([...steps, { id: newId(), text: { zh: '', en: '' } }])}
        >
          <Plus size={13} aria-hidden="true" />
          <Trans>Add a step</Trans>
        </Button>
      )}
    </Part>
  );
}
