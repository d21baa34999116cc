import { useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import type { ExceptionDay } from '#shared/domain/routing/plan.ts';
import { Button } from '../../../ui/button.tsx';
import { Select, TextInput } from '../form/inputs.tsx';
import { TroubleLines } from '../form/trouble-lines.tsx';
import { useTroublesUnder, worstOf } from '../parts/use-troubles.ts';
import { Periods } from './periods.tsx';

type ExceptionProps = {
  readonly exception: ExceptionDay;
  readonly path: string;
  readonly onChange: (exception: ExceptionDay) => void;
  readonly onRemove: () => void;
};

/** One day that is unlike its weekday. */
export function Exception({ exception, path, onChange, onRemove }: ExceptionProps) {
  const { t } = useLingui();
  const { date, name, periods } = exception;
  const troubles = useTroublesUnder(path);
  return (
    <li className="grid gap-1">
      <div className="flex items-start gap-2">
        <TextInput
          type="date"
          aria-label={t`Date`}
          aria-invalid={worstOf(troubles) === 'error'}
          data-testid="exception-date"
          value={date}
          onChange={(event) => onChange({ ...exception, date: event.target.value })}
          className="w-34 shrink-0"
        />
        <TextInput
          aria-label={t`Name of the day`}
          placeholder={t`Name, as “New Year”`}
          value={name}
          maxLength={80}
          onChange={(event) => onChange({ ...exception, name: event.target.value })}
          className="w-40 shrink-0"
        />
        <Select
          aria-label={t`On ${date}`}
          className="w-28 shrink-0"
          value={periods.length === 0 ? 'closed' : 'hours'}
          onChange={(event) =>
            onChange({
              ...exception,
              periods: event.target.value === 'closed' ? [] : [{ from: 600, to: 960 }],
            })
          }
        >
          <option value="closed">{t({ message: 'Closed', context: 'hours' })}</option>
          <option value="hours">{t`Other hours`}</option>
        </Select>
        <div className="min-w-0 flex-1">
          {periods.length > 0 && (
            <Periods
              day={date}
              periods={periods}
              none={t({ message: 'Closed', context: 'hours' })}
              onChange={(next) => onChange({ ...exception, periods: next })}
            />
          )}
        </div>
        <Button look="icon" className="mt-0.5" aria-label={t`Remove ${date}`} onClick={onRemove}>
          <X size={14} aria-hidden="true" />
        </Button>
      </div>
      <TroubleLines troubles={troubles} />
    </li>
  );
}
