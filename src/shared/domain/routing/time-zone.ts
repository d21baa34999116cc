/**
 * Between moments and what a clock on the wall of a time zone shows. "Wall" is such a reading as if it were
 * UTC: milliseconds, so that days and minutes are counted without asking the zone again.
 */

export const day = 24 * 3600 * 1000;

/** No zone is, or was, further from UTC than this, in either direction. */
const furthest = 16 * 3600 * 1000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Throws a RangeError for a zone that nobody knows. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, made);
  return made;
}

export function isTimeZone(timeZone: string): boolean {
  try {
    formatOf(timeZone);
    return true;
  } catch {
    // Asking is the only way to know: there is no list of the names that are only another's alias.
    return false;
  }
}

/** What the clock shows at that moment. To the second: no zone is off by less today. */
export function wallOf(timeZone: string, at: number): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(at)) parts[type] = Number(value);
  const { year = 0, month = 1, day: date = 1, hour = 0, minute = 0, second = 0 } = parts;
  const millisecond = ((at % 1000) + 1000) % 1000;
  return Date.UTC(year, month - 1, date, hour, minute, second, millisecond);
}

/**
 * The first moment at which the clock shows `wall` or later. A reading that is skipped when clocks go forward (or
 * a date that a zone left out) is the moment of the jump; of one that comes twice it is the first.
 */
export function momentOf(timeZone: string, wall: number): number {
  const offsetAt = (at: number) => wallOf(timeZone, at) - at;
  const before = wall - offsetAt(wall - furthest);
  if (wallOf(timeZone, before) === wall) return before;
  const after = wall - offsetAt(wall + furthest);
  if (wallOf(timeZone, after) === wall) return after;
  // Skipped: the jump is between the two, and they are apart by as much as it jumps.
  let [shownEarlier, shownLater] = [Math.min(before, after), Math.max(before, after)];
  while (shownLater - shownEarlier > 1) {
    const middle = Math.floor((shownEarlier + shownLater) / 2);
    if (wallOf(timeZone, middle) >= wall) shownLater = middle;
    else shownEarlier = middle;
  }
  return shownLater;
}
