import { Trans, useLingui } from '@lingui/react/macro';
import { Plus, X } from 'lucide-react';
import { Button } from '../../../ui/button.tsx';
import { TextInput } from '../form/inputs.tsx';
import { Rows } from '../form/row.tsx';
import { TroubleLines } from '../form/trouble-lines.tsx';
import { withAt, withoutAt } from '../model/lists.ts';
import { useTroublesUnder } from '../parts/use-troubles.ts';

type AwayReasonsProps = {
  readonly reasons: readonly string[];
  readonly onChange: (reasons: string[]) => void;
};

/** Why agents may be away, in the words of the house. */
export function AwayReasons({ reasons, onChange }: AwayReasonsProps) {
  const { t } = useLingui();
  return (
    <Rows label={t`Reasons`}>
      <div className="grid grid-cols-2 gap-x-4 gap-y-1.5">
        {reasons.map((reason, i) => (
          <ReasonRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a reason is typed anew in its place
            key={i}
            n={i + 1}
            reason={reason}
            onChange={(next) => onChange(withAt(reasons, i, next))}
            onRemove={() => onChange(withoutAt(reasons, i))}
          />
        ))}
      </div>
      {reasons.length < 20 && (
        <div>
          <Button onClick={() => onChange([...reasons, ''])}>
            <Plus size={13} aria-hidden="true" />
            <Trans>Add a reason</Trans>
          </Button>
        </div>
      )}
    </Rows>
  );
}

type ReasonRowProps = {
  readonly n: number;
  readonly reason: string;
  readonly onChange: (reason: string) => void;
  readonly onRemove: () => void;
};

function ReasonRow({ n, reason, onChange, onRemove }: ReasonRowProps) {
  const { t } = useLingui();
  const troubles = useTroublesUnder(`settings.awayReasons.${n - 1}`);
  return (
    <div className="grid gap-1">
      <div className="flex items-center gap-1">
        <TextInput
          aria-label={t`Reason ${n}`}
          aria-invalid={troubles.length > 0}
          value={reason}
          maxLength={40}
          onChange={(event) => onChange(event.target.value)}
          className="w-full"
        />
        <Button look="icon" aria-label={t`Remove reason ${n}`} onClick={onRemove}>
          <X size={14} aria-hidden="true" />
        </Button>
      </div>
      <TroubleLines troubles={troubles} />
    </div>
  );
}
