import { day, momentOf, wallOf } from '../routing/time-zone.ts';

/**
 * Days and hours as the clock on the wall of a zone shows them. A day on which clocks are changed has 23 or 25 hours;
 * of an hour that comes twice both belong to it.
 */

const hour = 3600_000;

export type Slot = {
  readonly from: number;
  /** "2026-11-29", and the Monday of its week, and its month. */
  readonly day: string;
  readonly week: string;
  readonly month: string;
  /** "00" to "23". */
  readonly hour: string;
};

export type Calendar = {
  /** First moment of the period, and the first that no longer belongs to it. Epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  /** Hour by hour, without a gap. */
  readonly slots: readonly Slot[];
  /** Place of the hour in which that moment is; −1 where it is not in the period. */
  readonly slotOf: (at: number) => number;
};

const dateOf = (wall: number): string => new Date(wall).toISOString().slice(0, 10);

/** The day on which it is so late in that zone. */
export function dayOf(timeZone: string, at: number): string {
  return dateOf(wallOf(timeZone, at));
}

/** From the beginning of the day `from` to the end of the day `to`. */
export function calendarOf(timeZone: string, from: string, to: string): Calendar {
  const start = momentOf(timeZone, Date.parse(from));
  const end = momentOf(timeZone, Date.parse(to) + day);
  const slots: Slot[] = [];
  for (let at = start; at < end; ) {
    const wall = wallOf(timeZone, at);
    const date = dateOf(wall);
    // The first day of 1970 was a Thursday.
    const weekday = (Math.floor(wall / day) + 3) % 7;
    slots.push({
      from: at,
      day: date,
      week: dateOf(wall - weekday * day),
      month: date.slice(0, 7),
      hour: new Date(wall).toISOString().slice(11, 13),
    });
    // What jumps, jumps on the hour or half past: the next beginning is never jumped over.
    at += hour - (wall % hour);
  }
  return {
    from: start,
    to: end,
    slots,
    slotOf: (at) => {
      if (at < start || at >= end) return -1;
      let n = Math.min(slots.length - 1, Math.floor((at - start) / hour));
      while ((slots[n] as Slot).from > at) n -= 1;
      while (n + 1 < slots.length && (slots[n + 1] as Slot).from <= at) n += 1;
      return n;
    },
  };
}
