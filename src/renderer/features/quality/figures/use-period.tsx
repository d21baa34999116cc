import { useLingui } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { dayText, momentOf } from '../parts/day.ts';
import { control, Labelled } from '../parts/labelled.tsx';

const weeks = (n: number) => n * 7 * 24 * 3600_000;

/** A period in days of the local calendar, the last twelve weeks to begin with; and its two fields. */
export function usePeriod(): { readonly from: number; readonly to: number; readonly fields: ReactNode } {
  const { t } = useLingui();
  const [days, setDays] = useState(() => ({
    from: dayText(Date.now() - weeks(12)),
    to: dayText(Date.now()),
  }));
  const from = momentOf(days.from, 'first') ?? 0;
  const to = (momentOf(days.to, 'last') ?? Date.now()) + 1;
  const field = (label: string, which: 'from' | 'to') => (
    <div className="w-40">
      <Labelled label={label}>
        {(id) => (
          <input
            id={id}
            type="date"
            value={days[which]}
            onChange={({ target }) => setDays({ ...days, [which]: target.value })}
            className={control}
          />
        )}
      </Labelled>
    </div>
  );
  return {
    from,
    to,
    fields: (
      <>
        {field(t`From`, 'from')}
        {field(t`Until`, 'to')}
      </>
    ),
  };
}
