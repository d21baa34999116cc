import type { Locale } from '#shared/protocol/fields.ts';
import type { Service } from '#shared/protocol/service.ts';
import { fill } from '../../locales/fill.ts';
import type { Words } from './words.ts';

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

/** When something begins, as one says it: "tomorrow at 9:00 AM", "Monday, November 30 at 9:00 AM". */
export function startName(at: number, locale: Locale, now = Date.now()): string {
  const ahead = -daysAgo(at, now);
  const time = timeOfDay(at, locale);
  const day =
    ahead === 0 || ahead === 1
      ? new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(ahead, 'day')
      : new Intl.DateTimeFormat(locale, { weekday: 'long', month: 'long', day: 'numeric' }).format(at);
  return locale === 'en' ? `${ahead > 1 ? 'on ' : ''}${day} at ${time}` : `${day} ${time}`;
}

/** When the house is open again; '' where nobody knows, or where that moment has come. */
export function opensWords({ opensAt }: Service, locale: Locale, words: Words, now = Date.now()): string {
  return opensAt === null || opensAt <= now
    ? ''
    : fill(words.opensAt, { when: startName(opensAt, locale, now) });
}

export function timeOfDay(at: number, locale: Locale): string {
  const hour = locale === 'en' ? 'numeric' : '2-digit';
  return new Intl.DateTimeFormat(locale, { hour, minute: '2-digit' }).format(at);
}
