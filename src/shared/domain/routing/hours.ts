import type { Hours, Period } from './plan.ts';
import { day, momentOf, wallOf } from './time-zone.ts';

/** As far as it is looked ahead: a year and a bit, so that yearly days are found. Milliseconds. */
const horizon = 400 * day;
const minute = 60_000;
const midnight = 24 * 60;

/** Epoch milliseconds, `to` is the first moment that no longer belongs to it. */
type Span = { readonly from: number; readonly to: number };

/**
 * A period whose end is before its beginning goes on after midnight. An exception has its day for itself: what
 * comes over midnight from a weekday ends where it begins. What an exception itself brings over midnight counts.
 *
 * Where clocks are changed: what is skipped is not open and not missed (hours from 02:30 begin with the jump), and
 * of what comes twice the first counts.
 */
export function isOpen(hours: Hours, at: number): boolean {
  return opensNext(hours, at) === at;
}

/** First moment, from `at` on, at which it is open: `at` itself while it is. Null: never within 400 days. */
export function opensNext(hours: Hours, at: number): number | null {
  for (const { from, to } of spansFrom(hours, at)) {
    if (to > at) return from - at > horizon ? null : Math.max(from, at);
  }
  return null;
}

/** First moment, from `at` on, at which it is closed: `at` itself while it is. Null: never within 400 days. */
export function closesNext(hours: Hours, at: number): number | null {
  let end = at;
  for (const { from, to } of spansFrom(hours, at)) {
    if (from > end) return end;
    end = Math.max(end, to);
    if (end - at > horizon) return null;
  }
  return end;
}

/** How long it is open between two moments, milliseconds. What belongs to two spans counts once. */
export function openBetween(hours: Hours, from: number, to: number): number {
  let open = 0;
  let upto = from;
  for (const span of spansFrom(hours, from)) {
    if (span.from >= to) break;
    const end = Math.min(span.to, to);
    const begin = Math.max(span.from, upto);
    if (end > begin) open += end - begin;
    upto = Math.max(upto, end);
  }
  return open;
}

/** When it is open between two moments, in order; spans that overlap or touch are for `merged`. */
export function opensBetween(hours: Hours, from: number, to: number): Span[] {
  const spans: Span[] = [];
  for (const span of spansFrom(hours, from)) {
    if (span.from >= to) break;
    spans.push({ from: Math.max(span.from, from), to: Math.min(span.to, to) });
  }
  return spans;
}

/** Every span that ends after `at`, by their beginning; they may overlap. */
function* spansFrom(hours: Hours, at: number): Generator<Span> {
  const today = Math.floor(wallOf(hours.timeZone, at) / day);
  // Of the day before there may be what goes on after midnight.
  for (let n = today - 1; n <= today + horizon / day + 1; n += 1) {
    for (const span of spansOf(hours, n)) if (span.to > at) yield span;
  }
}

/** Days that are kept of each hours: reports ask of a year's days again and again, and zones are slow to ask. */
const mostDays = 1000;
const spansByDay = new WeakMap<Hours, Map<number, readonly Span[]>>();

/** Spans that begin on the `n`th day since 1970. */
function spansOf(hours: Hours, n: number): readonly Span[] {
  let days = spansByDay.get(hours);
  if (days === undefined || days.size > mostDays) {
    days = new Map();
    spansByDay.set(hours, days);
  }
  let spans = days.get(n);
  if (spans === undefined) {
    const moment = (minutes: number) => momentOf(hours.timeZone, n * day + minutes * minute);
    spans = periodsOf(hours, n)
      .map(({ from, to }) => ({ from: moment(from), to: moment(to) }))
      .filter(({ from, to }) => from < to);
    days.set(n, spans);
  }
  return spans;
}

/** Periods that begin on the `n`th day since 1970, in order; `to` may be past midnight. */
function periodsOf(hours: Hours, n: number): Period[] {
  const exceptions = exceptionsOf(hours);
  const own = exceptions.get(n);
  const periods = own ?? hours.week[weekdayOf(n)] ?? [];
  const isCut = own === undefined && exceptions.has(n + 1);
  return periods
    .map(({ from, to }) => {
      if (to >= from) return { from, to };
      return { from, to: isCut ? midnight : midnight + to };
    })
    .sort((a, b) => a.from - b.from);
}

/** 0 is Monday. The first day of 1970 was a Thursday. */
function weekdayOf(n: number): number {
  return (((n + 3) % 7) + 7) % 7;
}

const known = new WeakMap<Hours, ReadonlyMap<number, readonly Period[]>>();

/** Periods of the exceptions, by day since 1970. Hours are never changed in place, so this is made once. */
function exceptionsOf(hours: Hours): ReadonlyMap<number, readonly Period[]> {
  let made = known.get(hours);
  if (made === undefined) {
    made = new Map(hours.exceptions.map(({ date, periods }) => [Date.parse(date) / day, periods]));
    known.set(hours, made);
  }
  return made;
}
