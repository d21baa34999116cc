import { Trans, useLingui } from '@lingui/react/macro';
import type { Hours, Period } from '#shared/domain/routing/plan.ts';
import { Button } from '../../../ui/button.tsx';
import { Part } from '../form/row.tsx';
import { TroubleLines } from '../form/trouble-lines.tsx';
import { withAt } from '../model/lists.ts';
import { useTroublesUnder } from '../parts/use-troubles.ts';
import { useWeekdays } from '../parts/use-weekdays.ts';
import { Periods } from './periods.tsx';

type WeekProps = {
  readonly week: Hours['week'];
  readonly path: string;
  readonly onChange: (week: Hours['week']) => void;
};

/** The hours of each weekday. What ends before it begins goes on after midnight. */
export function Week({ week, path, onChange }: WeekProps) {
  const { t } = useLingui();
  const days = useWeekdays('long');
  const monday = week[0] ?? [];
  const like = (count: number) => onChange(week.map((periods, i) => (i < count ? monday : periods)));
  return (
    <Part title={t`Week`}>
      {days.map((day, i) => (
        <Day
          key={day}
          day={day}
          periods={week[i] ?? []}
          path={`${path}.${i}`}
          onChange={(periods) => onChange(withAt(week, i, periods))}
        />
      ))}
      <div className="mt-1.5 flex gap-2 pl-[146px]">
        <Button look="quiet" onClick={() => like(5)}>
          <Trans>Weekdays like Monday</Trans>
        </Button>
        <Button look="quiet" onClick={() => like(7)}>
          <Trans>All days like Monday</Trans>
        </Button>
      </div>
      <p className="pl-38 text-1 text-ink-3">
        <Trans>A period that ends before it begins goes on after midnight: 22:00–06:00.</Trans>
      </p>
    </Part>
  );
}

type DayProps = {
  readonly day: string;
  readonly periods: readonly Period[];
  readonly path: string;
  readonly onChange: (periods: Period[]) => void;
};

function Day({ day, periods, path, onChange }: DayProps) {
  const { t } = useLingui();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own frame for one line
    <div
      role="group"
      aria-label={day}
      className="grid grid-cols-[136px_minmax(0,1fr)] items-start gap-x-4 py-0.5"
    >
      <span className="text-2 text-ink-2 leading-7">{day}</span>
      <div className="grid gap-1">
        <Periods
          day={day}
          periods={periods}
          none={t({ message: 'Closed', context: 'hours' })}
          onChange={onChange}
        />
        <TroubleLines troubles={useTroublesUnder(path)} />
      </div>
    </div>
  );
}
