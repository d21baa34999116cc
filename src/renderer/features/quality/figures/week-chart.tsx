import { useLingui } from '@lingui/react/macro';
import type { IpcAnswer } from '#shared/ipc/contract.ts';
import { useScoreText } from '../parts/score.tsx';

const day = 24 * 3600_000;

/** A column a week, as high as its average; the figures stand on them, so that nothing is by height alone. */
export function WeekChart({ weeks }: { readonly weeks: IpcAnswer<'quality.trends'>['weeks'] }) {
  const { t, i18n } = useLingui();
  const text = useScoreText();
  const date = new Intl.DateTimeFormat(i18n.locale, { month: 'short', day: 'numeric', timeZone: 'UTC' });
  return (
    <figure aria-label={t`Average score by week`} data-testid="week-chart">
      <ol className="flex h-44 items-end gap-2 rounded-3 border border-line bg-panel px-4 pt-3 pb-2">
        {weeks.map(({ week, n, average }) => {
          const count = t`${n} reviews`;
          return (
            <li
              key={week}
              className="flex h-full min-w-0 max-w-20 flex-1 flex-col justify-end text-center text-1"
            >
              <span className="tabular-nums">{average === null ? '–' : text(average)}</span>
              <span className="flex min-h-0 flex-1 items-end">
                <span
                  title={count}
                  className="mx-auto w-full max-w-10 rounded-t-2 bg-accent"
                  style={{ height: `${average ?? 0}%` }}
                />
              </span>
              <span className="mt-1 truncate text-ink-3">{date.format(week * day)}</span>
              <span className="sr-only">{count}</span>
            </li>
          );
        })}
      </ol>
    </figure>
  );
}
