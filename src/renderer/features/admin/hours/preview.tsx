import { useLingui } from '@lingui/react/macro';
import { useMemo } from 'react';
import type { Hours } from '#shared/domain/routing/plan.ts';
import { useMinute } from '../../../state/clock.ts';
import { units } from '../model/lengths.ts';
import { openingOf } from './opening.ts';

/** Whether it is open there now, and until or from when: by the same rules as the hub's. */
export function Preview({ hours }: { readonly hours: Hours }) {
  const { t, i18n } = useLingui();
  // What it says changes with the minute at most.
  const now = useMinute();
  const said = useMemo(() => {
    const opening = openingOf(hours, now);
    if (opening.is === 'unknown') return null;
    const text = (at: number) => momentText(at, now, hours.timeZone, i18n.locale);
    const here = text(now);
    if (opening.is === 'open') {
      const until = opening.until;
      return { open: true, here, next: until === null ? t`never closes` : t`closes ${text(until)}` };
    }
    const { from } = opening;
    return {
      open: false,
      here,
      next: from === null ? t`does not open within a year` : t`opens ${text(from)}`,
    };
  }, [hours, now, i18n.locale, t]);
  if (said === null) return null;
  const { open, here, next } = said;
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-2" data-testid="hours-preview">
      <span
        aria-hidden="true"
        className={`state-dot size-2 rounded-full ${open ? 'bg-good' : 'border-2 border-ink-3'}`}
      />
      <b className="font-bold">{open ? t`Open now` : t`Closed now`}</b>
      <span className="text-ink-2">
        {next} · {t`there it is ${here}`}
      </span>
    </p>
  );
}

/** "18:00" of the same day, "Mon 09:00" within a week, else with the date: on the clock of that zone. */
function momentText(at: number, now: number, timeZone: string, locale: string): string {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone } as const;
  const isToday = day.format(at) === day.format(now);
  const isSoon = at - now < 6 * units.day;
  const date = isToday
    ? {}
    : isSoon
      ? { weekday: 'short' }
      : { month: 'short', day: 'numeric', weekday: 'short' };
  return new Intl.DateTimeFormat(locale, { ...date, ...time } as Intl.DateTimeFormatOptions).format(at);
}
