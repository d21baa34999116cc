import { Trans, useLingui } from '@lingui/react/macro';
import { Plus } from 'lucide-react';
import type { ExceptionDay } from '#shared/domain/routing/plan.ts';
import { Button } from '../../../ui/button.tsx';
import { Part } from '../form/row.tsx';
import { withAt, withoutAt } from '../model/lists.ts';
import { Exception } from './exception.tsx';

type ExceptionsProps = {
  readonly exceptions: readonly ExceptionDay[];
  readonly path: string;
  readonly onChange: (exceptions: ExceptionDay[]) => void;
};

/** As many as hours may have. */
const most = 400;

/** Holidays, and days with other hours. */
export function Exceptions({ exceptions, path, onChange }: ExceptionsProps) {
  const { t } = useLingui();
  return (
    <Part title={t`Holidays and other hours`}>
      {exceptions.length === 0 && (
        <p className="mb-2 text-2 text-ink-3">
          <Trans>None. Add the days on which the week above does not hold.</Trans>
        </p>
      )}
      <ul className="grid gap-1.5">
        {exceptions.map((exception, i) => (
          <Exception
            // biome-ignore lint/suspicious/noArrayIndexKey: dates are typed anew in their place
            key={i}
            exception={exception}
            path={`${path}.${i}`}
            onChange={(next) => onChange(withAt(exceptions, i, next))}
            onRemove={() => onChange(withoutAt(exceptions, i))}
          />
        ))}
      </ul>
      {exceptions.length < most && (
        <Button
          className="mt-2"
          data-testid="exception-add"
          onClick={() => onChange([...exceptions, { date: dayAfter(exceptions), name: '', periods: [] }])}
        >
          <Plus size={13} aria-hidden="true" />
          <Trans>Add a day</Trans>
        </Button>
      )}
    </Part>
  );
}

/** The day after the last one, as holidays come; else tomorrow. */
function dayAfter(exceptions: readonly ExceptionDay[]): string {
  const last = exceptions.at(-1)?.date ?? '';
  const from = last === '' ? Date.now() : Date.parse(last);
  return new Date(from + 86_400_000).toISOString().slice(0, 10);
}
