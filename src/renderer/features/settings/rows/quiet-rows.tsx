import { useLingui } from '@lingui/react/macro';
import type { QuietHours } from '#shared/domain/alerts/preferences.ts';
import { mute, setAlerts, useAlerts } from '../../../state/alerts.ts';
import { Button } from '../../../ui/button.tsx';
import { timeText } from '../../../ui/time.ts';
import { Input, Toggle } from '../controls.tsx';
import type { Setting } from '../setting-row.tsx';

const days = [1, 2, 3, 4, 5, 6, 7] as const;
/** A Monday. */
const monday = Date.UTC(2024, 0, 1);
const dayLength = 24 * 3600 * 1000;

export function useQuietRows(): readonly Setting[] {
  const { t, i18n } = useLingui();
  const state = useAlerts((s) => s.state);
  if (state === null) return [];
  const { quietHours: hours, mutedUntil } = state.preferences;
  const put = (change: Partial<QuietHours>) => void setAlerts({ quietHours: { ...hours, ...change } });
  const isMuted = state.quiet === 'muted' && mutedUntil !== null;
  const until = isMuted ? timeText(mutedUntil, i18n.locale) : '';
  const dayName = new Intl.DateTimeFormat(i18n.locale, { weekday: 'short', timeZone: 'UTC' });
  return [
    {
      id: 'mute',
      section: 'quiet',
      label: t`Now`,
      hint: t`Nothing pops up or sounds; the count on the icon goes on. If a customer waits too long, colleagues are told in your place.`,
      control: (ids) => (
        <span id={ids.id} className="flex flex-wrap items-center gap-2">
          {isMuted && <span className="text-2">{t`Until ${until}`}</span>}
          {isMuted ? (
            <Button onClick={() => void mute(null)}>{t`Disturb again`}</Button>
          ) : (
            <>
              <Button onClick={() => void mute('half-hour')}>{t`For 30 minutes`}</Button>
              <Button onClick={() => void mute('hour')}>{t`For 1 hour`}</Button>
              <Button onClick={() => void mute('tomorrow')}>{t`Until tomorrow morning`}</Button>
            </>
          )}
        </span>
      ),
    },
    {
      id: 'quiet-hours',
      section: 'quiet',
      label: t`At these hours`,
      control: (ids) => (
        <Toggle
          {...ids}
          label={t`At these hours`}
          checked={hours.on}
          onChange={(event) => put({ on: event.target.checked })}
        />
      ),
    },
    {
      id: 'quiet-times',
      section: 'quiet',
      label: t`From and to`,
      control: (ids) => (
        <span className="flex items-center gap-2">
          <Time {...ids} label={t`From`} value={hours.from} onChange={(from) => put({ from })} />
          –
          <Time label={t`To`} value={hours.to} onChange={(to) => put({ to })} />
        </span>
      ),
    },
    {
      id: 'quiet-days',
      section: 'quiet',
      label: t`On these days`,
      control: (ids) => (
        <fieldset id={ids.id} aria-label={t`On these days`} className="flex flex-wrap gap-x-3">
          {days.map((day) => (
            <label key={day} className="flex items-center gap-1.5 text-2 leading-7">
              <input
                type="checkbox"
                className="size-4 accent-accent"
                checked={hours.days.includes(day)}
                onChange={(event) =>
                  put({
                    days: event.target.checked
                      ? [...hours.days, day].sort((a, b) => a - b)
                      : hours.days.filter((one) => one !== day),
                  })
                }
              />
              {dayName.format(monday + (day - 1) * dayLength)}
            </label>
          ))}
        </fieldset>
      ),
    },
  ];
}

type TimeProps = {
  readonly id?: string;
  readonly label: string;
  /** Minutes after midnight. */
  readonly value: number;
  readonly onChange: (minutes: number) => void;
};

function Time({ value, label, onChange, ...rest }: TimeProps) {
  const two = (n: number) => String(n).padStart(2, '0');
  return (
    <Input
      {...rest}
      type="time"
      aria-label={label}
      value={`${two(Math.floor(value / 60))}:${two(value % 60)}`}
      onChange={(event) => {
        const [hours, minutes] = event.target.value.split(':').map(Number);
        if (hours !== undefined && minutes !== undefined) onChange(hours * 60 + minutes);
      }}
    />
  );
}
