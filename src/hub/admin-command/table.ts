/** Text for a terminal: columns that stand under each other, in Chinese too, and nothing that moves the cursor. */

/** Twice as wide as a Latin letter: Chinese, Japanese, Korean, their punctuation, and pictures. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

export function widthOf(text: string): number {
  return [...text].reduce((width, letter) => width + (wide.test(letter) ? 2 : 1), 0);
}

/** What somebody has typed as a name could hold a terminal's commands. */
export function clean(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '�');
}

/** Each column as wide as its widest cell; the last is as long as it is. Without rows it says so. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '(none)';
  const all = [head, ...rows.map((row) => row.map(clean))];
  const widths = head.map((_, i) => Math.max(...all.map((row) => widthOf(row[i] ?? ''))));
  return all
    .map((row) =>
      row
        .map((cell, i) => cell + ' '.repeat((widths[i] ?? 0) - widthOf(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** "90 s", "5 min", "24 h": the largest unit that says it whole. */
export function spanText(milliseconds: number): string {
  const units = [
    [3600_000, 'h'],
    [60_000, 'min'],
    [1000, 's'],
  ] as const;
  const [unit, name] = units.find(([size]) => milliseconds >= size && milliseconds % size === 0) ?? [1, 'ms'];
  return milliseconds === 0 ? '0' : `${milliseconds / unit} ${name}`;
}

/** "09:30"; 1440 is "24:00". */
export function minuteText(minute: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** "2026-11-22 09:30", by this machine's clock. */
export function timeText(at: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const d = new Date(at);
  return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())} ${two(d.getHours())}:${two(d.getMinutes())}`;
}
