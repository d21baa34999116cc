import { useLingui } from '@lingui/react/macro';
import { Plus, X } from 'lucide-react';
import type { Period } from '#shared/domain/routing/plan.ts';
import { Button } from '../../../ui/button.tsx';
import { withAt, withoutAt } from '../model/lists.ts';
import { TimeInput } from './time-input.tsx';

type PeriodsProps = {
  readonly day: string;
  readonly periods: readonly Period[];
  /** What stands where there is none. */
  readonly none: string;
  readonly onChange: (periods: Period[]) => void;
};

/** As many as one day may have. */
const most = 8;

/** The periods of a day, one beside the other. */
export function Periods({ day, periods, none, onChange }: PeriodsProps) {
  const { t } = useLingui();
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1.5">
      {periods.length === 0 && <span className="text-2 text-ink-3 leading-7">{none}</span>}
      {periods.map((period, i) => {
        const n = i + 1;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a period is nothing but its place
          <span key={i} className="flex items-center gap-1">
            <TimeInput
              label={t`${day}, period ${n}: from`}
              value={period.from}
              onChange={(from) => onChange(withAt(periods, i, { ...period, from }))}
            />
            –
            <TimeInput
              label={t`${day}, period ${n}: to`}
              value={period.to}
              onChange={(to) => onChange(withAt(periods, i, { ...period, to }))}
            />
            <Button
              look="icon"
              aria-label={t`${day}: remove period ${n}`}
              onClick={() => onChange(withoutAt(periods, i))}
            >
              <X size={13} aria-hidden="true" />
            </Button>
          </span>
        );
      })}
      {periods.length < most && (
        <Button
          look="icon"
          aria-label={t`${day}: add a period`}
          onClick={() => onChange([...periods, nextPeriod(periods)])}
        >
          <Plus size={14} aria-hidden="true" />
        </Button>
      )}
    </div>
  );
}

/** Nine to six, or what is left of the day after the last one. */
function nextPeriod(periods: readonly Period[]): Period {
  const last = Math.max(0, ...periods.map(({ from, to }) => (to < from ? 1440 : to)));
  if (last === 0) return { from: 540, to: 1080 };
  const from = Math.min(last + 60, 1380);
  return { from, to: Math.min(from + 240, 1440) };
}
