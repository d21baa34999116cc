import type { AlertPreferences, QuietHours } from './preferences.ts';

/** The clock on the wall: minutes after midnight, and the day, 1 is Monday. */
export type WallTime = { readonly minute: number; readonly day: number };

export function wallTime(now: number): WallTime {
  const at = new Date(now);
  return { minute: at.getHours() * 60 + at.getMinutes(), day: at.getDay() === 0 ? 7 : at.getDay() };
}

/** Whether the hours hold at that time. Those over midnight belong to the day on which they begin. */
export function isQuietHour({ on, from, to, days }: QuietHours, { minute, day }: WallTime): boolean {
  if (!on || from === to) return false;
  if (from < to) return days.includes(day) && minute >= from && minute < to;
  const before = day === 1 ? 7 : day - 1;
  return (days.includes(day) && minute >= from) || (days.includes(before) && minute < to);
}

/** Why nothing is to make a noise: the person said so, their hours, or the system's own setting. */
export type Quiet = 'muted' | 'hours' | 'system';

export function quietNow(
  { mutedUntil, quietHours }: Pick<AlertPreferences, 'mutedUntil' | 'quietHours'>,
  now: number,
  isSystemQuiet: boolean,
): Quiet | null {
  if (mutedUntil !== null && mutedUntil > now) return 'muted';
  if (isQuietHour(quietHours, wallTime(now))) return 'hours';
  return isSystemQuiet ? 'system' : null;
}

export const muteLengths = ['half-hour', 'hour', 'tomorrow'] as const;
export type MuteLength = (typeof muteLengths)[number];

const minute = 60_000;
/** Minutes after midnight at which “tomorrow” begins. */
const morning = 6 * 60;

/** Until when, epoch milliseconds. */
export function muteUntil(length: MuteLength, now: number): number {
  if (length === 'half-hour') return now + 30 * minute;
  if (length === 'hour') return now + 60 * minute;
  const at = new Date(now);
  const isEarly = at.getHours() * 60 + at.getMinutes() < morning;
  at.setHours(0, morning, 0, 0);
  if (!isEarly) at.setDate(at.getDate() + 1);
  return at.getTime();
}
