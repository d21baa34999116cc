/** Lengths of time and times of day as people type them. */

export const units = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;
export type Unit = keyof typeof units;

/** The largest unit in which a length is a whole number; of nothing, minutes. */
export function unitOf(milliseconds: number): Unit {
  if (milliseconds === 0) return 'minute';
  const fits = (['day', 'hour', 'minute'] as const).find((unit) => milliseconds % units[unit] === 0);
  return fits ?? 'second';
}

/** A whole number within the limits, or null for what is none. */
export function wholeNumber(text: string, min: number, max: number): number | null {
  if (!/^\d{1,9}$/u.test(text.trim())) return null;
  const n = Number(text);
  return n >= min && n <= max ? n : null;
}

/**
 * Minutes after midnight from "9", "9:30", "0930" or "24:00" (with the wide colon of Chinese keyboards too);
 * null for what is no time of day.
 */
export function minutesOf(text: string): number | null {
  const found = /^(\d{1,2})(?:[:\uff1a.]?(\d{2}))?$/u.exec(text.trim());
  if (found === null) return null;
  const [hours, minutes] = [Number(found[1]), Number(found[2] ?? 0)];
  const all = hours * 60 + minutes;
  return minutes < 60 && all <= 24 * 60 ? all : null;
}

/** "09:30"; the midnight that ends a day is "24:00". */
export function timeOfDay(minutes: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
