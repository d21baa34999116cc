/** A day as an input of that kind has it, by the local calendar. */
export function dayText(at: number): string {
  const date = new Date(at);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The last moment of that day, or its first; null for what is no day. */
export function momentOf(day: string, end: 'first' | 'last'): number | null {
  const [year, month, date] = day.split('-').map(Number);
  if (year === undefined || month === undefined || date === undefined) return null;
  const at = new Date(year, month - 1, end === 'first' ? date : date + 1).getTime();
  return Number.isNaN(at) ? null : end === 'first' ? at : at - 1;
}
