import type { Locale } from '#shared/protocol/fields.ts';

const day = 86_400_000;

/** Days between two moments by the reader's calendar; 0 is today. */
function daysAgo(at: number, now: number): number {
  const midnight = (time: number): number => new Date(time).setHours(0, 0, 0, 0);
  return Math.round((midnight(now) - midnight(at)) / day);
}

/** "Today", "yesterday", or the date. */
export function dayName(at: number, locale: Locale, now = Date.now()): string {
  const ago = daysAgo(at, now);
  if (ago >= 0 && ago < 2) {
    const name = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-ago, 'day');
    return name.charAt(0).toUpperCase() + name.slice(1);
  }
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(locale, {
    ...(sameYear ? {} : { year: 'numeric' }),
    month: 'long',
    day: 'numeric',
  }).format(at);
}

export function timeOfDay(at: number, locale: Locale): string {
  const hour = locale === 'en' ? 'numeric' : '2-digit';
  return new Intl.DateTimeFormat(locale, { hour, minute: '2-digit' }).format(at);
}
