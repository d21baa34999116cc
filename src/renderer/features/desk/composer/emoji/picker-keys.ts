/**
 * From one button of the grid to the next as they stand on the screen, from the field into the grid and back. True
 * where the key was for that.
 */
export function moveInGrid(key: string, box: HTMLElement): boolean {
  const all = [...box.querySelectorAll<HTMLElement>('[data-emoji]')];
  const field = box.querySelector('input');
  const at = all.indexOf(document.activeElement as HTMLElement);
  if (document.activeElement === field) {
    if (key !== 'ArrowDown') return false;
    all[0]?.focus();
    return true;
  }
  if (at < 0) return false;
  const top = all[at]?.offsetTop;
  const row = all.filter((one) => one.offsetTop === top).length;
  const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: row, ArrowUp: -row }[key];
  if (by === undefined) return false;
  if (at + by < 0) field?.focus();
  else all[Math.min(at + by, all.length - 1)]?.focus();
  return true;
}
