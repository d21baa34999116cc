/**
 * Arrow keys from line to line: in a transcript that is drawn only where it is in sight, the next line is drawn as soon
 * as the one before it is shown. True when a line was gone to.
 */
export function walkLines(log: HTMLElement, by: 1 | -1): boolean {
  const lines = [...log.querySelectorAll<HTMLElement>('[data-line]')];
  const here = lines.findIndex((line) => line.contains(document.activeElement));
  const next = here < 0 ? lastInSight(log, lines) : lines[here + by];
  if (next === undefined) return false;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
  return true;
}

function lastInSight(log: HTMLElement, lines: readonly HTMLElement[]): HTMLElement | undefined {
  const { bottom } = log.getBoundingClientRect();
  return lines.findLast((line) => line.getBoundingClientRect().bottom <= bottom + 1) ?? lines[0];
}
