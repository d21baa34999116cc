/** "2026-11-29T14:05", local, as the browser's control has it; nothing for null. */
export function dayTimeOf(time: number | null): string {
  if (time === null) return '';
  const at = new Date(time);
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** Epoch milliseconds; null for nothing and for what is no time. */
export function timeOfDay(text: string): number | null {
  const at = new Date(text).getTime();
  return text === '' || Number.isNaN(at) || at < 0 ? null : at;
}
