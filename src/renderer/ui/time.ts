/** A wait or a length as a clock: "0:48", "12:05", "1:02:41"; from a day on only days, "2 d". */
export function clockText(milliseconds: number, locale: string): string {
  const total = Math.max(0, Math.floor(milliseconds / 1000));
  const days = Math.floor(total / 86_400);
  if (days > 0) {
    return unitFormat(locale, 'day', 'narrow').format(days);
  }
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const seconds = two(total % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${seconds}` : `${minutes}:${seconds}`;
}

const units = new Map<string, Intl.NumberFormat>();

/** Kept: to make one takes far longer than to use it, and a list has one in every row. */
function unitFormat(locale: string, unit: string, unitDisplay: 'narrow' | 'short'): Intl.NumberFormat {
  const name = `${locale} ${unit} ${unitDisplay}`;
  const known = units.get(name) ?? new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay });
  units.set(name, known);
  return known;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

/** What the first screen will write is made ready: the first of each kind has its tables read, some milliseconds. */
export function readyFormats(locale: string): void {
  timeText(0, locale);
  unitFormat(locale, 'day', 'narrow');
  new Intl.PluralRules(locale).select(0);
}

export type Day = 'today' | 'yesterday' | 'this-year' | 'earlier';

/** How a day is best named at `now`; both local, epoch milliseconds. */
export function dayOf(at: number, now: number): Day {
  const day = new Date(at).setHours(0, 0, 0, 0);
  const today = new Date(now);
  if (day === today.setHours(0, 0, 0, 0)) return 'today';
  // By the calendar: where clocks change, yesterday did not begin 24 hours before today.
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  if (day === yesterday.setHours(0, 0, 0, 0)) return 'yesterday';
  return new Date(at).getFullYear() === new Date(now).getFullYear() ? 'this-year' : 'earlier';
}

const made = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${locale} ${JSON.stringify(options)}`;
  const known = made.get(name) ?? new Intl.DateTimeFormat(locale, options);
  made.set(name, known);
  return known;
}

/** "14:06": a desk counts minutes, so both languages have 24 hours. */
export function timeText(at: number, locale: string): string {
  return format(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
}

/** "Nov 20" or, of another year, with the year. */
export function dateText(at: number, locale: string, now: number): string {
  const year = dayOf(at, now) === 'earlier' ? ({ year: 'numeric' } as const) : {};
  return format(locale, { ...year, month: 'short', day: 'numeric' }).format(at);
}

/** "Friday, November 20", with the year where it is another. */
export function longDateText(at: number, locale: string, now: number): string {
  const year = dayOf(at, now) === 'earlier' ? ({ year: 'numeric' } as const) : {};
  return format(locale, { ...year, month: 'long', day: 'numeric', weekday: 'long' }).format(at);
}

/** "14:06:32": as of when something is known. */
export function secondText(at: number, locale: string): string {
  return format(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(
    at,
  );
}

/** Date and time in full, for a title. */
export function fullText(at: number, locale: string): string {
  return format(locale, { dateStyle: 'full', timeStyle: 'medium' }).format(at);
}

/** "3 min" as the locale writes it short. */
export function minutesText(milliseconds: number, locale: string): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  const unit = minutes < 60 ? 'minute' : minutes < 1440 ? 'hour' : 'day';
  const value = unit === 'minute' ? minutes : Math.floor(minutes / (unit === 'hour' ? 60 : 1440));
  return unitFormat(locale, unit, 'short').format(value);
}

/** "14:11 China Standard Time": what a clock shows there; null for a zone that this system does not know. */
export function zoneTime(at: number, locale: string, timeZone: string): string | null {
  try {
    const time = format(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone });
    const zone = format(locale, { timeZone, timeZoneName: 'long' }).formatToParts(at);
    return `${time.format(at)} ${zone.find(({ type }) => type === 'timeZoneName')?.value ?? ''}`.trim();
  } catch {
    return null;
  }
}
